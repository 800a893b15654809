import { type HoldRule, hold } from './hold.ts';

/** We collect it ourselves: that it is open is our failure, not theirs. */
export const holdAutopay: HoldRule = ({ invoice }) => (invoice.autopay ? hold('autopay', null) : null);
