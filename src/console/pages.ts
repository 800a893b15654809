import { templatePages } from './editor/templates.ts';
import type { ConsoleWorld, Route } from './frame/routes.ts';
import { accountPages } from './pages/account.ts';
import { backlogPages } from './pages/backlog.ts';
import { correctionPages } from './pages/corrections.ts';
import { customerPages } from './pages/customer.ts';
import { customerActs } from './pages/customer-acts.ts';
import { dataPages } from './pages/data.ts';
import { heldLettersPages } from './pages/held-letters.ts';
import { letterPages } from './pages/letter.ts';
import { letterActs } from './pages/letter-acts.ts';
import { lettersPages } from './pages/letters.ts';
import { mailPages } from './pages/mail.ts';
import { moneyPages } from './pages/money.ts';
import { policyPages } from './pages/policy.ts';
import { policyVersionsPages } from './pages/policy-versions.ts';
import { replayPages } from './pages/replay.ts';
import { roundsPages } from './pages/rounds.ts';
import { searchPages } from './pages/search.ts';
import { secondFactorPages } from './pages/second-factor.ts';
import { settingsPages } from './pages/settings.ts';
import { severalActs } from './pages/several-acts.ts';
import { sourcesPages } from './pages/sources.ts';
import { stagesPages } from './pages/stages.ts';
import { taskActs } from './pages/task-acts.ts';
import { taskPages } from './pages/tasks.ts';
import { todayPages } from './pages/today.ts';
import { userPages } from './pages/users.ts';
import { waitingPages } from './pages/waiting.ts';
import { weekPages } from './pages/week.ts';
import { weekLatePages } from './pages/week-late.ts';
import { writeNowPages } from './pages/write-now.ts';

/** All pages of the console but that on which one signs in. */
export const PAGES: readonly ((world: ConsoleWorld) => readonly Route[])[] = [
  todayPages,
  searchPages,
  waitingPages,
  moneyPages,
  customerPages,
  customerActs,
  writeNowPages,
  taskPages,
  taskActs,
  severalActs,
  lettersPages,
  letterPages,
  letterActs,
  heldLettersPages,
  correctionPages,
  backlogPages,
  weekPages,
  weekLatePages,
  mailPages,
  roundsPages,
  replayPages,
  templatePages,
  settingsPages,
  stagesPages,
  policyPages,
  policyVersionsPages,
  dataPages,
  sourcesPages,
  userPages,
  accountPages,
  secondFactorPages,
];
