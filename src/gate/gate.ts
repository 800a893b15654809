import { paymentRecordOf } from '../account/payment-record.ts';
import { verdictOn } from '../attend/attend.ts';
import { type Instant, isoInstant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { isLeftOut } from '../customer/forgotten.ts';
import type { Tone } from '../customer/tone.ts';
import type { Verdict } from '../dunning/verdict.ts';
import type { SayVerdict } from '../ledger/documents/spoken-verdicts.ts';
import { withUsual } from '../ledger/memory/usual-times.ts';
import { feedAgeFault, feedText } from '../policy/feed.ts';
import type { Rules } from '../policy/rules.ts';
import { readCustomersNow } from '../round/customers-now.ts';
import type { World } from '../round/round.ts';
import type { VerdictEntry } from '../round/round-report.ts';
import { entryOf } from '../round/verdict-tally.ts';
import { type FoundInvoice, findInvoice } from '../source/find/find-owed.ts';

/** A verdict as another system gets it. */
export interface GateVerdict extends Omit<VerdictEntry, 'planned_letter' | 'without'> {
  readonly decided_at: string;
  /** When the payments were fresh; null: nobody knows. */
  readonly facts_as_of: string | null;
}

/**
 * May a letter about this invoice go? `stale`: the payments are too old to tell, or of unknown age, so none may; `why`
 * says it in a sentence. `not_overdue`: nothing is due, so none may either.
 */
export type GateAnswer =
  | { readonly outcome: 'verdict' | 'not_overdue'; readonly verdict: GateVerdict }
  | { readonly outcome: 'stale'; readonly verdict: GateVerdict; readonly why: string }
  | { readonly outcome: 'unknown' };

/** All that is known now of the customer who owes the invoice. */
interface KnownDebtor {
  readonly invoice: FoundInvoice;
  readonly facts: CustomerFacts;
  readonly memory: CustomerMemory;
  /** The row cannot be judged: the reader set it, or its customer, aside. */
  readonly setAside: boolean;
  readonly now: Instant;
  readonly rules: Rules;
}

/**
 * Judges an invoice on what the tables and our memory say this moment, and writes nothing.
 * @param tone what another system wants to write in; null: what our own ladder decides
 */
export async function askGate(world: World, invoiceId: string, tone: Tone | null): Promise<GateAnswer> {
  const { databases, clock, templates } = world;
  const rules = await withUsual(databases.ledgerPool, world.rules);
  const invoice = await findInvoice(databases.sourcePool, rules.sourceSchema, invoiceId);
  if (!invoice) return { outcome: 'unknown' };
  const known = await readNow({ databases, rules }, invoice, clock.now());
  const words = templates.verdictWords(rules.company.adminLanguage);
  const verdict = judgeSafely(known, tone);
  const told = 'do' in verdict ? inWords(known, tone, verdict, words) : heldBecause(known, tone, verdict);
  const fault = feedAgeFault('payments', known.facts.feeds, rules, known.now);
  if (fault !== null) return { outcome: 'stale', verdict: heldAsStale(told), why: feedText(fault) };
  return { outcome: told.days_overdue > 0 ? 'verdict' : 'not_overdue', verdict: told };
}

async function readNow(
  { databases, rules }: Pick<World, 'databases' | 'rules'>,
  invoice: FoundInvoice,
  now: Instant,
): Promise<KnownDebtor> {
  const { customerId } = invoice;
  const customers = await readCustomersNow(databases, rules, now, [customerId]);
  return {
    invoice,
    ...customers.of(customerId),
    setAside:
      customers.unknownCustomers.has(customerId) ||
      customers.quarantined.some(({ table, id }) => table === 'invoices' && id === invoice.id),
    now,
    rules,
  };
}

/** Why there is no verdict, so that nothing may go. */
type NoVerdict = Pick<GateVerdict, 'record' | 'reasons' | 'holds'>;

const UNJUDGED: NoVerdict = {
  record: 'unknown',
  reasons: ['This invoice cannot be judged: `tidings explain` names what is wrong with its data.'],
  holds: ['doubtful'],
};

const FORGOTTEN: NoVerdict = {
  record: 'unknown',
  reasons: ['This customer was forgotten: nobody reminds them of what was issued before.'],
  holds: ['forgotten'],
};

function judgeSafely(known: KnownDebtor, tone: Tone | null): Verdict | NoVerdict {
  const { invoice, facts, memory, now, rules, setAside } = known;
  if (setAside) return UNJUDGED;
  if (isLeftOut(facts) && !facts.account.open.some(({ id }) => id === invoice.id)) return FORGOTTEN;
  try {
    const verdict = verdictOn(invoice.id, tone, facts, memory, now, rules);
    if (verdict) return verdict;
    const today = zoneOf(rules.company.timeZone).dayAt(now);
    const { grade } = paymentRecordOf(facts.account, today, rules);
    return { record: grade, reasons: ['Nothing is open on this invoice.'], holds: [] };
  } catch {
    // Facts that break a rule of ours: the round quarantines the customer and names the fault.
    return UNJUDGED;
  }
}

const inWords = (known: KnownDebtor, tone: Tone | null, verdict: Verdict, words: SayVerdict): GateVerdict => {
  const { planned_letter: _, without: __, ...entry } = entryOf(known.facts.customer.id, verdict, words);
  const asked = tone === null && verdict.daysOverdue === 0 ? null : entry.asked_tone;
  return { ...entry, asked_tone: asked, ...moments(known) };
};

const moments = ({ facts, now }: KnownDebtor): Pick<GateVerdict, 'decided_at' | 'facts_as_of'> => {
  const freshAsOf = facts.feeds.get('payments');
  return { decided_at: isoInstant(now), facts_as_of: freshAsOf === undefined ? null : isoInstant(freshAsOf) };
};

const heldBecause = (known: KnownDebtor, tone: Tone | null, because: NoVerdict): GateVerdict => ({
  invoice_id: known.invoice.id,
  customer_id: known.invoice.customerId,
  days_overdue: 0,
  rung: null,
  asked_tone: tone,
  verdict: 'hold',
  tone: null,
  release: 'human',
  until: null,
  ...because,
  ...moments(known),
});

/** The hold for stale payments gives this already; here no rule that changes can open the gate. */
const heldAsStale = (told: GateVerdict): GateVerdict => ({
  ...told,
  verdict: 'hold',
  tone: null,
  holds: told.holds.includes('payments_stale') ? told.holds : ['payments_stale', ...told.holds],
  until: null,
});
