/** A fault that the operator can mend; the message says what was wrong, where, and what to do. Exit code 2. */
export class ConfigurationFailure extends Error {
  override readonly name = 'ConfigurationFailure';
  readonly faults: readonly string[];

  constructor(faults: string | readonly string[], options?: ErrorOptions) {
    const list = typeof faults === 'string' ? [faults] : faults;
    super(list.join('\n'), options);
    this.faults = list;
  }
}

/** A run that could not be finished; the message says what to do. Exit code 1. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
}

/** What a fault says, whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
