import type { Story } from '../../explain/story.ts';
import type { UsualStory } from '../../explain/usual-story.ts';
import { section } from '../terminal/columns.ts';
import { printableLine } from '../terminal/printable.ts';
import { minute } from '../terminal/world.ts';
import { accountLines } from './tell-account.ts';

/** A story as a person reads it in a terminal. Control characters of the company's texts are made visible. */
export function tellStory(story: Story): string {
  const { customer } = story;
  const reach = customer.reachable
    ? customer.email_allowed
      ? 'by email'
      : 'not by email: they do not want it'
    : 'not by email: no usable address';
  const lines = [
    `Customer ${customer.id}: ${customer.name || '(not in customers)'}`,
    `  language ${customer.language ?? 'not known'}, zone ${customer.time_zone ?? "the company's"}, reached ${reach}${customer.phone === null ? '' : `, phone ${customer.phone}`}`,
    ...(customer.less_since === null
      ? []
      : [
          `  written to less since ${customer.less_since.slice(0, 10)}: only broken promises and closings (\`tidings inbox less\`)`,
        ]),
    ...(customer.mended === null ? [] : [mendedLine(customer.mended)]),
    ...story.items.flatMap(itemLines),
    ...(story.items.length === 0 && !story.account ? ['', 'Nothing is open: nobody waits for us here.'] : []),
    ...accountLines(story.account),
    ...section(
      'People were in touch',
      story.contacts.map(
        ({ at, channel, direction }) =>
          `${minute(at)}  ${channel}, ${direction === 'to_customer' ? 'from us' : 'from the customer'}`,
      ),
    ),
    ...section('Answered with one tap', story.answers.map(answerLine)),
    ...section(
      'Set aside',
      story.set_aside.map(
        ({ table, id, field, reason }) => `${table} ${id}${field ? `.${field}` : ''}: ${reason}`,
      ),
    ),
    ...section('Cases', story.cases.map(caseLine)),
    ...section('Letters', story.letters.map(letterLine)),
  ];
  return lines.map(printableLine).join('\n');
}

const WRONG = {
  complaint_settled: 'a complaint was settled',
  word_was_broken: 'we broke our word',
  reminder_was_wrong: 'a reminder was wrong',
  stood_for_credit: 'it stood for our credit decision',
  letter_was_wrong: 'a letter of ours was wrong',
} as const;

const mendedLine = ({
  because,
  since,
  until,
  well,
  wanted,
}: NonNullable<Story['customer']['mended']>): string =>
  `  mended since ${since}, because ${WRONG[because]}: no reminder by machine until ${until}, a manager signs, ${well} of ${wanted} contacts went well`;

function itemLines(item: Story['items'][number]): string[] {
  const dates = [
    item.promised_for && `promised for ${item.promised_for}`,
    item.needed_by && `needed by ${item.needed_by}`,
  ].filter(Boolean);
  return [
    '',
    `${item.kind === 'order' ? 'Order' : 'Job'} ${item.number}${item.summary ? `: ${item.summary}` : ''}`,
    `  stage "${item.stage}" = ${item.stage_kind}${item.stage_since ? ` since ${minute(item.stage_since)}` : ', nobody says since when'}${dates.length ? `; ${dates.join(', ')}` : ''}`,
    ...item.lines.map(
      (line) => `  line ${line.line_no}: ${line.description}, ${line.stage ?? 'no stage of its own'}`,
    ),
    ...item.shipments.map((shipment) => `  ${shipmentLine(shipment)}`),
    ...(item.usual ? [`  ${usualLine(item.usual)}`] : []),
    ...item.findings.map(
      ({ kind, began, ...evidence }) => `  found ${kind} (${words(evidence)}), so since ${minute(began)}`,
    ),
    `  decided: ${item.decision.do.replace('_', ' ')}${item.decision.do === 'write' ? ` ${item.decision.letter}` : ''}, because ${item.decision.reason}`,
  ];
}

/** "shipment 1 (lines 1, 3): DPD 0012 3456, left 2026-12-01 10:00, expected 2026-12-03". */
function shipmentLine(shipment: Story['items'][number]['shipments'][number]): string {
  const { carrier, tracking_number, tracking_url, shipped_at, expected_on, delivered_at, line_nos } =
    shipment;
  const what = [
    [carrier, tracking_number].filter(Boolean).join(' '),
    shipped_at ? `left ${minute(shipped_at)}` : delivered_at === null && 'has not left',
    expected_on && `expected ${expected_on}`,
    delivered_at && `delivered ${minute(delivered_at)}`,
    tracking_url,
  ];
  const of = line_nos === null ? 'the whole order' : `lines ${line_nos.join(', ')}`;
  return `shipment ${shipment.id} (${of}): ${what.filter(Boolean).join(', ')}`;
}

/** "of 263 orders like it, 147 came late; usually done by 2026-12-03". */
function usualLine({ like, expected }: UsualStory): string {
  const chance =
    like &&
    `of ${like.items} like it that had stood so long, ${like.late} came later than this promise allows`;
  const by =
    expected && `usually done by ${expected.by}${expected.most ? `, four of five by ${expected.most}` : ''}`;
  return [chance, by].filter(Boolean).join('; ');
}

const words = (evidence: Readonly<Record<string, unknown>>): string =>
  Object.entries(evidence)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`)
    .join(', ');

const ANSWERED: Readonly<Record<Story['answers'][number]['answer'], string>> = {
  paid: 'said that they paid',
  call: 'asked for a call',
  wrong: 'said that it is not right',
  partial: 'wants what is ready',
  cancel: 'wants to cancel',
  collect: 'said that they collect it',
  less: 'asked to be written to less',
  consent: 'agreed to wait',
};

function answerLine({ at, answer, about, day, came }: Story['answers'][number]): string {
  const on = day === null ? '' : ` on ${day}`;
  const kept = came === null ? '' : ` (${came === 'kept' ? 'and did' : 'the money did not come'})`;
  return `${minute(at)}  ${ANSWERED[answer]}${on}${kept}: ${about.join(', ') || 'their business'}`;
}

function caseLine(c: Story['cases'][number]): string {
  const tasks = c.tasks.map(({ kind }) => kind).join(', ');
  const end = c.closed_at ? `closed ${minute(c.closed_at)} (${c.closed_because})` : 'open';
  const word = c.our_word ? `, our word: ${c.our_word}` : '';
  return `${c.id}: ${end}, letters ${c.letters}${word}${tasks ? `, tasks: ${tasks}` : ''}`;
}

function letterLine(letter: Story['letters'][number]): string {
  const about = letter.about.map(({ id }) => id).join(', ');
  const word = letter.next_word_by ? `, next word by ${letter.next_word_by}` : '';
  const reason = letter.status_reason ? ` (${letter.status_reason})` : '';
  return `${minute(letter.decided_at.toISOString())}  ${letter.id}  ${letter.kind} about ${about}: ${letter.status}${reason}${word}`;
}
