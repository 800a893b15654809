/** A cell of a table: words, a number, or a number with a bar that shows its size among the others. */
export interface TableCell {
  readonly text: string;
  /** What stands under it, smaller; null: nothing. */
  readonly beneath: string | null;
  readonly isNumber: boolean;
  /** Of the longest one, in percent; null: no bar. */
  readonly bar: number | null;
}

export interface BlockTable {
  readonly shape: 'table';
  readonly head: readonly { readonly text: string; readonly isNumber: boolean }[];
  readonly rows: readonly {
    /** It is a part of what the row above counts. */
    readonly isPart: boolean;
    /** It is what the others are measured against. */
    readonly isOurs: boolean;
    readonly cells: readonly TableCell[];
  }[];
  /** How many more there are; null: these are all. */
  readonly more: string | null;
}

/** Columns that stand on each other, week by week, in units of the chart's own box. */
export interface WeekChart {
  readonly shape: 'weeks';
  readonly alt: string;
  readonly most: string;
  readonly width: number;
  readonly height: number;
  readonly series: readonly { readonly nth: number; readonly name: string; readonly total: string }[];
  readonly columns: readonly {
    readonly x: number;
    readonly width: number;
    readonly parts: readonly { readonly nth: number; readonly y: number; readonly height: number }[];
  }[];
  readonly first: string;
  readonly last: string;
  readonly numbersTitle: string;
  readonly numbers: BlockTable;
}

export interface List {
  readonly shape: 'list';
  readonly items: readonly string[];
}

/** A part of the page under one heading. */
export interface Block {
  readonly id: string;
  readonly title: string;
  readonly lead: string | null;
  readonly body: BlockTable | WeekChart | List;
}

export const words = (text: string, beneath: string | null = null): TableCell => ({
  text,
  beneath,
  isNumber: false,
  bar: null,
});
export const amount = (text: string, beneath: string | null = null): TableCell => ({
  ...words(text, beneath),
  isNumber: true,
});
/** @param of the largest of the column */
export const barred = (text: string, value: number, of: number): TableCell => ({
  ...amount(text),
  bar: of <= 0 ? 0 : Math.round((1_000 * value) / of) / 10,
});

/**
 * A table; a column is one of numbers where its first row has one.
 * @param more what to say of rows that are left out
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly TableCell[])[],
  more: string | null = null,
): BlockTable {
  return {
    shape: 'table',
    head: head.map((text, nth) => ({ text, isNumber: isNumber(rows[0]?.[nth]) })),
    rows: rows.map((cells) => ({ cells, isPart: false, isOurs: false })),
    more,
  };
}

/** Over a bar, which begins on the left, the heading stands left too. */
const isNumber = (cell: TableCell | undefined): boolean => cell?.isNumber === true && cell.bar === null;

export const hasRows = ({ body }: Block): boolean => {
  switch (body.shape) {
    case 'table':
      return body.rows.length > 0;
    case 'weeks':
      return body.series.length > 0;
    case 'list':
      return body.items.length > 0;
  }
};
