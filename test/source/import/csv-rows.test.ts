import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceFaultText } from '../../../src/policy/source-fault-text.ts';
import { CsvRows } from '../../../src/source/import/csv-rows.ts';

type Said = [line: number, what: string[] | string];

function read(pieces: readonly string[]): Said[] {
  const said: Said[] = [];
  const rows = new CsvRows(
    (fields, line) => said.push([line, fields]),
    (fault, line) => said.push([line, sourceFaultText(fault)]),
  );
  for (const piece of pieces) rows.push(piece);
  rows.end();
  return said;
}

const write = (rows: readonly string[][], lineBreak: string): string =>
  rows
    .map((row) => row.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)))
    .map((row) => row.join(',') + lineBreak)
    .join('');

describe('CSV', () => {
  it('reads rows with LF or CRLF, with or without a last line break', () => {
    const wanted = [
      [1, ['a', 'b']],
      [2, ['1', '']],
    ];
    for (const text of ['a,b\n1,\n', 'a,b\r\n1,\r\n', 'a,b\n1,', 'a,b\r\n1,'])
      expect(read([text])).toEqual(wanted);
  });

  it('skips empty lines and still counts them', () => {
    expect(read(['a\n\n\r\n1\n'])).toEqual([
      [1, ['a']],
      [4, ['1']],
    ]);
  });

  it('names the physical line on which a row begins, after rows of several lines', () => {
    expect(read(['a,b\n"one\ntwo\r\nthree",x\nlast,y\n'])).toEqual([
      [1, ['a', 'b']],
      [2, ['one\ntwo\r\nthree', 'x']],
      [5, ['last', 'y']],
    ]);
  });

  it('says which row is broken and goes on with the next line', () => {
    const said = read(['a,b\n5" pipe,1\nok,2\n"x"y,3\nok,4\n"never closed,5\nok,6\n']);
    expect(said.map(([line, what]) => [line, typeof what === 'string' ? what.slice(0, 25) : what])).toEqual([
      [1, ['a', 'b']],
      [2, 'a quote stands inside a f'],
      [3, ['ok', '2']],
      [4, 'text follows a closing qu'],
      [5, ['ok', '4']],
      [6, 'a quote is opened and nev'],
      [7, ['ok', '6']],
    ]);
  });

  it('does not hold a line without end in memory', () => {
    const pieces = ['a\n', ...Array.from({ length: 40 }, () => 'x'.repeat(100_000)), '\nok\n'];
    expect(read(pieces)).toEqual([
      [1, ['a']],
      [2, 'the line is longer than 1000000 characters'],
      [3, ['ok']],
    ]);
  });

  it('reads the same wherever the pieces are cut, and as another parser does', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'ż') });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(60)), (rows, lineBreak, cuts) => {
        const text = write(rows, lineBreak);
        const at = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
        const options = { relax_column_count: true, record_delimiter: ['\r\n', '\n'] };
        expect(read(pieces).map(([, fields]) => fields)).toEqual(parse(text, options));
        expect(read(pieces)).toEqual(read([text]));
      }),
      { numRuns: 1_000 },
    );
  });

  it('says the same of any text, however broken, wherever the pieces are cut; and no line is forgotten', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n'), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(80)), (whole, cuts) => {
        const at = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
        const said = read(at.slice(1).map((end, index) => whole.slice(at[index], end)));
        expect(said).toEqual(read([whole]));
        const last = said.map(([line, what]) => line + lineBreaks(Array.isArray(what) ? what.join() : ''));
        const told = new Set(said.flatMap(([line], i) => range(line, last[i] ?? line)));
        const lines = whole.split(/\r?\n/).flatMap((line, index) => (line === '' ? [] : [index + 1]));
        expect(lines.filter((line) => !told.has(line))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

const lineBreaks = (text: string): number => text.split('\n').length - 1;
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
