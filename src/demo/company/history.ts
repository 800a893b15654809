import { byTurns, type DemoDays } from './days.ts';
import { JAGODA, TOMASZ } from './people.ts';
import type { Row } from './tables.ts';

/** How many finished orders the demo has, about two or three a week. */
const FINISHED = 66;
const WORKING_DAYS_BETWEEN = 2;
/** Working days since the youngest of them: their numbers come before those of the open orders. */
const LAST_FINISHED = 14;

/** What is made again and again, in the language of whoever orders it, and how many working days each stage takes. */
const USUAL: readonly { summary: string; total: string; stages: readonly [stage: string, days: number][] }[] =
  [
    { summary: 'spodnie, skrócenie', total: '50.00', stages: [['alteration', 3]] },
    {
      summary: 'garnitur na miarę',
      total: '2800.00',
      stages: [
        ['measured', 2],
        ['cutting', 2],
        ['sewing', 5],
        ['fitting', 2],
        ['sewing', 3],
      ],
    },
    {
      summary: 'marynarka, zwężenie',
      total: '160.00',
      stages: [
        ['measured', 1],
        ['alteration', 4],
      ],
    },
    {
      summary: 'suknia wieczorowa',
      total: '1900.00',
      stages: [
        ['fabric ordered', 4],
        ['cutting', 1],
        ['sewing', 6],
        ['fitting', 2],
      ],
    },
    {
      summary: 'koszule na miarę, trzy',
      total: '1200.00',
      stages: [
        ['from warehouse', 3],
        ['cutting', 2],
        ['sewing', 4],
      ],
    },
  ];
/** Regulars: they have open business too. */
const REGULARS = ['teatr', 'duda', 'kaminska', 'hotel-bursztyn', 'walczak', 'baker', 'petrova', 'wisniewski'];
/** Now and then a stage takes longer, so that usual times have a spread: working days on top, by turns. */
const SLOWER = [0, 1, 0, 0, 2, 0, 1, 0, 0, 5, 0];

interface History {
  readonly orders: readonly Row[];
  readonly events: readonly Row[];
}

/** Finished orders of the last months with the stages that they went through, the same for every start on one day. */
export function history(days: DemoDays): History {
  const orders: Row[] = [];
  const events: Row[] = [];
  for (let n = 0; n < FINISHED; n += 1) {
    const finished = finishedOrder(days, n);
    orders.push(finished.order);
    events.push(...finished.events);
  }
  return { orders, events };
}

function finishedOrder(days: DemoDays, n: number): { order: Row; events: readonly Row[] } {
  const usual = byTurns(USUAL, n);
  const slower = byTurns(SLOWER, n);
  const planned = usual.stages.reduce((sum, [, took]) => sum + took, 1);
  const closed = LAST_FINISHED + n * WORKING_DAYS_BETWEEN;
  const placed = closed + planned + slower;
  const promised = days.day(-Math.max(1, placed - planned - 1));
  const id = `zk-${1011 - n}`;

  const events: Row[] = [event(id, 'confirmed', days.ago(placed, '10:00'), promised)];
  let left = placed - 1;
  for (const [index, [stage, took]] of usual.stages.entries()) {
    events.push(event(id, stage, days.ago(left, '09:00'), promised));
    // The last stage is the one that dragged on.
    left -= index === usual.stages.length - 1 ? took + slower : took;
  }
  events.push(event(id, 'ready', days.ago(left, '15:00'), promised));
  const closedAt = days.ago(closed, '16:30');
  events.push(event(id, 'picked up', closedAt, promised));
  const order = {
    id,
    customer_id: byTurns(REGULARS, n),
    number: id.toUpperCase().replace('-', ' '),
    summary: usual.summary,
    placed_at: days.ago(placed, '10:00'),
    stage: 'picked up',
    stage_since: closedAt,
    promised_for: promised,
    owner_id: n % 3 === 0 ? TOMASZ : JAGODA,
    total: usual.total,
    currency: 'PLN',
    updated_at: closedAt,
    closed_at: closedAt,
    outcome: 'picked up',
  };
  return { order, events };
}

const event = (id: string, stage: string, at: string, promised: string): Row => ({
  item_kind: 'order',
  item_id: id,
  line_no: null,
  stage,
  at,
  promised_for: promised,
});
