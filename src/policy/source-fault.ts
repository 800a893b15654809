import { z } from 'zod';

const count = z.number();
const line = z.number();
/** A value or a name as it stands in the file, with nothing in it that moves a terminal's cursor. */
const asWritten = z.string();
/** The name that was likely meant. */
const meant = z.string().nullable();

/** That it is so says all. */
const plain = z.enum([
  'empty',
  'blank',
  'nul',
  'not_utf8',
  'not_day',
  'moment_for_day',
  'not_real_day',
  'not_moment',
  'no_zone',
  'no_time',
  'impossible_zone',
  'not_number',
  'number_marks',
  'not_whole',
  'too_large',
  'unlike_others',
  'no_name',
  'never_closed',
  'quote_inside',
  'after_quote',
]);

/** What is wrong with a row of a file, or with one value in it. */
const rowFault = z.discriminatedUnion('code', [
  z.object({ code: plain }),
  z.object({ code: z.literal('one_of'), known: z.array(z.string()), meant }),
  z.object({ code: z.enum(['too_long', 'line_too_long']), most: count }),
  z.object({ code: z.literal('fields'), has: count, header: count }),
  z.object({ code: z.literal('repeats'), key: z.array(z.string()), line }),
  z.object({ code: z.literal('differs'), of: asWritten }),
  z.object({ code: z.literal('cell_errors'), cells: z.array(z.object({ cell: count, error: asWritten })) }),
  /** As the reader of CSV says it. */
  z.object({ code: z.literal('not_csv'), said: z.string() }),
]);
export type RowFault = z.infer<typeof rowFault>;

/** What is wrong with the names of a file's columns. */
const headerFault = z.discriminatedUnion('code', [
  z.object({ code: z.literal('header_unreadable'), why: rowFault }),
  z.object({ code: z.literal('header_no_text') }),
  z.object({ code: z.literal('many_columns'), has: count, most: count }),
  /** `of`: the name is the contract's, or the file's own. */
  z.object({ code: z.literal('column_twice'), column: asWritten, of: z.enum(['contract', 'file']) }),
  z.object({
    code: z.literal('unknown_columns'),
    table: z.string(),
    columns: z.array(z.object({ name: asWritten, meant })),
    /** So many more are not named. */
    more: count,
  }),
  z.object({ code: z.literal('lacks_required'), columns: z.array(z.string()) }),
  /** A column that the profile looks for, under any of these names. */
  z.object({ code: z.literal('lacks_column'), names: z.array(z.string()), meant }),
  z.object({ code: z.literal('not_taken'), column: asWritten }),
  z.object({ code: z.literal('more_faults'), number: count }),
]);
export type HeaderFault = z.infer<typeof headerFault>;

/** What is wrong with a file as a whole. `said`: by the system, or by the reader of such files. */
const wholeFileFault = z.discriminatedUnion('code', [
  z.object({
    code: z.enum([
      'no_table',
      'no_table_no_profile',
      'link',
      'not_there',
      'old_workbook',
      'zip_no_workbook',
      'workbook_texts',
    ]),
  }),
  /** `columns`: those that its first line has to name; none where a profile has tables of its own. */
  z.object({ code: z.literal('file_empty'), columns: z.array(z.string()) }),
  z.object({ code: z.enum(['unreadable', 'cut_short', 'workbook_unreadable']), said: z.string() }),
  z.object({ code: z.literal('bomb'), times: count }),
  z.object({ code: z.literal('no_sheet'), sheet: z.string(), meant, sheets: z.array(z.string()) }),
  z.object({ code: z.literal('workbook_lacks'), part: z.string() }),
  z.object({ code: z.literal('workbook_damaged'), part: z.string(), said: z.string() }),
  /** It is called complete, and leaves out so many of the rows that are open. */
  z.object({ code: z.literal('leaves_out'), table: z.string(), gone: count, open: count }),
]);

const order = z.enum(['day first', 'month first', 'year first']);
/** ISO, and never as a reader's country writes it: which of two days it is has to be plain. */
const day = z.string();

/** What a value would be, were the file read in one way. */
const meaning = z.discriminatedUnion('code', [
  z.object({ code: z.enum(['empty_field', 'the_word', 'no_day', 'with_comma', 'bad']) }),
  z.object({ code: z.literal('day'), day, order }),
  z.object({ code: z.literal('in_order'), order }),
  /** Bad, because another line is in this order. */
  z.object({ code: z.literal('other_order'), line, value: asWritten, order }),
  z.object({ code: z.literal('excel_day'), day }),
  /** An ISO moment; a null zone is UTC. */
  z.object({ code: z.literal('clock'), at: z.string(), zone: z.string().nullable() }),
  z.object({ code: z.literal('number'), number: z.string(), decimal: z.enum(['.', ',']) }),
  z.object({ code: z.literal('columns'), columns: count, delimiter: z.string() }),
  z.object({ code: z.literal('text'), text: asWritten, encoding: z.string() }),
]);
export type Meaning = z.infer<typeof meaning>;

const reading = z.object({
  means: meaning,
  /** The line of a profile that decides for it: `dates: day first`. */
  write: z.string(),
});
/** One way in which a file can be read, and what says so. */
export type WayToRead = z.infer<typeof reading>;

/** More that helps to decide. */
const note = z.discriminatedUnion('code', [
  z.object({ code: z.enum(['some_empty', 'not_utf8']) }),
  z.object({ code: z.enum(['with_point', 'written_day']), line, value: asWritten }),
]);
export type QuestionNote = z.infer<typeof note>;

/** What a file can't tell by itself, of a value in it. */
const question = z.object({
  code: z.literal('question'),
  readings: z.array(reading),
  note: note.nullable(),
});
type Question = z.infer<typeof question>;

/** What is wrong with a file, or has to be asked about it: a code with its evidence. Words come from it for each reader. */
export const sourceFault = z.union([rowFault, headerFault, wholeFileFault, question]);
export type SourceFault = RowFault | HeaderFault | z.infer<typeof wholeFileFault> | Question;

/** One thing that is wrong with a file, and where. */
export const placedFault = z.object({
  file: z.string(),
  /** The physical line on which the row begins, from 1 (the header); null: the file as a whole. */
  line: z.number().nullable(),
  /** null: the row as a whole. */
  column: z.string().nullable(),
  /** At most 40 characters, control characters made visible; null where there is no one value. */
  value: z.string().nullable(),
  /** In English: a clause that follows the column's name; of a file as a whole a sentence that names it. */
  reason: z.string(),
  /** Null: the reason alone is known, as of what a version before (or one that is newer than this) kept. */
  fault: sourceFault.nullable().default(null).catch(null),
});
export type PlacedFault = z.output<typeof placedFault>;

/** A fault of a file as a whole; of some the sentence alone is known. */
export const wholeFault = (file: string, reason: string, fault: SourceFault | null = null): PlacedFault => ({
  file,
  line: null,
  column: null,
  value: null,
  reason,
  fault,
});

/** `orders.csv:17 promised_for "31.11.2026" is no day; write it like 2026-11-26` */
export function sayPlaced({ file, line, column, value, reason }: PlacedFault): string {
  if (line === null) return reason;
  const what = [column, value === null ? null : `"${value}"`, reason].filter((part) => part !== null);
  return `${file}:${line} ${what.join(' ')}`;
}
