import { accountPages } from './pages/account.ts';
import { backlogPages } from './pages/backlog.ts';
import { heldLettersPages } from './pages/held-letters.ts';
import { letterPages } from './pages/letter.ts';
import { letterActs } from './pages/letter-acts.ts';
import { lettersPages } from './pages/letters.ts';
import { mailPages } from './pages/mail.ts';
import { roundsPages } from './pages/rounds.ts';
import { todayPages } from './pages/today.ts';
import type { ConsoleWorld, Route } from './routes.ts';

/** All pages of the console but that on which one signs in. */
export const PAGES: readonly ((world: ConsoleWorld) => readonly Route[])[] = [
  todayPages,
  accountPages,
  lettersPages,
  letterPages,
  letterActs,
  heldLettersPages,
  backlogPages,
  mailPages,
  roundsPages,
];
