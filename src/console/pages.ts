import { accountPages } from './pages/account.ts';
import { templatePages } from './pages/templates.ts';
import { todayPages } from './pages/today.ts';
import type { ConsoleWorld, Route } from './routes.ts';

/** All pages of the console but that on which one signs in. */
export const PAGES: readonly ((world: ConsoleWorld) => readonly Route[])[] = [
  todayPages,
  accountPages,
  templatePages,
];
