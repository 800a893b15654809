import {
  type Meaning,
  type PlacedFault,
  type QuestionNote,
  type RowFault,
  type SourceFault,
  sayPlaced,
} from '../../policy/source-fault.ts';
import type { Say } from '../frame/say.ts';
import { label } from './label.ts';

/** What is wrong with a file, with its place, as a page tells its reader: `orders.csv:17 total "x": no number`. */
export function placedFaultWords(placed: PlacedFault, say: Say): string {
  const { file, line, column, value, fault } = placed;
  if (fault === null) return sayPlaced(placed);
  const place = [line === null ? file : `${file}:${line}`, column, value === null ? null : `"${value}"`];
  return `${place.filter((part) => part !== null).join(' ')}: ${sourceFaultWords(fault, say)}`;
}

/** What is wrong with a file, without its place (`source_faults.CODE`). */
export function sourceFaultWords(fault: SourceFault, say: Say): string {
  const or = ` ${say('source_faults.or')} `;
  switch (fault.code) {
    case 'question': {
      const means = fault.readings.map((reading) => meaningWords(reading.means, say)).join(or);
      const write = fault.readings.map((reading) => `\`${reading.write}\``).join(or);
      const note = fault.note === null ? '' : ` ${noteWords(fault.note, say)}`;
      return say('source_faults.question', { means, note, write });
    }
    case 'header_unreadable':
      return say('source_faults.header_unreadable', { why: sourceFaultWords(fault.why, say) });
    case 'header_no_text':
      return say('source_faults.header_no_text');
    case 'many_columns':
      return say('source_faults.many_columns', { has: fault.has, most: fault.most });
    case 'column_twice':
    case 'not_taken':
      return say(`source_faults.${fault.code}`, { column: fault.column });
    case 'unknown_columns': {
      const table = tableWords(fault.table, say);
      const names = fault.columns.map(
        ({ name, meant }) => `"${name}"${meant === null ? '' : ` (${meant}?)`}`,
      );
      const more = fault.more === 0 ? '' : ` ${say('source_faults.and_more', { number: fault.more })}`;
      return say('source_faults.unknown_columns', { table, columns: `${names.join(', ')}${more}` });
    }
    case 'lacks_required':
      return say('source_faults.lacks_required', { columns: fault.columns.join(', ') });
    case 'lacks_column': {
      const names = fault.names.map((name) => `"${name}"`).join(or);
      return say('source_faults.lacks_column', { names, meant: meantWords(fault.meant, say) });
    }
    case 'more_faults':
      return say('source_faults.more_faults', { number: fault.number });
    case 'file_empty': {
      const like = say('source_faults.such_as', { columns: fault.columns.join(',') });
      return say('source_faults.file_empty', { like: fault.columns.length === 0 ? '' : ` ${like}` });
    }
    case 'no_table':
    case 'no_table_no_profile':
    case 'link':
    case 'not_there':
    case 'old_workbook':
    case 'zip_no_workbook':
    case 'workbook_texts':
      return say(`source_faults.${fault.code}`);
    case 'unreadable':
    case 'cut_short':
    case 'workbook_unreadable':
      return say(`source_faults.${fault.code}`, { said: fault.said });
    case 'bomb':
      return say('source_faults.bomb', { times: fault.times });
    case 'no_sheet':
      return say('source_faults.no_sheet', {
        sheet: fault.sheet,
        meant: meantWords(fault.meant, say),
        sheets: fault.sheets.join(', '),
      });
    case 'workbook_lacks':
      return say('source_faults.workbook_lacks', { part: fault.part });
    case 'workbook_damaged':
      return say('source_faults.workbook_damaged', { part: fault.part, said: fault.said });
    case 'leaves_out':
      return say('source_faults.leaves_out', {
        table: tableWords(fault.table, say),
        gone: fault.gone,
        open: fault.open,
      });
    default:
      return rowFaultWords(fault, say);
  }
}

function rowFaultWords(fault: RowFault, say: Say): string {
  switch (fault.code) {
    case 'one_of':
      return say('source_faults.one_of', {
        known: fault.known.join(', '),
        meant: meantWords(fault.meant, say),
      });
    case 'too_long':
    case 'line_too_long':
      return say(`source_faults.${fault.code}`, { most: fault.most });
    case 'fields':
      return say('source_faults.fields', { has: fault.has, header: fault.header });
    case 'repeats':
      return say('source_faults.repeats', { key: fault.key.join(', '), line: fault.line });
    case 'differs':
      return say('source_faults.differs', { of: fault.of });
    case 'cell_errors':
      return fault.cells
        .map(({ cell, error }) => say('source_faults.cell_error', { cell, error }))
        .join('; ');
    case 'not_csv':
      return say('source_faults.not_csv', { said: fault.said });
    default:
      return say(`source_faults.${fault.code}`);
  }
}

const tableWords = (table: string, say: Say): string => `${label(say, 'tables', table)} (${table})`;

const meantWords = (meant: string | null, say: Say): string =>
  meant === null ? '' : say('source_faults.meant', { meant });

function meaningWords(means: Meaning, say: Say): string {
  switch (means.code) {
    case 'day':
      return say('source_faults.means.day', { day: means.day, order: orderWords(means.order, say) });
    case 'in_order':
      return orderWords(means.order, say);
    case 'other_order':
      return say('source_faults.means.other_order', {
        line: means.line,
        value: means.value,
        order: orderWords(means.order, say),
      });
    case 'excel_day':
      return say('source_faults.means.excel_day', { day: means.day });
    case 'clock':
      return say('source_faults.means.clock', { at: means.at, zone: means.zone ?? 'UTC' });
    case 'number':
      return say(`source_faults.means.${means.decimal === '.' ? 'number_point' : 'number_comma'}`, {
        number: means.number,
      });
    case 'columns':
      return say('source_faults.means.columns', { number: means.columns, delimiter: means.delimiter });
    case 'text':
      return `${means.text} (${means.encoding})`;
    default:
      return say(`source_faults.means.${means.code}`);
  }
}

const orderWords = (order: Extract<Meaning, { code: 'in_order' }>['order'], say: Say): string =>
  say(`source_faults.orders.${order.replace(' ', '_')}`);

function noteWords(note: QuestionNote, say: Say): string {
  switch (note.code) {
    case 'some_empty':
    case 'not_utf8':
      return say(`source_faults.notes.${note.code}`);
    case 'with_point':
    case 'written_day':
      return say(`source_faults.notes.${note.code}`, { line: note.line, value: note.value });
  }
}
