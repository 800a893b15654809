import type { IsoDay } from '../calendar/time.ts';

/** An amount as facts hold it: written with a point (`129.00`, `-3.5`), with its ISO 4217 currency. */
export interface Amount {
  readonly amount: string;
  readonly currency: string;
}

/** One invoice as a letter tells of it. */
export interface InvoiceFacts {
  readonly id: string;
  readonly number: string;
  readonly issuedOn: IsoDay;
  /** The day printed on it. */
  readonly dueOn: IsoDay;
  /** Calendar days past its due day, which a non-working day moves on. */
  readonly daysOverdue: number;
  readonly total: Amount;
  /** Still to be paid. */
  readonly open: Amount;
  /** Every component, in order; empty when the company names none. */
  readonly lines: readonly { readonly description: string; readonly amount: Amount }[];
  readonly payUrl: string | null;
  /** Money of theirs took something off it; letters of a build before do not tell, and then the amounts do. */
  readonly partPaid?: boolean | undefined;
  /** It is one of several parts of one sum: the nth of so many; null: it is none, or nobody can tell. */
  readonly instalment?: { readonly nth: number; readonly of: number } | null | undefined;
  readonly isInstalment?: boolean | undefined;
}
