import { accountPages } from './pages/account.ts';
import { settingsPages } from './pages/settings.ts';
import { todayPages } from './pages/today.ts';
import { userPages } from './pages/users.ts';
import type { ConsoleWorld, Route } from './routes.ts';

/** All pages of the console but that on which one signs in. */
export const PAGES: readonly ((world: ConsoleWorld) => readonly Route[])[] = [
  todayPages,
  accountPages,
  settingsPages,
  userPages,
];
