import { meantText } from './nearest.ts';
import type { HeaderFault, Meaning, QuestionNote, RowFault, SourceFault } from './source-fault.ts';

/** The fault in English, as it follows its place: for commands, logs and files. */
export function sourceFaultText(fault: SourceFault): string {
  switch (fault.code) {
    case 'question': {
      const means = fault.readings.map((reading) => meaningText(reading.means)).join(' or ');
      const write = fault.readings.map((reading) => `\`${reading.write}\``).join(' or ');
      const note = fault.note === null ? '' : ` ${noteText(fault.note)}`;
      return `is ${means}.${note} Say which in a profile: ${write}.`;
    }
    case 'header_unreadable':
      return `cannot be read: ${sourceFaultText(fault.why)}.`;
    case 'header_no_text':
      return 'is no text that can be read. Save the file as UTF-8.';
    case 'many_columns':
      return `has ${fault.has} columns; ${fault.most} are the most that are read.`;
    case 'column_twice':
      return `names the column ${fault.of === 'contract' ? fault.column : `"${fault.column}"`} twice.`;
    case 'unknown_columns':
      return unknownColumns(fault);
    case 'lacks_required':
      return `lacks the required ${fault.columns.join(', ')}.`;
    case 'lacks_column': {
      const names = fault.names.map((name) => `"${name}"`).join(' or ');
      return `lacks the column ${names} of the profile${meantText(fault.meant)}.`;
    }
    case 'not_taken':
      return `has a column "${fault.column}" that the profile neither takes nor ignores. Name it under \`ignore\`, or under a table.`;
    case 'more_faults':
      return `has ${fault.number} faults more.`;
    case 'file_empty':
      return fault.columns.length === 0
        ? 'is empty. Its first line must name the columns.'
        : `is empty. Its first line must name the columns, such as ${fault.columns.join(',')}.`;
    case 'no_table':
      return 'is named like no table.';
    case 'no_table_no_profile':
      return 'is named like no table, and the policy names no profile for this folder.';
    case 'link':
      return 'is a link, and links are not followed: put the file itself there.';
    case 'not_there':
      return 'is not there, or is no file.';
    case 'unreadable':
      return `cannot be read: ${fault.said}.`;
    case 'cut_short':
      return `cannot be unpacked, it is damaged or cut short: ${fault.said}.`;
    case 'bomb':
      return `unpacks to more than ${fault.times} times its size: it is no export, and was not read.`;
    case 'old_workbook':
      return 'is a workbook of Excel before 2007. Save it as .xlsx or as CSV.';
    case 'zip_no_workbook':
      return 'is a ZIP file and no workbook. Unpack it first.';
    case 'no_sheet':
      return `has no sheet ${JSON.stringify(fault.sheet)}${meantText(fault.meant)}. It has: ${fault.sheets.join(', ')}.`;
    case 'workbook_unreadable':
      return `cannot be read as a workbook: ${fault.said}.`;
    case 'workbook_lacks':
      return `is damaged: it lacks ${fault.part}.`;
    case 'workbook_damaged':
      return `cannot be read as a workbook, it is damaged: ${fault.part}: ${fault.said}.`;
    case 'workbook_texts':
      return 'holds too many different texts to be read as a workbook. Save the sheet as CSV.';
    case 'leaves_out':
      return (
        `Nothing was imported: the file of ${fault.table} is said to be complete, and leaves out ${fault.gone} of ${fault.open} open rows. ` +
        'Was it written in full? If these are really over, close them in a file (closed_at, closed_on), or import it without --complete: ' +
        'then they are held as not seen, for their owners to look.'
      );
    default:
      return rowFaultText(fault);
  }
}

function rowFaultText(fault: RowFault): string {
  switch (fault.code) {
    case 'one_of':
      return `is none of ${fault.known.join(', ')}${meantText(fault.meant)}`;
    case 'too_long':
      return `is longer than ${fault.most} characters`;
    case 'line_too_long':
      return `the line is longer than ${fault.most} characters`;
    case 'fields':
      return `has ${fault.has} fields where the header has ${fault.header}`;
    case 'repeats':
      return `repeats the ${fault.key.join(', ')} of line ${fault.line} with other values`;
    case 'differs':
      return `differs between the rows of ${fault.of}`;
    case 'cell_errors':
      return fault.cells
        .map(({ cell, error }) => `cell ${cell} holds ${error}, an error of the workbook`)
        .join('; ');
    case 'not_csv':
      return fault.said;
    default:
      return PLAIN[fault.code];
  }
}

const MOMENT = '2026-11-26T09:00:00+01:00';

const PLAIN: Readonly<Record<Exclude<RowFault['code'], Evident>, string>> = {
  empty: 'must not be empty',
  blank: 'must not be blank',
  nul: 'holds a NUL character',
  not_utf8: 'is not UTF-8; save the file as UTF-8',
  not_day: 'is no day; write it like 2026-11-26',
  moment_for_day: 'is a moment, not a day; write it like 2026-11-26',
  not_real_day: 'is no day of the calendar',
  not_moment: `is no moment; write it like ${MOMENT}`,
  no_zone: `has no time zone; write it like ${MOMENT}`,
  no_time: 'is no time of the day',
  impossible_zone: 'has no possible time zone',
  not_number: 'is no number; write it like 1234.50',
  number_marks: 'is no number; write it like 1234.50, with a decimal point and nothing between the thousands',
  not_whole: 'is no whole number',
  too_large: 'is too large a number',
  unlike_others: 'is not written like the others of its column',
  no_name: 'stands in a column without a name',
  never_closed: 'a quote is opened and never closed',
  quote_inside: 'a quote stands inside a field that is not quoted; write the field as "5"" pipe"',
  after_quote: 'text follows a closing quote; a quote inside a quoted field is written twice',
};

type Evident =
  | 'one_of'
  | 'too_long'
  | 'line_too_long'
  | 'fields'
  | 'repeats'
  | 'differs'
  | 'cell_errors'
  | 'not_csv';

function unknownColumns({ table, columns, more }: Extract<HeaderFault, { code: 'unknown_columns' }>): string {
  const one = columns.length === 1 && more === 0;
  const named = columns.map(({ name, meant }) => `"${name}"${meant === null ? '' : ` (${meant}?)`}`);
  const them = named.join(', ') + (more > 0 ? ` and ${more} more` : '');
  const which = one ? `a column that ${table} does not know` : `columns that ${table} does not know`;
  const made = one ? 'it, or that it is ignored' : 'them, or that they are ignored';
  return `has ${which}: ${them}. A profile says what is made of ${made}; \`tidings import --suggest FILE\` writes one.`;
}

function meaningText(means: Meaning): string {
  switch (means.code) {
    case 'empty_field':
      return 'an empty field';
    case 'the_word':
      return 'the word itself, as a name may be';
    case 'no_day':
      return 'no day at all';
    case 'with_comma':
      return 'a number with a decimal comma';
    case 'bad':
      return 'bad';
    case 'day':
      return `${means.day} (${means.order})`;
    case 'in_order':
      return means.order;
    case 'other_order':
      return `bad, because line ${means.line} (${means.value}) is ${means.order}`;
    case 'excel_day':
      return `the day ${means.day} as Excel counts`;
    case 'clock':
      return means.zone === null
        ? `${means.at} (the clock of UTC)`
        : `${means.at} (the clock in ${means.zone})`;
    case 'number':
      return `${means.number} (decimal ${means.decimal === '.' ? 'point' : 'comma'})`;
    case 'columns':
      return `${means.columns} columns apart by ${means.delimiter}`;
    case 'text':
      return `${means.text} (${means.encoding})`;
  }
}

function noteText(note: QuestionNote): string {
  switch (note.code) {
    case 'some_empty':
      return 'The same column has fields that are left empty.';
    case 'not_utf8':
      return 'The file is not UTF-8: saved as "CSV UTF-8" it needs no answer.';
    case 'with_point':
      return `Line ${note.line} has ${note.value}, with a decimal point.`;
    case 'written_day':
      return `Line ${note.line} has a written day, ${note.value}: half of such a column is often read in the wrong order by Excel itself; look at it there.`;
  }
}
