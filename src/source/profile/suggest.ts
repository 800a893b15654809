import type { TableName } from '../contract/contract.ts';
import { columnCalled, KNOWN, KNOWN_OF_CUSTOMERS } from './known-names.ts';

interface Made {
  readonly column: string;
  readonly from: string;
}

const quoted = (name: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u.test(name) ? name : JSON.stringify(name);

const byItsName = (column: string, from: string): string => `      ${column}: ${quoted(from)}  # by its name`;

/** The table whose columns most of the names are called like; null: none. */
function tableOf(header: readonly string[]): TableName | null {
  const scored = (['orders', 'invoices'] as const).map((table) => {
    const names = KNOWN[table] ?? {};
    return { table, found: new Set(header.flatMap((name) => columnCalled(name, names) ?? [])) };
  });
  // A number of its own says what a list is of; dates and amounts are in all of them.
  const [best] = scored
    .filter(({ found }) => found.has('number'))
    .sort((a, b) => b.found.size - a.found.size);
  return best?.table ?? null;
}

function madeOf(
  header: readonly string[],
  names: Readonly<Record<string, string>>,
  taken: Set<string>,
): Made[] {
  const made: Made[] = [];
  for (const name of header) {
    const column = columnCalled(name, names);
    if (column === null || made.some((each) => each.column === column)) continue;
    made.push({ column, from: name });
    taken.add(name);
  }
  return made;
}

const REQUIRED: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  orders: ['number', 'placed_at', 'stage'],
  invoices: ['number', 'issued_on', 'due_on', 'total', 'open_amount', 'currency'],
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
  const table = wanted ?? tableOf(header);
  const names = table === null ? undefined : KNOWN[table];
  const lines = [
    `# Suggested for ${file}. Read it, answer what begins with "# ?", and look at what it makes:`,
  ];
  lines.push(`#   tidings import ${JSON.stringify(file)} --profile THIS-FILE --preview`);
  lines.push(`profile: ${JSON.stringify(file)}`, ...dialect);
  if (table === null || names === undefined) {
    lines.push(
      '# ? No column is called like the number of an order or an invoice. Which table are its rows?',
      'tables: {}',
    );
    lines.push(
      `ignore: [${header
        .filter((name) => name.trim() !== '')
        .map(quoted)
        .join(', ')}]`,
    );
    return `${lines.join('\n')}\n`;
  }
  const taken = new Set<string>();
  const main = madeOf(header, names, taken);
  const customer = madeOf(
    header.filter((name) => !taken.has(name)),
    KNOWN_OF_CUSTOMERS,
    taken,
  );
  const find = (made: readonly Made[], column: string) => made.find((each) => each.column === column)?.from;
  const key = find(customer, 'id') ?? find(customer, 'email') ?? find(customer, 'name');
  lines.push('tables:');
  if (key !== undefined) lines.push(...customersLines(customer, key));
  lines.push(`  ${table}:`, '    columns:');
  const number = find(main, 'number');
  if (number !== undefined) lines.push(`      id: ${quoted(number)}  # the number is unlike any other`);
  if (key !== undefined) lines.push(`      customer_id: ${quoted(key)}  # as the customers above`);
  else lines.push('      # ? Whose order is it? customer_id: COLUMN');
  for (const { column, from } of main) lines.push(byItsName(column, from));
  const missing = (REQUIRED[table] ?? []).filter((column) => find(main, column) === undefined);
  for (const column of missing)
    lines.push(`      # ? Nothing is called like ${column}, which every row needs. ${column}: COLUMN`);
  if (table === 'orders' && missing.includes('stage'))
    lines.push('    # ? If all of them stand at one stage:', '    # constants: { stage: open }');
  if (table === 'invoices' && missing.includes('currency'))
    lines.push('    # ? If all of them are in one currency:', '    # constants: { currency: EUR }');
  const rest = header.filter((name) => !taken.has(name) && name.trim() !== '');
  if (rest.length > 0) {
    lines.push('# Nothing is made of these.', `ignore: [${[...new Set(rest)].map(quoted).join(', ')}]`);
  }
  return `${lines.join('\n')}\n`;
}

function customersLines(customer: readonly Made[], key: string): string[] {
  const named = customer.find(({ column }) => column === 'name');
  const lines = [
    '  customers:',
    `    group_by: ${quoted(key)}  # who stands in several rows is one customer`,
  ];
  lines.push(
    '    differ: last  # what the last of those rows says counts',
    '    columns:',
    `      id: ${quoted(key)}`,
  );
  if (named === undefined) lines.push(`      name: ${quoted(key)}  # nothing else names them`);
  for (const { column, from } of customer) if (column !== 'id') lines.push(byItsName(column, from));
  return lines;
}
