import type { DataReport } from './check-data.ts';

/** Of a list so many are said. */
const SAID = 10;

/** Pure: the report as lines for a terminal, what is to be mended after what is there. */
export function sayData(report: DataReport): readonly string[] {
  const { open, known, orphans } = report;
  const items = open.orders + open.service_jobs;
  if (items + open.owed === 0)
    return ['The source is empty: no order and no job is open, and nothing is owed.', ...feedLines(report)];
  return [
    `Open: ${open.orders} orders, ${open.service_jobs} jobs, ${open.owed} invoices with something to pay.`,
    ...(items === 0 ? [] : ['Of the open orders and jobs', ...knownLines(known, items)]),
    ...section(
      'Rows that name what is in no table',
      orphans.map(
        ({ table, column, names, rows, example }) =>
          `${table}.${column}: ${rows} of them name somebody or something that is not in ${names}, such as ${example}`,
      ),
    ),
    ...section(
      'Reasons that no letter has words for (letters then say nothing about why)',
      report.unknown_reasons.map(({ reason, items: count }) => `${reason}: ${count}`),
    ),
    ...section(
      'Stages that policy does not map',
      report.unmapped_stages.map(({ stage, items: count }) => `${stage}: ${count}`),
    ),
    ...section('Addresses of several customers', report.shared.map(ofCustomers)),
    ...section('Addresses that look like none', report.placeholders.map(ofCustomers)),
    ...feedLines(report),
    ...mendedLines(report),
  ];
}

const ofCustomers = ({ address, customers }: DataReport['shared'][number]): string =>
  `${address}: ${customers} ${customers === 1 ? 'customer' : 'customers'}`;

function knownLines(known: DataReport['known'], items: number): readonly string[] {
  const share = (what: string, count: number) =>
    `  ${String(Math.floor((100 * count) / items)).padStart(3)}%  ${what} (${count} of ${items})`;
  return [
    share('say since when they stand at their stage', known.stage_since),
    share('have a promised day', known.promise),
    share('have somebody who answers for them', known.owner),
    share('have a reason', known.reason),
    share('have a customer who can be written to', known.email),
    share('have a customer with a telephone number', known.phone),
  ];
}

function feedLines({ feeds }: DataReport): readonly string[] {
  if (feeds.length === 0) return ['Feeds: none says how fresh it is.'];
  return feeds.map(
    ({ name, fresh_as_of, fault }) =>
      `Feed ${name}: ${fault ?? `fresh at ${fresh_as_of ?? 'a time that nobody watches'}`}`,
  );
}

/** What would come of mending: how many items would be written about or noticed that are not now. */
function mendedLines({ broken, never_noticed }: DataReport): readonly string[] {
  return section('If it were mended', [
    ...(broken.writable > 0
      ? [`${broken.writable} items whose promised day is over can be written about already`]
      : []),
    ...(broken.without_email > 0
      ? [
          `${broken.without_email} more would be written about, had their customers an address that may be used; now a person has to call`,
        ]
      : []),
    ...(broken.of_nobody > 0
      ? [
          `${broken.of_nobody} more would be written about, were their customers in the table; now nobody hears of them`,
        ]
      : []),
    ...(never_noticed > 0
      ? [
          `${never_noticed} would be noticed when they stand still; now they have neither a promised day nor a since-when`,
        ]
      : []),
  ]);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > SAID ? [`  … and ${lines.length - SAID} more`] : [];
  return [`${title}:`, ...lines.slice(0, SAID).map((line) => `  ${line}`), ...more];
}
