import type { Story } from '../../explain/story.ts';
import type { Say } from '../frame/say.ts';
import { label } from './label.ts';
import { storyAddress } from './list-page.ts';

type Item = Story['items'][number];
type Account = NonNullable<Story['account']>;
type Invoice = Account['invoices'][number];

/** One thing that was found has this for evidence. A day or a moment is formatted for the reader. */
interface Part {
  readonly name: string;
  readonly value: string;
  readonly day: boolean;
}

/** A story as its page shows it: what is so now, with codes in the reader's language and reasons as they were given. */
export const storyView = (story: Story, say: Say): object => ({
  id: story.customer.id,
  address: storyAddress(story.customer.id),
  name: story.customer.name || story.customer.id,
  language: story.customer.language,
  zone: story.customer.time_zone,
  reached: story.customer.reachable ? (story.customer.email_allowed ? 'email' : 'unwanted') : 'no_address',
  lessSince: story.customer.less_since,
  items: story.items.map((item) => itemView(item, story, say)),
  account: story.account && accountView(story.account, story, say),
  setAside: story.set_aside.map(({ table, id, field, reason }) => ({
    what: field === undefined ? `${table} ${id}` : `${table} ${id}, ${field}`,
    reason,
  })),
});

function itemView(item: Item, story: Story, say: Say): object {
  const open = story.cases.find(
    ({ about, closed_at }) => closed_at === null && about.kind === item.kind && about.id === item.id,
  );
  return {
    kind: item.kind,
    id: item.id,
    number: item.number,
    summary: item.summary,
    stage: item.stage,
    stageSince: item.stage_since,
    promised: item.promised_for,
    needed: item.needed_by,
    usual: item.usual,
    lines: item.lines.map(({ description, stage }) => ({ description, stage })),
    shipments: item.shipments.map((shipment) => ({
      carrier: shipment.carrier,
      number: shipment.tracking_number,
      url: shipment.tracking_url,
      shipped: shipment.shipped_at,
      expected: shipment.expected_on,
      delivered: shipment.delivered_at,
      lines: shipment.line_nos?.join(', ') ?? null,
    })),
    findings: item.findings.map(({ kind, began, ...evidence }) => ({
      kind: label(say, 'findings', kind),
      began,
      evidence: Object.entries(evidence).map(([name, value]) => partOf(name, value, say)),
    })),
    decided: label(say, 'decisions', item.decision.do),
    letter: item.decision.letter === undefined ? null : label(say, 'letters', item.decision.letter),
    reason: item.decision.reason,
    openedAt: open?.opened_at ?? null,
    word: open?.our_word ?? null,
    letters: open?.letters ?? 0,
  };
}

function partOf(name: string, value: unknown, say: Say): Part {
  const text =
    typeof value === 'boolean' ? say(value ? 'customer.yes' : 'customer.no') : String(value ?? '–');
  return { name: label(say, 'evidence', name), value: text, day: /^\d{4}-\d\d-\d\d$/.test(text) };
}

const accountView = (account: Account, story: Story, say: Say): object => ({
  grade: label(say, 'records', account.record.grade),
  settled: account.record.settled,
  onTime: account.record.on_time,
  since: account.record.since,
  asOf: account.payments_as_of,
  invoices: account.invoices.map((invoice) => ({
    ...invoiceView(invoice, say),
    promises: promisesOf(invoice, story, say),
  })),
});

/** What they said of paying it, with one tap, and what became of that. */
const promisesOf = ({ id }: Invoice, { answers }: Story, say: Say): readonly object[] =>
  answers
    .filter(({ answer, about }) => answer === 'paid' && about.includes(id))
    .map(({ at, day, came }) => ({
      at,
      day,
      came: day === null ? null : label(say, 'came', came ?? 'open'),
      isBroken: came === 'broken',
    }));

const invoiceView = (invoice: Invoice, say: Say): object => ({
  id: invoice.id,
  number: invoice.number,
  issued: invoice.issued_on,
  due: invoice.due_on,
  total: invoice.total,
  open: invoice.open,
  remains: invoice.remains === invoice.open ? null : invoice.remains,
  currency: invoice.currency,
  disputed: invoice.disputed,
  autopay: invoice.autopay,
  doubts: invoice.doubts.map((doubt) => label(say, 'doubts', doubt)),
  verdicts: invoice.verdicts.map((verdict) => ({
    days: verdict.days_overdue,
    verdict: verdict.verdict.replace(' ', '_'),
    label: label(say, 'verdicts', verdict.verdict),
    tone: verdict.tone === null ? null : label(say, 'tones', verdict.tone),
    without:
      verdict.without === null || verdict.without === verdict.tone
        ? null
        : label(say, 'tones', verdict.without),
    planned: verdict.planned_letter,
    until: verdict.until,
    reasons: verdict.reasons,
  })),
});
