import { isoDay } from '../../calendar/time.ts';
import { openReplies } from '../../inbox/open-replies.ts';
import { type HoldRule, hold } from './hold.ts';

/** They wrote to us, about whatever, and nobody has answered: no machine asks for money meanwhile. */
export const holdReplyOwed: HoldRule = ({ situation: { facts, memory, zone, now } }) => {
  const first = openReplies(memory.inbox.replies, facts.contacts).find(({ at }) => at <= now);
  return first ? hold('reply_owed', null, { day: isoDay(zone.dayAt(first.at)) }) : null;
};
