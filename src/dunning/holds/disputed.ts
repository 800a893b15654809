import { type HoldRule, hold } from './hold.ts';

/** The customer contests it. */
export const holdDisputed: HoldRule = ({ invoice }) => (invoice.disputed ? hold('disputed', null) : null);
