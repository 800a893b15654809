import type { LetterFacts } from '../letter-facts.ts';

/** Facts to try a template with. Hostile ones must do no harm; how they read does not matter. */
export interface Sample {
  readonly name: string;
  readonly hostile: boolean;
  readonly facts: LetterFacts;
}

/** Something wrong with a template: where, what, and what to do. Lines and columns count from 1. */
export interface Fault {
  readonly rule: string;
  /** Below the package: `emails/pl/stalled.mjml`. */
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** "emails/en/stalled.mjml:12:9: message [rule]". */
export const faultLine = ({ file, line, column, message, rule }: Fault): string =>
  `${[file, line, column].filter((part) => part !== null).join(':')}: ${message} [${rule}]`;
