import type { ReplayPothole } from '../figures/potholes.ts';
import type { ReplayReport } from '../figures/report.ts';
import { amount, type Block, barred, table, words } from './blocks.ts';
import { bars } from './letter-blocks.ts';
import type { Teller } from './teller.ts';

/** Where orders got stuck, who heard nothing and why, what became of our word, and the longest silences. */
export const waitingBlocks = (teller: Teller, report: ReplayReport): readonly Block[] => [
  ...(['stage', 'lane', 'supplier'] as const).map((by) => potholes(teller, report, by)),
  unheard(teller, report),
  given(teller, report),
  silences(teller, report),
];

function potholes(teller: Teller, report: ReplayReport, by: ReplayPothole['by']): Block {
  const { say } = teller;
  const found = report.potholes.filter((each) => each.by === by);
  const most = Math.max(0, ...found.map(({ days_lost }) => days_lost));
  return {
    id: `potholes-${by}`,
    title: say(`replay.potholes.${by}`),
    lead: say(by === 'stage' ? 'replay.potholes.lead_stage' : 'replay.potholes.lead'),
    body: table(
      [by, 'days_lost', 'late', 'median_late'].map((each) => say(`replay.head.${each}`)),
      found.map(({ name, late, of, days_lost, median_days_late }) => [
        words(teller.text(name)),
        barred(teller.number(days_lost), days_lost, most),
        amount(
          by === 'stage'
            ? teller.number(late)
            : say('replay.part_of', { part: teller.number(late), whole: teller.number(of) }),
        ),
        amount(median_days_late === null ? '–' : teller.number(median_days_late)),
      ]),
    ),
  };
}

function unheard(teller: Teller, report: ReplayReport): Block {
  const { say } = teller;
  const why = (rule: string | null): string => {
    if (rule === null) return say('replay.unheard.nothing');
    return rule === 'asked_a_person_before' ? say('replay.unheard.asked') : teller.code('codes.holds', rule);
  };
  return {
    id: 'unheard',
    title: say('replay.unheard.title'),
    lead: say('replay.unheard.lead'),
    body: table(
      ['held_by', 'items', 'examples'].map((each) => say(`replay.head.${each}`)),
      report.unheard.map(({ held_by, items, examples }) => [
        words(why(held_by)),
        amount(teller.number(items)),
        words(examples.map((id) => teller.text(id)).join(', ')),
      ]),
    ),
  };
}

const given = (teller: Teller, { words: ends }: ReplayReport): Block => ({
  id: 'words',
  title: teller.say('replay.words.title'),
  lead: teller.say('replay.words.lead'),
  body: bars(
    teller,
    [teller.say('replay.head.end'), teller.say('replay.head.words')],
    Object.entries(ends)
      .filter(([, count]) => count > 0)
      .map(([end, count]) => [teller.say(`replay.words.${end}`), count]),
  ),
});

function silences(teller: Teller, report: ReplayReport): Block {
  const { say } = teller;
  return {
    id: 'silences',
    title: say('replay.silences.title'),
    lead: null,
    body: table(
      ['item', 'days', 'from', 'until', 'came'].map((each) => say(`replay.head.${each}`)),
      report.silences.map(({ days, kind, id, customer, from, to, late }) => [
        words(
          `${teller.code('codes.kinds', kind)} ${teller.text(id)}`,
          say('replay.silences.of', { customer: teller.text(customer) }),
        ),
        amount(teller.number(days)),
        words(teller.day(from)),
        words(teller.day(to)),
        words(say(late ? 'replay.silences.late' : 'replay.silences.not_late')),
      ]),
    ),
  };
}
