import type { Column } from '../contract/contract.ts';
import { checkFor, type FieldCheck } from './column-values.ts';
import { DayEvidence, type DaysRead, type DaysSaid, readDay } from './days.ts';
import { type Decimal, NumberEvidence, readNumber } from './numbers.ts';
import type { FileQuestion, ToldByColumn } from './question.ts';

/** What a profile says of how the fields of a column are written; null: the column has to say it itself. */
export interface ColumnSaid {
  readonly dates: DaysSaid['order'];
  readonly zone: string | null;
  readonly decimal: Decimal | null;
}

/** A field as the contract has it, or null when it can't be read; never given an empty one. */
export type ReadField = (value: string) => string | null;

/** What holds for a whole file. */
export interface FileTerms {
  /** The company's zone. */
  readonly zone: string;
  /** The file is written as the contract describes: UTF-8, commas, the contract's names. */
  readonly contract: boolean;
}

const TRUE = /^(?:true|t|yes|y|1|x|ja|tak|да|oui|vrai|wahr|prawda|истина)$/iu;
const FALSE = /^(?:false|f|no|n|0|nein|nie|нет|non|faux|falsch|fałsz|ложь)$/iu;

/** Looks at every field of one column, and then says how it is read. */
export class ColumnEvidence {
  private readonly column: Column;
  private readonly check: FieldCheck;
  private readonly days: DayEvidence | null;
  private readonly numbers: NumberEvidence | null;
  private keeps = 0;

  constructor(column: Column) {
    this.column = column;
    this.check = checkFor(column);
    const { type } = column;
    this.days = type === 'date' || type === 'timestamptz' ? new DayEvidence(type) : null;
    this.numbers = type === 'numeric' || type === 'integer' ? new NumberEvidence() : null;
  }

  /** Takes a field that is not empty. */
  add(value: string, line: number): void {
    this.numbers?.add(value, line);
    if (!this.days) return;
    // Of what keeps the contract one is enough to know: the rest says nothing else, and there may be millions.
    if (this.check(value) !== null || this.keeps++ === 0) this.days.add(value, line);
  }

  /** @param name the column's name in the file */
  conclude(name: string, said: ColumnSaid, terms: FileTerms): ReadField | FileQuestion {
    if (this.days) {
      const read = this.days.conclude(name, { order: said.dates, zone: said.zone }, terms.zone);
      return 'order' in read ? this.readDays(read) : read;
    }
    if (this.numbers) {
      const decimal = said.decimal ?? this.numbers.conclude(name, terms.contract);
      if (typeof decimal !== 'string') return decimal;
      return this.column.type === 'integer'
        ? (value) => readNumber(value, decimal)?.replace(/\.0+$/, '') ?? null
        : (value) => readNumber(value, decimal);
    }
    if (this.column.type === 'boolean') return readFlag;
    const { oneOf } = this.column;
    return oneOf === undefined ? (value) => value : (value) => oneOfThem(value, oneOf);
  }

  told(): ToldByColumn | null {
    return this.days?.told() ?? this.numbers?.told() ?? null;
  }

  private readDays(read: DaysRead): ReadField {
    const wanted = this.column.type === 'date' ? 'date' : 'timestamptz';
    const { check } = this;
    return (value) => (check(value) === null ? value : readDay(value, wanted, read));
  }
}

const readFlag: ReadField = (value) => (TRUE.test(value) ? 'true' : FALSE.test(value) ? 'false' : null);

const oneOfThem = (value: string, known: readonly string[]): string | null =>
  known.find((word) => word === value.toLowerCase().replaceAll(/[\s-]/g, '_')) ?? null;

/** Always empty: no person and no company writes it. */
const NEVER_A_WORD = '\\N';
const MAYBE_A_WORD = 'NULL';

/** Gathers whether NULL is a word of the file or its way of leaving a field empty. */
export class EmptyEvidence {
  private readonly empties: boolean[] = [];
  private readonly words: ({ readonly line: number } | undefined)[] = [];
  private inTyped = false;

  /** @param typed the column holds days, numbers or flags, which NULL is none of */
  add(value: string, index: number, typed: boolean, line: number): void {
    if (value === '') this.empties[index] = true;
    else if (value === MAYBE_A_WORD) {
      this.words[index] ??= { line };
      this.inTyped ||= typed;
    }
  }

  /** The words that mean an empty field. */
  conclude(said: readonly string[] | null, names: readonly string[]): ReadonlySet<string> | FileQuestion {
    if (said !== null) return new Set([NEVER_A_WORD, ...said]);
    const index = this.words.findIndex((word, at) => word !== undefined && this.empties[at] === true);
    if (this.inTyped || index < 0) return new Set([NEVER_A_WORD, MAYBE_A_WORD]);
    return {
      column: names[index] ?? null,
      line: this.words[index]?.line ?? 1,
      value: MAYBE_A_WORD,
      readings: [
        { means: { code: 'empty_field' }, write: `empty: [${MAYBE_A_WORD}]` },
        { means: { code: 'the_word' }, write: 'empty: []' },
      ],
      note: { code: 'some_empty' },
    };
  }
}
