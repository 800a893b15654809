import { z } from 'zod';
import { keptFault } from '../../customer/data-fault.ts';
import { faultWords } from '../../customer/data-fault-words.ts';
import { keptWhy } from '../../guards/kept-why.ts';
import {
  browseRounds,
  type HeldByCode,
  heldByCode,
  quarantinedIn,
  type RowSetAside,
  roundInFull,
} from '../../ledger/lists/browse-rounds.ts';
import { letterHold } from '../../waiting/letter-hold.ts';
import { type ConsoleWorld, NotThere, page, type Route, type Visit } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { toldReader } from '../frame/told-reader.ts';
import { csv } from '../show/csv.ts';
import { heldSentence } from '../show/decision-words.ts';
import { guardWords } from '../show/guard-words.ts';
import { label } from '../show/label.ts';
import { customerAt, shown } from '../show/letter-row.ts';
import { PAGE_ROWS, pageOf } from '../show/list-page.ts';
import { numberedPlace, placeIn, placeQuery } from '../show/place.ts';
import { roundLists, roundTotals } from '../show/round-shapes.ts';

/** Entries of each list on the page of one round; the CSV has all. */
const LISTED = 50;
const STAGES = 200;

const query = z.object({ after: placeQuery });

const idOf = ({ params }: Visit): string => {
  const { id = '' } = params;
  if (!/^[1-9]\d{0,17}$/.test(id)) throw new NotThere();
  return id;
};

/** What each round found, decided, held and set aside. */
export const roundsPages = ({ databases }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  return [
    page('/rounds', 'read', query, async (_visit, { after }) => {
      const before = placeIn(after, numberedPlace);
      const read = await browseRounds(pool, before, PAGE_ROWS + 1);
      const { rows, next } = pageOf(read, '/rounds', ({ id }) => [id]);
      return {
        view: 'rounds',
        data: {
          rounds: rows.map(({ totals, ...round }) => ({ ...round, totals: roundTotals(totals) })),
          first: before === null ? null : '/rounds',
          next,
        },
      };
    }),
    page('/rounds/:id', 'read', z.unknown(), async (visit) => {
      const id = idOf(visit);
      const [round, holds] = await Promise.all([
        roundInFull(pool, id, Math.max(LISTED, STAGES)),
        heldByCode(pool, id),
      ]);
      if (!round) throw new NotThere();
      const { lists, totals, ...rest } = round;
      const told = roundTotals(totals);
      const { guards, quarantined, doubtful, unmapped_stages, tasks } = roundLists(lists);
      const guard = told?.guard
        ? guardWords(guards.length > 0 ? guards : [writtenBefore(told.guard)], visit, 1_000)
        : null;
      return {
        view: 'round',
        data: {
          round: rest,
          totals: told && { ...told, guard },
          found: named(visit.say, 'findings', told?.found ?? []),
          verdicts: named(visit.say, 'verdicts', told?.verdict_counts ?? []),
          because: named(visit.say, 'holds', told?.suppressed_because ?? []),
          csv: `/rounds/${id}/quarantined.csv`,
          quarantined: quarantined.slice(0, LISTED).map((row) => setAside(row, visit)),
          doubtful: doubtful
            .slice(0, LISTED)
            .map((row) => ({ ...setAside(row, visit), field: shown(row.field, 60) })),
          stages: unmapped_stages.map((stage) => shown(stage, 60)),
          moreStages: unmapped_stages.length >= STAGES,
          holds: holds.map((held) => ({
            count: held.count,
            named: label(visit.say, 'holds', held.code),
            reason: shown(whyHeld(held, guard, visit), 400),
          })),
          tasks: tasks.slice(0, LISTED).map((task) => ({
            kindName: label(visit.say, 'tasks', task.kind),
            person: task.for === null ? null : shown(task.for, 60),
            customer: shown(task.customer_id, 60),
            customerHref: customerAt(task.customer_id),
            about: task.about.map((each) => ({
              kindName: label(visit.say, 'kinds', each.kind),
              id: shown(each.id, 60),
            })),
          })),
        },
      };
    }),
    page('/rounds/:id/quarantined.csv', 'read', z.unknown(), async (visit) => {
      const id = idOf(visit);
      const rows = await quarantinedIn(pool, id);
      if (!rows) throw new NotThere();
      return {
        type: 'text/csv; charset=utf-8; header=present',
        body: csv(
          ['table', 'id', 'reason'],
          rows.map((row) => [
            row.table,
            row.id,
            faultWords(keptFault(row.fault, row.reason), toldReader(visit)),
          ]),
        ),
        headers: { 'content-disposition': `attachment; filename="round-${id}-quarantined.csv"` },
      };
    }),
  ];
};

/** A row of a table as it is set aside, or a field of it: the table by its word, and by its name where it is mended. */
const setAside = (row: RowSetAside, visit: Visit) => ({
  table: shown(row.table, 60),
  tableName: label(visit.say, 'tables', row.table),
  id: shown(row.id, 80),
  reason: shown(faultWords(keptFault(row.fault, row.reason), toldReader(visit)), 300),
});

/** Why letters wait: an example, in words; of a code that only another version knows, its sentence. */
function whyHeld({ code, reason, hold }: HeldByCode, guard: string | null, visit: Visit): string {
  if (code === 'guard') return guard ?? reason ?? '';
  if (code === 'awaits_release') return visit.say('status_words.awaits_release');
  const read = letterHold.safeParse(hold);
  return read.success ? heldSentence(read.data, visit) : (reason ?? '');
}

/** A report of a version before has the sentence alone. */
const writtenBefore = (guard: string) => ({ why: keptWhy(null, guard), number: null });

const named = (
  say: Say,
  group: string,
  counts: readonly { readonly name: string; readonly count: number }[],
) => counts.map(({ name, count }) => ({ named: label(say, group, name), count }));
