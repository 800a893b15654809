import type { CustomerMemory } from '../customer.ts';

/** Something of ours is under way with this customer: they are attended to though nothing new was found. */
export const isUnderWay = ({ cases, dunning, writtenToday }: CustomerMemory): boolean =>
  cases.length > 0 || writtenToday.size > 0 || dunning.reminders.some(({ ended }) => !ended);
