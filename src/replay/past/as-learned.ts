import type { Instant } from '../../calendar/time.ts';
import { isCancelled } from '../../customer/outcome.ts';
import type { Rules } from '../../policy/rules.ts';
import { stageNamed } from '../../policy/stage.ts';
import { isFinished } from '../../policy/stage-kinds.ts';
import type { FateEnding, KnownHistory } from '../../usual/fate.ts';
import type { ItemHistory } from './history.ts';

type KnownEnding = KnownHistory['endings'][number];

/** The past of an item as usual times are learned from it: what it entered, was promised and came to. */
export function asLearned(item: ItemHistory, rules: Rules): KnownHistory {
  const { row, events, lane } = item;
  return {
    kind: row.kind,
    lane: lane ?? null,
    opened: row.openedAt,
    stages: events.map(({ stage, at }) => ({ stage, at })),
    promises: promisesOf(item),
    endings: endingsOf(item, rules),
  };
}

function promisesOf({ row, events, promiseFrom }: ItemHistory): KnownHistory['promises'] {
  if (promiseFrom === 'row') return row.promisedFor === null ? [] : [{ day: row.promisedFor, from: null }];
  return events.flatMap(({ promisedFor, at }) =>
    promisedFor === null ? [] : [{ day: promisedFor, from: at }],
  );
}

/**
 * Each coming to a finished stage, each leaving of one, and the closing where no finished stage came before it: rows are
 * closed long after the customer has what they waited for.
 */
function endingsOf({ row, events, closedAt, outcome }: ItemHistory, rules: Rules): readonly KnownEnding[] {
  const finished = (stage: string) => isFinished(stageNamed(stage, rules).kind);
  const endings: KnownEnding[] = [];
  let done = false;
  const turn = (isDone: boolean, at: Instant): void => {
    if (isDone !== done) endings.push({ how: isDone ? 'done' : 'reopened', at });
    done = isDone;
  };
  for (const { stage, at } of events) turn(finished(stage), at);
  if (events.length === 0 && row.stageSince !== null && row.stageSince >= row.openedAt)
    turn(finished(row.stage), row.stageSince);
  const how: FateEnding = isCancelled(outcome) ? 'cancelled' : 'done';
  const last = endings.at(-1);
  if (closedAt !== null && (!done || (last !== undefined && closedAt < last.at)))
    return [...endings.filter(({ at }) => at < closedAt), { how, at: closedAt }];
  return endings;
}
