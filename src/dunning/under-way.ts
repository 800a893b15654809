import type { CustomerMemory } from '../customer/customer.ts';
import { hasMailToAttendTo } from '../customer/replies.ts';
import { endsByItself } from '../customer/task.ts';

/** Something of ours is under way with this customer: they are attended to though nothing new was found. */
export const isUnderWay = ({
  cases,
  dunning,
  inbox,
  writtenToday,
  absent,
  givenDates,
  asked,
  complaints,
}: CustomerMemory): boolean =>
  cases.some(({ itemEnded }) => !itemEnded) ||
  absent.length > 0 ||
  givenDates.length > 0 ||
  asked.length > 0 ||
  complaints.length > 0 ||
  hasMailToAttendTo(inbox) ||
  writtenToday.size > 0 ||
  dunning.tasks.some(endsByItself) ||
  dunning.reminders.some(({ ended }) => !ended);
