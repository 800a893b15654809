import type { TableName } from '../contract/contract.ts';
import {
  type ColumnNames,
  columnCalled,
  KNOWN,
  KNOWN_OF_CUSTOMERS,
  KNOWN_OF_LISTED,
  type KnownTable,
  plainName,
} from './known-names.ts';

interface Made {
  readonly column: string;
  readonly from: string;
}

const quoted = (name: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u.test(name) ? name : JSON.stringify(name);

const byItsName = (column: string, from: string): string => `      ${column}: ${quoted(from)}  # by its name`;

/** The table whose columns most of the names are called like; null: none. */
function tableOf(header: readonly string[]): KnownTable | null {
  const scored = KNOWN.map((known) => ({
    known,
    found: new Set(header.flatMap((name) => columnCalled(name, known.names) ?? [])),
  }));
  // A number of its own says what a list is of; dates and amounts are in all of them.
  const [best] = scored
    .filter(({ known, found }) => found.has(known.toldBy))
    .sort((a, b) => b.found.size - a.found.size);
  return best?.known ?? null;
}

function madeOf(header: readonly string[], names: ColumnNames, taken: Set<string>): Made[] {
  const made: Made[] = [];
  for (const name of header) {
    const column = columnCalled(name, names);
    if (column === null || taken.has(name) || made.some((each) => each.column === column)) continue;
    made.push({ column, from: name });
    taken.add(name);
  }
  return made;
}

const columnOf = (made: readonly Made[], column: string): string | undefined =>
  made.find((each) => each.column === column)?.from;

/** By what a customer is told from others. */
const keyOf = (customer: readonly Made[]): string | undefined =>
  columnOf(customer, 'id') ?? columnOf(customer, 'email') ?? columnOf(customer, 'name');

/** What all rows of a list may share, where no column says it. */
const SHARED: Readonly<Record<string, { readonly all: string; readonly constant: string }>> = {
  stage: { all: 'stand at one stage', constant: 'stage: open' },
  currency: { all: 'are in one currency', constant: 'currency: EUR' },
  status: { all: 'have come, each for its invoice', constant: 'status: booked' },
};

/**
 * The text of a profile for a file with these columns, with the reason beside each line. Whatever it does not know it asks: a line that begins
 * with `# ?` is for a person.
 * @param dialect lines that say how the file is written, each with its reason
 * @param wanted the table that somebody says it is
 */
export function suggest(
  file: string,
  header: readonly string[],
  dialect: readonly string[],
  wanted: TableName | null,
): string {
  const taken = new Set<string>();
  const known = wanted === null ? tableOf(header) : (KNOWN.find(({ table }) => table === wanted) ?? null);
  const tables = known === null ? listOfCustomers(header, taken, wanted) : listOfItems(header, known, taken);
  const rest = new Set(header.filter((name) => !taken.has(name) && name.trim() !== ''));
  const lines = [
    `# Suggested for ${file}. Read it, answer what begins with "# ?", and look at what it makes:`,
    `#   tidings import ${JSON.stringify(file)} --profile THIS-FILE --preview`,
    `profile: ${JSON.stringify(file)}`,
    ...dialect,
    ...(tables === null
      ? [
          '# ? It is like no list of orders, service jobs, invoices, payments or customers. Which table are its rows?',
          'tables: {}',
        ]
      : ['tables:', ...tables]),
    ...(tables === null || rest.size === 0 ? [] : ['# Nothing is made of these.']),
    ...(rest.size === 0 ? [] : [`ignore: [${[...rest].map(quoted).join(', ')}]`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What tells customers from people and things that have names too. */
const OF_A_CUSTOMER = ['email', 'phone', 'language'];

/**
 * A list of nothing but customers; null: it is none, or is said to be another. Where nobody says that it is one it needs a name with a way to
 * reach them, and nothing that rows of other lists have: a stage, a day, an amount.
 */
function listOfCustomers(
  header: readonly string[],
  taken: Set<string>,
  wanted: TableName | null,
): readonly string[] | null {
  if (wanted !== null && wanted !== 'customers') return null;
  const made = madeOf(header, KNOWN_OF_LISTED, new Set());
  const key = keyOf(made);
  if (key === undefined) return null;
  const isOfCustomers =
    columnOf(made, 'name') !== undefined &&
    OF_A_CUSTOMER.some((column) => columnOf(made, column) !== undefined) &&
    !header.some((name) => !made.some(({ from }) => from === name) && isOfItems(name));
  if (wanted === null && !isOfCustomers) return null;
  for (const { from } of made) taken.add(from);
  return customersLines(made, key);
}

const isOfItems = (name: string): boolean =>
  plainName(name) === 'role' || KNOWN.some(({ names }) => columnCalled(name, names) !== null);

/** A list of orders, jobs, invoices or payments, with the customers that it names. */
function listOfItems(
  header: readonly string[],
  { table, names, required }: KnownTable,
  taken: Set<string>,
): readonly string[] {
  const lines: string[] = [];
  const main = madeOf(header, names, taken);
  // A bank's list names whoever paid: its customers are those of other lists.
  const customer = table === 'payments' ? [] : madeOf(header, KNOWN_OF_CUSTOMERS, taken);
  const key = keyOf(customer);
  if (key !== undefined) {
    if (key === columnOf(customer, 'name'))
      lines.push(
        '  # ? Is there a list of customers, whose numbers or names these are? Then take these customers out.',
      );
    lines.push(...customersLines(customer, key));
  }
  lines.push(`  ${table}:`, '    columns:');
  const number = columnOf(main, 'number');
  if (number !== undefined) lines.push(`      id: ${quoted(number)}  # the number is unlike any other`);
  if (key !== undefined) lines.push(`      customer_id: ${quoted(key)}  # as the customers above`);
  else if (table !== 'payments') lines.push('      # ? Whose are they? customer_id: COLUMN');
  for (const { column, from } of main) lines.push(byItsName(column, from));
  const missing = required.filter((column) => columnOf(main, column) === undefined);
  for (const column of missing)
    lines.push(`      # ? Nothing is called like ${column}, which every row needs. ${column}: COLUMN`);
  const shared = missing.flatMap((column) => SHARED[column] ?? []);
  if (shared.length > 0)
    lines.push(
      `    # ? If all of them ${shared.map(({ all }) => all).join(', and ')}:`,
      `    # constants: { ${shared.map(({ constant }) => constant).join(', ')} }`,
    );
  return lines;
}

function customersLines(customer: readonly Made[], key: string): string[] {
  const lines = [
    '  customers:',
    `    group_by: ${quoted(key)}  # who stands in several rows is one customer`,
    '    differ: last  # what the last of those rows says counts',
    '    columns:',
    `      id: ${quoted(key)}`,
  ];
  if (columnOf(customer, 'name') === undefined)
    lines.push(`      name: ${quoted(key)}  # nothing else names them`);
  for (const { column, from } of customer) if (column !== 'id') lines.push(byItsName(column, from));
  return lines;
}
