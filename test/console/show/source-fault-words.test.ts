import { expect, test } from 'vitest';
import { PAGE_LANGUAGES } from '../../../src/console/frame/say.ts';
import { placedFaultWords, sourceFaultWords } from '../../../src/console/show/source-fault-words.ts';
import { placedFault, type SourceFault, sourceFault, wholeFault } from '../../../src/policy/source-fault.ts';
import { sourceFaultText } from '../../../src/policy/source-fault-text.ts';
import { strictSayIn } from '../../support/strict-say.ts';

const day = { code: 'day', day: '2026-03-02', order: 'day first' } as const;
const ask = (fault: Partial<Extract<SourceFault, { code: 'question' }>>): SourceFault => ({
  code: 'question',
  readings: [
    { means: day, write: 'dates: day first' },
    { means: { ...day, day: '2026-02-03', order: 'month first' }, write: 'dates: month first' },
  ],
  note: null,
  ...fault,
});

test.each<[SourceFault, string]>([
  [{ code: 'not_moment' }, 'ist kein Zeitpunkt; schreiben Sie so: 2026-11-26T09:00:00+01:00'],
  [
    { code: 'one_of', known: ['to_customer', 'to_us'], meant: 'to_us' },
    'ist keiner von diesen Werten: to_customer, to_us; war to_us gemeint?',
  ],
  [{ code: 'one_of', known: ['1', '0'], meant: null }, 'ist keiner von diesen Werten: 1, 0'],
  [{ code: 'repeats', key: ['id'], line: 10 }, 'wiederholt id aus Zeile 10, mit anderen Werten'],
  [
    { code: 'cell_errors', cells: [{ cell: 3, error: '#REF!' }] },
    'Zelle 3 enthält #REF!, einen Fehler der Arbeitsmappe',
  ],
  [
    { code: 'header_unreadable', why: { code: 'never_closed' } },
    'die Namen der Spalten lassen sich nicht lesen: ein Anführungszeichen wird geöffnet und nie geschlossen',
  ],
  [
    {
      code: 'unknown_columns',
      table: 'orders',
      columns: [
        { name: 'Nr {columns}', meant: 'number' },
        { name: 'x', meant: null },
      ],
      more: 3,
    },
    'hat Spalten, die die Tabelle Bestellungen (orders) nicht kennt: "Nr {columns}" (number?), "x" und 3 weitere. Ein Profil sagt, was aus ihnen wird oder dass sie übergangen werden; `tidings import --suggest FILE` schreibt eines.',
  ],
  [
    { code: 'lacks_column', names: ['Kunde', 'Klient'], meant: 'Kunden' },
    'das Profil verlangt eine Spalte, die fehlt: "Kunde" oder "Klient"; war Kunden gemeint?',
  ],
  [
    { code: 'file_empty', columns: ['id', 'name'] },
    'ist leer. Die erste Zeile muss die Spalten nennen wie id,name.',
  ],
  [{ code: 'file_empty', columns: [] }, 'ist leer. Die erste Zeile muss die Spalten nennen.'],
  [
    { code: 'no_sheet', sheet: 'Blat1', meant: 'Blatt1', sheets: ['Blatt1', 'Blatt2'] },
    'hat kein Blatt "Blat1" (Blätter: Blatt1, Blatt2); war Blatt1 gemeint?',
  ],
  [
    ask({}),
    'das lässt sich so lesen: 2026-03-02 (Tag zuerst) oder 2026-02-03 (Monat zuerst). Sagen Sie in einem Profil, was gilt: `dates: day first` oder `dates: month first`.',
  ],
  [
    ask({ note: { code: 'with_point', line: 4, value: '1.5' } }),
    'das lässt sich so lesen: 2026-03-02 (Tag zuerst) oder 2026-02-03 (Monat zuerst). In Zeile 4 steht 1.5, mit Dezimalpunkt. Sagen Sie in einem Profil, was gilt: `dates: day first` oder `dates: month first`.',
  ],
])('%o', (fault, words) => {
  expect(sourceFaultWords(fault, strictSayIn('de'))).toBe(words);
});

const [rowFaults, headerFaults, fileFaults, question] = sourceFault.options;

/** Each fault, meaning and note that there can be. */
const EVERY: readonly SourceFault[] = [
  ...rowFaults.options[0].shape.code.options.map((code) => ({ code })),
  { code: 'header_no_text' },
  ...fileFaults.options[0].shape.code.options.map((code) => ({ code })),
  { code: 'file_empty', columns: ['id', 'name'] },
  { code: 'file_empty', columns: [] },
  ...(['unreadable', 'cut_short', 'workbook_unreadable'] as const).map((code) => ({
    code,
    said: 'unexpected end of file',
  })),
  { code: 'bomb', times: 250 },
  { code: 'no_sheet', sheet: 'Orders', meant: null, sheets: ['Sheet1', 'Sheet2'] },
  { code: 'workbook_lacks', part: 'xl/workbook.xml' },
  { code: 'workbook_damaged', part: 'xl/workbook.xml', said: 'unclosed tag: row' },
  { code: 'leaves_out', table: 'orders', gone: 60, open: 61 },
  { code: 'one_of', known: ['a'], meant: 'a' },
  { code: 'too_long', most: 200 },
  { code: 'line_too_long', most: 1_000_000 },
  { code: 'fields', has: 5, header: 8 },
  { code: 'repeats', key: ['id'], line: 2 },
  { code: 'differs', of: 'O1' },
  { code: 'cell_errors', cells: [{ cell: 1, error: '#N/A' }] },
  { code: 'not_csv', said: 'Invalid Record' },
  { code: 'header_unreadable', why: { code: 'never_closed' } },
  { code: 'many_columns', has: 3_000, most: 2_000 },
  { code: 'column_twice', column: 'id', of: 'contract' },
  { code: 'column_twice', column: 'Nr', of: 'file' },
  { code: 'unknown_columns', table: 'orders', columns: [{ name: 'x', meant: null }], more: 1 },
  { code: 'lacks_required', columns: ['id'] },
  { code: 'lacks_column', names: ['Nr'], meant: null },
  { code: 'not_taken', column: 'x' },
  { code: 'more_faults', number: 3 },
  ...(['empty_field', 'the_word', 'no_day', 'with_comma', 'bad'] as const).map((code) =>
    ask({ readings: [{ means: { code }, write: 'x: y' }] }),
  ),
  ask({
    readings: (
      [
        { ...day, order: 'year first' },
        { code: 'in_order', order: 'day first' },
        { code: 'other_order', line: 2, value: '13/03/2026', order: 'month first' },
        { code: 'excel_day', day: '2026-11-02' },
        { code: 'clock', at: '2026-11-02T09:00:00Z', zone: 'Europe/Warsaw' },
        { code: 'clock', at: '2026-11-02T10:00:00Z', zone: null },
        { code: 'number', number: '1234', decimal: '.' },
        { code: 'number', number: '1.234', decimal: ',' },
        { code: 'columns', columns: 3, delimiter: '";"' },
        { code: 'text', text: 'Hélène', encoding: 'windows-1252' },
      ] as const
    ).map((means) => ({ means, write: 'x: y' })),
  }),
  ask({ note: { code: 'some_empty' } }),
  ask({ note: { code: 'not_utf8' } }),
  ask({ note: { code: 'with_point', line: 4, value: '1.5' } }),
  ask({ note: { code: 'written_day', line: 4, value: '2.11.2026' } }),
];
type Coded = {
  readonly shape: { readonly code: { readonly value: string } | { readonly options: readonly string[] } };
};
const codesOf = (options: readonly Coded[]): readonly string[] =>
  options.flatMap(({ shape: { code } }) => ('options' in code ? code.options : [code.value]));

test('none is left out of these', () => {
  const { readings, note } = question.shape;
  const asked = EVERY.flatMap((fault) => (fault.code === 'question' ? [fault] : []));
  const told = (codes: readonly string[], every: readonly { readonly code: string }[]) =>
    expect(codes.filter((code) => !every.some((each) => each.code === code))).toEqual([]);
  told(codesOf([...rowFaults.options, ...headerFaults.options, ...fileFaults.options]), EVERY);
  told(
    codesOf(readings.element.shape.means.options),
    asked.flatMap((each) => each.readings.map(({ means }) => means)),
  );
  told(
    codesOf(note.unwrap().options),
    asked.flatMap((each) => each.note ?? []),
  );
});

test.each(PAGE_LANGUAGES)(
  'every fault that a file can have is told in %s, with nothing left open',
  (language) => {
    const say = strictSayIn(language);
    for (const fault of EVERY) {
      const words = sourceFaultWords(fault, say);
      expect(words).not.toMatch(/undefined|\{|^$/);
      expect(sourceFaultText(fault)).not.toMatch(/undefined|\{|^$/);
    }
  },
);

test('what the ledger keeps is told as it was; what a version before wrote, or a newer one means, by its sentence', () => {
  const say = strictSayIn('ru');
  const place = { file: 'orders.csv', line: 17, column: 'total', value: '1.2.3', reason: 'is no number' };
  for (const fault of EVERY)
    expect(placedFault.parse(JSON.parse(JSON.stringify({ ...place, fault }))).fault).toEqual(fault);
  expect(placedFaultWords({ ...place, fault: { code: 'not_whole' } }, say)).toBe(
    'orders.csv:17 total "1.2.3": это не целое число',
  );
  for (const older of [{}, { fault: null }, { fault: { code: 'unheard_of' } }, { fault: { code: 'fields' } }])
    expect(placedFaultWords(placedFault.parse({ ...place, ...older }), say)).toBe(
      'orders.csv:17 total "1.2.3" is no number',
    );
  expect(placedFaultWords(wholeFault('orders.csv', 'orders.csv is empty.'), say)).toBe(
    'orders.csv is empty.',
  );
});
