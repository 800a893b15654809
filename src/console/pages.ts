import { accountPages } from './pages/account.ts';
import { customerPages } from './pages/customer.ts';
import { moneyPages } from './pages/money.ts';
import { taskPages } from './pages/tasks.ts';
import { todayPages } from './pages/today.ts';
import { waitingPages } from './pages/waiting.ts';
import type { ConsoleWorld, Route } from './routes.ts';

/** All pages of the console but that on which one signs in. */
export const PAGES: readonly ((world: ConsoleWorld) => readonly Route[])[] = [
  todayPages,
  accountPages,
  waitingPages,
  moneyPages,
  customerPages,
  taskPages,
];
