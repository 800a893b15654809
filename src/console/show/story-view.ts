import { faultWords } from '../../customer/data-fault-words.ts';
import type { Story } from '../../explain/story.ts';
import { languageName } from '../frame/formats.ts';
import type { Say } from '../frame/say.ts';
import { toldReader } from '../frame/told-reader.ts';
import type { Reader } from '../frame/views.ts';
import { decisionSentence, findingSentence } from './decision-words.ts';
import { label } from './label.ts';
import { storyAddress } from './list-page.ts';
import { phoneOf } from './phone.ts';

type Item = Story['items'][number];
type StoryAccount = NonNullable<Story['account']>;
type StoryInvoice = StoryAccount['invoices'][number];

/** A story as its page shows it: what is so now, in sentences of the reader's language. */
export const storyView = (story: Story, visit: Reader): object => {
  const { say, locale } = visit;
  return {
    id: story.customer.id,
    address: storyAddress(story.customer.id),
    name: story.customer.name || story.customer.id,
    language: story.customer.language && languageName(story.customer.language, locale),
    ...phoneOf(story.customer.phone),
    email: story.customer.email,
    owner: story.customer.owner,
    zone: story.customer.time_zone,
    reached: story.customer.reachable ? (story.customer.email_allowed ? 'email' : 'unwanted') : 'no_address',
    lessSince: story.customer.less_since,
    mended: story.customer.mended,
    items: story.items.map((item) => itemView(item, story, visit)),
    account: story.account && accountView(story.account, story, say),
    setAside: story.set_aside.map(({ table, id, field, fault }) => ({
      table,
      tableName: label(say, 'tables', table),
      id,
      field,
      reason: faultWords(fault, toldReader(visit)),
    })),
  };
};

function itemView(item: Item, story: Story, visit: Reader): object {
  const { say, locale } = visit;
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
    findings: item.findings.map((finding) => findingSentence(finding, say, locale)),
    decided: decisionSentence(item, open?.our_word ?? null, visit),
    isHeld: item.decision.do === 'hold',
    noLettersThrough: item.no_letters_through,
    ref: `${item.kind === 'order' ? 'order' : 'job'}:${item.id}`,
    openedAt: open?.opened_at ?? null,
    word: open?.our_word ?? null,
    letters: open?.letters ?? 0,
  };
}

const accountView = (account: StoryAccount, story: Story, say: Say): object => ({
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
const promisesOf = ({ id }: StoryInvoice, { answers }: Story, say: Say): readonly object[] =>
  answers
    .filter(({ answer, about }) => answer === 'paid' && about.includes(id))
    .map(({ at, day, came }) => ({
      at,
      day,
      came: day === null ? null : label(say, 'came', came ?? 'open'),
      isBroken: came === 'broken',
    }));

const invoiceView = (invoice: StoryInvoice, say: Say): object => ({
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
