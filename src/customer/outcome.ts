/** Outcomes are the company's own words: these say that it was never done. */
const CANCELLED = /cancel|annul|anulow|storn|отмен|скасов|cannot be|given up/i;

/** Whether these words of the company say that an item ended without being done. */
export const isCancelled = (outcome: string | null): boolean => CANCELLED.test(outcome ?? '');
