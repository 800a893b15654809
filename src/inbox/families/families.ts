import { domino } from './domino.ts';
import { exchange } from './exchange.ts';
import { exim } from './exim.ts';
import type { Family } from './family.ts';
import { google } from './google.ts';
import { imail } from './imail.ts';
import { mailRu } from './mail-ru.ts';
import { postfix } from './postfix.ts';
import { qmail } from './qmail.ts';
import { sendmail } from './sendmail.ts';

/** In the order in which they are asked: whose marks are plainest comes first. */
export const FAMILIES: readonly Family[] = [
  imail,
  domino,
  mailRu,
  postfix,
  exim,
  sendmail,
  google,
  qmail,
  exchange,
];
