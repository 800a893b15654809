import { isoDay } from '../../calendar/time.ts';
import type { Rules } from '../../policy/rules.ts';
import { stageNamed } from '../../policy/stage.ts';
import { isFinished } from '../../policy/stage-kinds.ts';
import type { Learned, LearnedOfKind, NothingLearned } from '../../replay/learning.ts';
import type { StageKnown } from '../../usual/stages-known.ts';
import { section } from '../terminal/columns.ts';
import { printableLine } from '../terminal/printable.ts';

const NOTHING: Readonly<Record<NothingLearned, string>> = {
  no_items:
    'Learned nothing: no order or service job was opened in the last 15 months. Usual times need orders or service_jobs, the closed ones too, ' +
    'with placed_at or reported_at, promised_for and closed_at, and better with stage_events.',
  too_short:
    'Learned nothing: there are fewer than four weeks of history, which show only what is quick. Nothing was changed; a worker tries again each day.',
};

const KIND_WORDS = { order: 'orders', service_job: 'jobs' } as const;

const ODDITY_WORDS: Readonly<Record<keyof Learned['oddities'], string>> = {
  future: 'events or ends that lie in the future',
  outOfOrder: 'events that stood before an earlier one: sorted',
  afterEnd: 'events after the end: left out',
  endedBeforeOpened: 'items that ended before they began: they teach nothing',
  withoutEvents: 'items without stage events: they teach by opening, promise and end alone',
};

/** What was learned, a sentence for each kind, and what could not be used. */
export function tellLearned(learned: Learned, known: readonly StageKnown[], rules: Rules): string {
  const { nothing, days, items, kinds, oddities, setAside, hasStageEvents } = learned;
  const lines = [
    ...(nothing === null ? kinds.map((each) => kindLine(each, known, rules)) : [NOTHING[nothing]]),
    ...(days === null ? [] : [`The history: ${isoDay(days.first)} to ${isoDay(days.last)}.`]),
    ...(learned.sampled
      ? [`Of ${counted(items)} items a fair sample of ${counted(learned.learned)} was read.`]
      : []),
    ...(hasStageEvents
      ? []
      : ['Missing: the table stage_events. Without it nothing is known of how long single stages take.']),
    ...section('Could not be used as it stood', [
      ...Object.entries(ODDITY_WORDS).flatMap(([code, words]) => {
        const count = Object.entries(oddities).find(([each]) => each === code)?.[1] ?? 0;
        return count > 0 ? [`${counted(count)} ${words}`] : [];
      }),
      ...setAside.map(
        ({ table, what, wholeRow, count, examples }) =>
          `${counted(count)} ${wholeRow ? 'rows' : 'fields'} of ${table}: ${what}, such as ${examples[0]?.id ?? ''}`,
      ),
    ]),
  ];
  return lines.map(printableLine).join('\n');
}

/** "orders: usual times known for 11 of 14 stages; 3,114 items with 9,120 fates; of 3,110 promises 4.7% came late". */
function kindLine(
  { kind, items, fates, promises, late }: LearnedOfKind,
  known: readonly StageKnown[],
  rules: Rules,
): string {
  const stages = known.filter(
    (each) => each.kind === kind && !isFinished(stageNamed(each.stage, rules).kind),
  );
  const withStay = stages.filter(({ stay }) => stay !== null);
  const came =
    promises === 0
      ? 'no promise was decided'
      : `of ${counted(promises)} promises ${((100 * late) / promises).toFixed(1)}% came late`;
  return `${KIND_WORDS[kind]}: usual times known for ${withStay.length} of ${stages.length} stages; ${counted(items)} items with ${counted(fates)} fates; ${came}`;
}

const counted = (value: number): string => value.toLocaleString('en-US');
