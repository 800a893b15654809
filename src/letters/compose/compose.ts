import { type Day, dayOf } from '../../calendar/time.ts';
import type { Case, Told } from '../../customer/customer.ts';
import type { CaseId, ItemRef } from '../../customer/ids.ts';
import type { LetterKind } from '../../customer/letter-kinds.ts';
import { addressOf } from '../../waiting/address.ts';
import type { WriteDecision } from '../../waiting/decision.ts';
import { type FindingKind, theFinding } from '../../waiting/finding.ts';
import { reached, type Situation } from '../../waiting/situation.ts';
import { toldBy } from '../../waiting/told.ts';
import type { StatusFacts } from '../facts/letter.ts';
import { type CustomerLetter, customerLetter } from './customer-letter.ts';
import { letterKey } from './identity.ts';
import { signatory, statusFacts } from './status-facts.ts';
import { statusThread } from './thread.ts';

/** One item of a letter: what was decided, in which case, as its nth letter. */
export interface LetterPart {
  readonly situation: Situation;
  readonly decision: WriteDecision;
  readonly theCase: Case;
  readonly ordinal: number;
}

/** One email to one customer about one or several items, before words. */
export interface StatusLetter extends CustomerLetter {
  readonly kind: LetterKind;
  readonly about: readonly ItemRef[];
  readonly findings: readonly FindingKind[];
  /** Our word; null: nothing more is to be said. */
  readonly nextWordBy: Day | null;
  readonly facts: StatusFacts;
  readonly cases: readonly {
    readonly caseId: CaseId;
    readonly item: ItemRef;
    readonly ordinal: number;
    readonly told: Told;
    /** The letter's word is about this item too. */
    readonly hasWord: boolean;
    /** No letter of the case reached the customer before: the item is newly stalled. */
    readonly first: boolean;
  }[];
}

/**
 * Composes one letter about these parts, all for one customer and one address: a reader gets one for everything.
 * @param rest how many items besides are on course
 */
export function compose(parts: readonly LetterPart[], rest = 0): StatusLetter {
  const lead = leadOf(parts);
  const { situation } = lead;
  const kind: LetterKind = parts.length > 1 ? 'several-items' : lead.decision.letter;
  const key = letterKey(
    kind,
    parts.map(({ theCase, ordinal }) => ({ caseId: theCase.id, ordinal })),
  );
  const person = signatory(situation);
  const words = parts.flatMap(({ decision }) => decision.nextWordBy ?? []);
  const nextWordBy = words.length === 0 ? null : dayOf(Math.min(...words));
  const address = addressOf(situation);
  if (address === null) throw new Error(`no address for letter ${key}`);
  return {
    ...customerLetter(key, address, person, situation),
    kind,
    about: parts.map(({ situation: { item } }) => ({ kind: item.kind, id: item.id })),
    findings: [...new Set(parts.flatMap(({ decision }) => decision.findings.map((f) => f.kind)))],
    nextWordBy,
    facts: statusFacts(kind, parts, lead, person, nextWordBy, rest),
    ...statusThread(parts.map((part) => part.situation)),
    cases: parts.map((part) => ({
      caseId: part.theCase.id,
      item: part.theCase.item,
      ordinal: part.ordinal,
      told: toldBy(part.situation, part.decision),
      hasWord: part.decision.nextWordBy !== null,
      first: !part.theCase.letters.some(reached),
    })),
  };
}

/** The part that most needs words leads: by its state, then the longest past its promise, then the oldest. */
function leadOf(parts: readonly LetterPart[]): LetterPart {
  const [first] = [...parts].sort(
    (a, b) =>
      weightOf(a) - weightOf(b) ||
      lateness(b) - lateness(a) ||
      a.situation.item.openedAt - b.situation.item.openedAt,
  );
  if (!first) throw new Error('a letter needs at least one item');
  return first;
}

const lateness = ({ decision }: LetterPart): number =>
  theFinding(decision.findings, 'promise_missed')?.lateBy ?? 0;

/** What is broken weighs most, then what a word is due about, then what ends, then what is at risk. */
function weightOf({ decision: { state, findings } }: LetterPart): number {
  if (state === 'broken' || state === 'on_hold') return 0;
  if (theFinding(findings, 'word_due')) return 1;
  if (state === 'over' || state === 'ready') return 2;
  return state === 'at_risk' ? 3 : 4;
}
