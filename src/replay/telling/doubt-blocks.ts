import { faultWords } from '../../customer/data-fault-words.ts';
import type { ReplayReport } from '../figures/report.ts';
import { faultOf } from '../past/set-aside.ts';
import { amount, type Block, table, words } from './blocks.ts';
import { leftOut } from './letter-blocks.ts';
import type { Teller } from './teller.ts';

const FAILED = 10;
const LONGEST = 160;

type Aside = ReplayReport['history']['set_aside'][number];

function asideWords(why: Aside['why'], { say, reader }: Teller): string {
  const fault = faultOf(why);
  if (fault !== null) return faultWords(fault, reader);
  return say(`aside_whys.${why.code}`, 'field' in why ? { field: why.field } : {});
}

/** What is wrong with one of them, or what stands there. */
const shownOf = ({ fault, shows }: Aside['examples'][number], { reader }: Teller): string =>
  fault === null
    ? shows.map((each) => (typeof each === 'string' ? each : reader.when(each.at))).join(', ')
    : faultWords(fault, reader);

/** What the figures rest on: what is missing, assumed and set aside. */
export function doubtBlocks(teller: Teller, { history, guards }: ReplayReport): readonly Block[] {
  const { say } = teller;
  const more = leftOut(teller, history.failed.length - FAILED);
  return [
    {
      id: 'guards',
      title: say('replay.guards.title'),
      lead: say('replay.guards.lead', { count: guards.trips }),
      body: table(
        [say('replay.head.day'), say('replay.head.why')],
        guards.first.map(({ day, why }) => [words(teller.day(day)), words(teller.trip(why))]),
      ),
    },
    {
      id: 'missing',
      title: say('replay.missing.title'),
      lead: null,
      body: { shape: 'list', items: history.missing.map((what) => say(`replay.missing.${what}`)) },
    },
    {
      id: 'assumed',
      title: say('replay.assumed.title'),
      lead: say('replay.assumed.lead'),
      body: table(
        [say('replay.head.assumption'), say('replay.head.rows')],
        history.assumed.map(({ code, rows }) => [
          words(say(`replay.assumed.${code}`)),
          amount(teller.number(rows)),
        ]),
      ),
    },
    {
      id: 'aside',
      title: say('replay.aside.title'),
      lead: say('replay.aside.lead'),
      body: table(
        ['table', 'aside', 'count', 'example'].map((each) => say(`replay.head.${each}`)),
        history.set_aside.map(({ table: of, why, whole_row, count, examples: [example] }) => [
          words(teller.code('codes.tables', of), teller.text(of)),
          words(
            teller.text(asideWords(why, teller), undefined, LONGEST),
            say(whole_row ? 'replay.aside.row' : 'replay.aside.field'),
          ),
          amount(teller.number(count)),
          words(
            teller.text(example?.id ?? null, '–'),
            teller.text(example ? shownOf(example, teller) : null, '–', LONGEST),
          ),
        ]),
      ),
    },
    {
      id: 'failed',
      title: say('replay.failed.title'),
      lead: null,
      body: table(
        [say('replay.head.customer'), say('replay.head.why')],
        history.failed
          .slice(0, FAILED)
          .map(({ customer, reason }) => [
            words(teller.text(customer)),
            words(teller.text(reason, '–', LONGEST)),
          ]),
        more,
      ),
    },
  ];
}
