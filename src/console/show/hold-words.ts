import type { Duration } from '../../calendar/duration.ts';
import type { Say, ToldReader } from '../../customer/say.ts';
import { ageAllowed } from '../../policy/feed.ts';
import type { LetterHold } from '../../waiting/letter-hold.ts';

/** Why a letter waits, in the words of whoever reads it (`decided.holds`). */
export function holdWords(hold: LetterHold, { say, when }: ToldReader): string {
  switch (hold.code) {
    case 'by_hand':
      return say('decided.holds.by_hand', { by: hold.by, until: when(hold.until) });
    case 'not_seen':
      return say(`decided.holds.${hold.exports === null ? 'no_row' : 'not_seen'}`, {
        since: when(hold.since),
      });
    case 'abandoned':
      return say('decided.holds.abandoned', { span: spanWords(hold, say) });
    case 'backlog':
      return say('decided.holds.backlog', { live: when(hold.live) });
    case 'feed_stale': {
      const table = say(`codes.tables.${hold.feed}`);
      if (hold.fresh === null) return say('decided.holds.feed_unknown', { table });
      const span = spanWords(ageAllowed(hold.max_age), say);
      return say('decided.holds.feed_stale', { table, fresh: when(hold.fresh), span });
    }
    case 'wants_less':
    case 'complaint_open':
    case 'reply_owed':
      return say(`decided.holds.${hold.code}`, { since: when(hold.since) });
    case 'person_spoke':
      return say('decided.holds.person_spoke', { on: when(hold.on) });
    case 'after_upgrade':
      return say('decided.holds.after_upgrade', { changed: when(hold.changed), hears: when(hold.hears) });
    case 'already_written_today':
      return say('decided.holds.already_written_today', { count: hold.letters });
    case 'shared_address':
    case 'letter_held':
    case 'outside_hours':
      return say(`decided.holds.${hold.code}`);
  }
}

function spanWords({ amount, unit }: Duration, say: Say): string {
  const count = { count: amount };
  switch (unit) {
    case 'minutes':
    case 'hours':
      return say(`guard_words.span.${unit}`, count);
    case 'days':
    case 'weeks':
    case 'months':
      return say(`policy.spans.${unit}`, count);
    case 'working days':
      return say('policy.days', count);
  }
}
