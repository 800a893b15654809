import { type Figure, report, zero } from './ordeal.ts';

/** What a fuzzer tried and what went wrong, with the first of each for whoever mends it. */
export class FuzzTally {
  private tried = 0;
  private leftOut = 0;
  private crashes = 0;
  private injections = 0;
  private readonly what: string;
  private readonly say: (text: string) => void;

  constructor(what: string, say: (text: string) => void) {
    this.what = what;
    this.say = say;
  }

  again(): void {
    this.tried++;
  }

  /** It was refused before it could do anything. */
  leaveOut(): void {
    this.leftOut++;
  }

  /** It ended with an error that tells nobody what to do. */
  crash(error: unknown, input: string): void {
    this.crashes++;
    if (this.crashes <= 3)
      this.say(
        `CRASH of ${this.what}: ${error instanceof Error ? error.stack : error}\n  on ${shown(input)}`,
      );
  }

  /** What came in went out as something else than text, or changed what it must not. */
  injection(fault: string, input: string): void {
    this.injections++;
    if (this.injections <= 3) this.say(`INJECTION into ${this.what}: ${fault}\n  by ${shown(input)}`);
  }

  figures(): readonly Figure[] {
    return [
      report(`${this.what}: tried`, this.tried),
      report(`${this.what}: of these refused at the door`, this.leftOut),
      zero(`${this.what}: crashes`, this.crashes),
      zero(`${this.what}: injections`, this.injections),
    ];
  }
}

const shown = (input: string): string => JSON.stringify(input).slice(0, 600);
