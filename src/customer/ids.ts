// Names of things, which every other type is made of.
declare const brand: unique symbol;
type Id<Name> = string & { readonly [brand]: Name };
export type CustomerId = Id<'customer'>;
export type PersonId = Id<'person'>;
export type ItemId = Id<'item'>;
export type CaseId = Id<'case'>;
export type LetterId = Id<'letter'>;
export type InvoiceId = Id<'invoice'>;

export const ITEM_KINDS = ['order', 'service_job'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export interface ItemRef {
  readonly kind: ItemKind;
  readonly id: ItemId;
}

/** An invoice as letters, tasks and reports name what they are about. */
export interface InvoiceRef {
  readonly kind: 'invoice';
  readonly id: InvoiceId;
}

/** What a letter or a task is about. */
export type About = ItemRef | InvoiceRef;

/** What stands for an order, a job or an invoice in a set: `order:O1`. */
export const refKey = ({ kind, id }: { readonly kind: string; readonly id: string }): string =>
  `${kind}:${id}`;

export const sameItem = (a: About, b: About): boolean => a.id === b.id && a.kind === b.kind;

/** What stands for a case where a letter or a task is about an invoice; a company may move it to another customer. */
export const invoiceCase = (customerId: string, invoiceId: string): string =>
  `${customerId}/invoice:${invoiceId}`;

export const FEED_NAMES = ['orders', 'service_jobs', 'payments'] as const;
export type FeedName = (typeof FEED_NAMES)[number];
