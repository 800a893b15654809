/** A figure of an ordeal: what was counted, and what it must be for the promise to hold. */
export interface Figure {
  readonly what: string;
  readonly value: number | string;
  /** `zero`: anything else fails the ordeal. `report`: a figure to read. `skipped`: could not be tried here. */
  readonly must: 'zero' | 'report' | 'skipped';
}

export const zero = (what: string, value: number): Figure => ({ what, value, must: 'zero' });
export const report = (what: string, value: number | string): Figure => ({ what, value, must: 'report' });
/** Said aloud in the table: what was not tried proves nothing. */
export const skipped = (what: string, why: string): Figure => ({ what, value: why, must: 'skipped' });
/** One where something does not hold that must; 0 where it does. */
export const unless = (what: string, holds: boolean): Figure => zero(what, holds ? 0 : 1);

export const isBroken = ({ must, value }: Figure): boolean => must === 'zero' && value !== 0;

/** How an ordeal is put to the test. */
export interface Setting {
  /** As in `.ci/run`: less of everything, the same promises. */
  readonly short: boolean;
  /** Chooses the moments of kills and the values of the fuzzer. */
  readonly seed: number;
  /** How long the soak lasts. */
  readonly minutes: number;
  /** A line for the log. */
  say(text: string): void;
  /** How far it is: a bar on a terminal, a line now and then elsewhere. */
  progress(done: number, total: number): void;
}

export interface Ordeal {
  readonly name: string;
  /** What is done to the worker, in a few words. */
  readonly story: string;
  /** Only in earnest, or by its name: it waits for minutes until something is given up, and there is no shorter way to see it. */
  readonly inEarnest?: true;
  run(setting: Setting): Promise<readonly Figure[]>;
}
