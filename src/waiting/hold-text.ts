import { durationText } from '../calendar/duration.ts';
import { feedText } from '../policy/feed.ts';
import type { LetterHold } from './letter-hold.ts';

/** Why a letter waits, in English: for commands, logs and reports. */
export function holdText(hold: LetterHold): string {
  switch (hold.code) {
    case 'by_hand':
      return `${hold.by} wants no letters about it through ${hold.until}`;
    case 'not_seen': {
      const how =
        hold.exports === null
          ? 'its row is neither open nor closed'
          : `the exports of ${hold.exports} name it no more`;
      return `not seen since ${hold.since}: ${how}; its owner should look whether it is over`;
    }
    case 'abandoned':
      return `abandoned: no event for more than ${durationText(hold)}; its owner should close it or take it up`;
    case 'backlog':
      return `it had stalled before go-live (${hold.live}); a person releases the backlog`;
    case 'wants_less':
      return `they asked on ${hold.since} to be written to less: only broken promises and closings go to them`;
    case 'feed_stale':
      return feedText(hold);
    case 'shared_address':
      return 'the address stands for nobody, or for too many customers: a person finds theirs';
    case 'complaint_open':
      return `they complained on ${hold.since}, and nobody has answered it`;
    case 'person_spoke':
      return `a person was in touch with the customer on ${hold.on}`;
    case 'reply_owed':
      return `the customer wrote on ${hold.since} and a person owes them a reply`;
    case 'letter_held':
      return `letter ${hold.letter} about it is held and waits for a person`;
    case 'after_upgrade':
      return `the rules changed on ${hold.changed}, and it is on course: it hears so on ${hold.hears}`;
    case 'already_written_today':
      return `the address already has ${hold.letters === 1 ? 'a letter' : `${hold.letters} letters`} from today`;
    case 'outside_hours':
      return "outside the sending hours in the customer's zone";
  }
}
