import { Templates } from '../../src/ledger/documents/templates.ts';

/** The shipped templates, each compiled once in this process, whoever needs it. They belong to no database. */
export const shippedTemplates = (): Promise<Templates> => {
  shipped ??= Templates.shipped();
  return shipped;
};
let shipped: Promise<Templates> | undefined;
