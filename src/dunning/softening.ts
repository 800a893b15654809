import type { RecordGrade } from '../account/payment-record.ts';
import type { Tone } from '../customer/tone.ts';
import { isHarsher } from '../customer/tone.ts';
import { isHarsh, type VerdictBecause } from './verdict.ts';

/** What a payment record makes of a tone. `tone` null: no machine writes, a person calls. */
export interface Softened {
  readonly tone: Tone | null;
  /** A person lets the letter go. */
  readonly release: 'automatic' | 'human';
  /** Why it differs from what was asked; empty when it does not. */
  readonly reasons: readonly VerdictBecause[];
}

/**
 * Softens what the ladder asks for by the payment record. Clean never goes above friendly: for
 * firm and formal a person calls. Unknown starts friendly. Formal goes to a mixed or unknown record only when a
 * person releases it. Poor follows the ladder.
 * @param isFirst nothing was sent about the invoice yet
 */
export function soften(asked: Tone, grade: RecordGrade, isFirst: boolean): Softened {
  if (grade === 'clean' && isHarsh(asked))
    return { tone: null, release: 'human', reasons: [because('record_asks_person', asked)] };
  const most = mostFor(grade, isFirst);
  if (most !== null && isHarsher(asked, most.tone))
    return { tone: most.tone, release: 'automatic', reasons: [because(most.why, asked)] };
  return {
    tone: asked,
    release: asked === 'formal' && grade !== 'poor' ? 'human' : 'automatic',
    reasons: [],
  };
}

/** The same for a letter of another system, which cannot call instead: a clean record allows it a friendly one. */
export function softenForOthers(asked: Tone, grade: RecordGrade, isFirst: boolean): Softened {
  const softened = soften(asked, grade, isFirst);
  if (softened.tone !== null) return softened;
  return { tone: 'friendly', release: 'automatic', reasons: [because('clean_never_above_friendly', asked)] };
}

function mostFor(grade: RecordGrade, isFirst: boolean) {
  if (grade === 'clean') return { tone: 'friendly', why: 'clean_never_above_friendly' } as const;
  if (grade === 'unknown' && isFirst) return { tone: 'friendly', why: 'unknown_starts_friendly' } as const;
  return null;
}

const because = (code: VerdictBecause['code'], tone: Tone): VerdictBecause => ({ code, evidence: { tone } });
