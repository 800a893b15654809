import { type Day, instantOf, isoDay, parseDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { refKey } from '../../customer/ids.ts';
import { type CaseTaskNow, firstTasks, type WaitingCase } from '../../ledger/lists/waiting-list.ts';
import type { Rules } from '../../policy/rules.ts';
import { type Names, readNames } from '../../source/find/names.ts';
import type { ConsoleWorld } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { words } from './csv.ts';
import { label } from './label.ts';
import { shown } from './letter-row.ts';
import { storyAddress } from './list-page.ts';
import { phoneOf } from './phone.ts';

/** An open case with all that a person asks about it. */
interface WaitingRow extends WaitingCase {
  readonly customer: string;
  readonly phone: string | null;
  readonly number: string;
  readonly summary: string | null;
  readonly owner: string | null;
  readonly task: CaseTaskNow | null;
  /** Whose task that is. */
  readonly taskOf: string | null;
  /** Working days since it stopped moving; null: not known. */
  readonly waited: number | null;
  /** Working days after the promised day; null: it is not over, or there is none. */
  readonly lateBy: number | null;
}

type RowsWorld = Pick<ConsoleWorld, 'databases' | 'rules'>;

/** Reads what the company's tables and the tasks have about these cases: all of a page, or of a piece of a file, at once. */
export async function readWaitingRows(
  { databases, rules }: RowsWorld,
  cases: readonly WaitingCase[],
  today: Day,
  others: { readonly customers?: readonly string[]; readonly people?: readonly string[] } = {},
): Promise<{ readonly rows: readonly WaitingRow[]; readonly names: Names }> {
  const tasks = await firstTasks(
    databases.ledgerPool,
    cases.map(({ id }) => id),
  );
  const names = await readNames(databases.sourcePool, rules.sourceSchema, {
    customers: new Set([...cases.map(({ customer_id }) => customer_id), ...(others.customers ?? [])]),
    people: new Set([
      ...cases.flatMap(({ owner_id }) => owner_id ?? []),
      ...[...tasks.values()].flatMap(({ for_person }) => for_person ?? []),
      ...(others.people ?? []),
    ]),
    items: cases.map(({ item_kind, item_id }) => ({ kind: item_kind, id: item_id })),
  });
  return { rows: cases.map((row) => rowOf(row, tasks.get(row.id) ?? null, names, rules, today)), names };
}

function rowOf(
  row: WaitingCase,
  task: CaseTaskNow | null,
  names: Names,
  { calendar, company }: Rules,
  today: Day,
): WaitingRow {
  const item = names.items.get(refKey({ kind: row.item_kind, id: row.item_id }));
  const person = (id: string | null) => (id === null ? null : names.people.get(id) || id);
  const opened = zoneOf(company.timeZone).dayAt(instantOf(row.opened_at.getTime()));
  const since = row.since === null ? opened : parseDay(row.since);
  const promised = row.promised_for === null ? null : parseDay(row.promised_for);
  return {
    ...row,
    since: since === null ? null : isoDay(since),
    customer: names.customers.get(row.customer_id) || row.customer_id,
    phone: names.phones.get(row.customer_id) ?? null,
    number: item?.number ?? row.item_id,
    summary: item?.summary ?? null,
    owner: person(row.owner_id),
    task,
    taskOf: person(task?.for_person ?? null),
    waited: since === null ? null : calendar.workingDaysBetween(since, today),
    lateBy: promised === null || promised >= today ? null : calendar.workingDaysBetween(promised, today),
  };
}

/** A case as the page shows it. */
export function waitingView(row: WaitingRow, today: string, say: Say): object {
  const { word_by } = row;
  return {
    id: row.id,
    story: storyAddress(row.customer_id),
    customer: shown(row.customer, 80),
    ...phoneOf(row.phone),
    number: shown(row.number, 40),
    summary: row.summary === null ? null : shown(row.summary),
    since: row.since,
    waited: row.waited,
    stage: row.stage === null ? null : shown(row.stage, 60),
    reason: row.reason === null ? null : label(say, 'reasons', row.reason),
    supplier: row.supplier === null ? null : shown(row.supplier, 60),
    promised: row.promised_for,
    lateBy: row.lateBy,
    owner: row.owner === null ? null : shown(row.owner, 60),
    task: row.task === null ? null : label(say, 'tasks', row.task.kind),
    taskOf: row.taskOf === null ? null : shown(row.taskOf, 60),
    word: word_by,
    wordIs: word_by === null ? 'none' : word_by < today ? 'broken' : word_by === today ? 'today' : 'ahead',
    held: row.letter_held === true,
    climbed: row.climbed,
    notSeenSince: row.not_seen_since,
  };
}

/** The columns of the list as a file, by the keys of their names. */
export const WAITING_COLUMNS = [
  'list.customer',
  'list.customer_id',
  'waiting.item',
  'waiting.summary',
  'waiting.since',
  'waiting.waited',
  'waiting.stage',
  'waiting.reason',
  'waiting.supplier',
  'waiting.lane',
  'waiting.promised',
  'waiting.late_by',
  'waiting.word',
  'waiting.owner',
  'waiting.task',
  'waiting.task_of',
  'list.phone',
] as const;

export const waitingCells = (row: WaitingRow, say: Say): readonly string[] => [
  words(row.customer),
  words(row.customer_id),
  words(row.number),
  words(row.summary),
  row.since ?? '',
  numberCell(row.waited),
  words(row.stage),
  row.reason === null ? '' : label(say, 'reasons', row.reason),
  words(row.supplier),
  words(row.lane),
  row.promised_for ?? '',
  numberCell(row.lateBy),
  row.word_by ?? '',
  words(row.owner),
  row.task === null ? '' : label(say, 'tasks', row.task.kind),
  words(row.taskOf),
  words(row.phone),
];

const numberCell = (number: number | null): string => (number === null ? '' : String(number));
