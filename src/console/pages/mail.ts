import { z } from 'zod';
import { DAY, instantOf } from '../../calendar/time.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { heldByAddress } from '../../ledger/alarms/held-by-address.ts';
import { unseenMails } from '../../ledger/mail/listed-mails.ts';
import { markSeen } from '../../ledger/mail/mails-to-read.ts';
import { answerReplies, meantFor, owedReplies } from '../../ledger/mail/replies.ts';
import { liftSuppression, suppressionsBefore } from '../../ledger/mail/suppressions.ts';
import { liftUnproven } from '../../ledger/mail/unproven.ts';
import { type ConsoleWorld, form, page, type Route } from '../frame/routes.ts';
import { customerAt, letterAt, shown } from '../show/letter-row.ts';
import { PAGE_ROWS, pageOf } from '../show/list-page.ts';
import { numberedPlace, placeIn, placeQuery } from '../show/place.ts';

const owedPlace = z.tuple([z.iso.date(), z.string().max(1_000)]).transform(([by, id]) => ({ by, id }));
const query = z.object({ suppressed: placeQuery, owed: placeQuery });
const lift = z.object({ address: z.string().min(1).max(1_000) });
const seen = z.object({ mail: z.string().min(1).max(100) });
/** As the command does: a jump is seen within a day, and what is older is work of people. */
const LIFTED_BACK_TO = 7 * DAY;
/** More are many, and are read in the mailbox itself. */
const MOST_UNSEEN = 50;
const meant = z.object({ reply: z.string().min(1).max(1_100) });
const answered = z.object({ customer: z.string().min(1).max(1_000) });

/** What came back: addresses to which no letter goes, and mails that are owed an answer. */
export const mailPages = ({ databases }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  return [
    page('/mail', 'read', query, async ({ now }, { suppressed, owed }) => {
      const [waiting, read, owing, unproven] = await Promise.all([
        unseenMails(pool, MOST_UNSEEN + 1),
        suppressionsBefore(pool, placeIn(suppressed, numberedPlace), PAGE_ROWS + 1),
        owedReplies(pool, placeIn(owed, owedPlace), PAGE_ROWS + 1),
        heldByAddress(pool, now),
      ]);
      const addresses = pageOf(read, '/mail', ({ id }) => [id], 'suppressed');
      const replies = pageOf(owing, '/mail', ({ owed_by, id }) => [owed_by, id], 'owed');
      return {
        view: 'mail',
        data: {
          unseen: waiting.slice(0, MOST_UNSEEN).map((one) => ({
            ...one,
            sender: shown(one.sender ?? one.address ?? '', 100),
            subject: shown(one.subject ?? '', 200),
            why: shown(one.why, 300),
            isForged: one.origin === 'failed' || (one.proof === 'none' && one.kind !== 'reply'),
          })),
          moreUnseen: waiting.length > MOST_UNSEEN,
          suppressed: addresses.rows.map((one) => ({
            ...one,
            shown: shown(one.address, 100),
            said: shown(one.said, 300),
            customer: shown(one.customer_id, 40),
            customerHref: customerAt(one.customer_id),
            letterHref: one.letter_id === null ? null : letterAt(one.letter_id),
          })),
          nextSuppressed: addresses.next,
          replies: replies.rows.map((one) => ({
            ...one,
            subject: one.subject === null ? null : shown(one.subject),
            customer: shown(one.customer_id, 40),
            customerHref: customerAt(one.customer_id),
            letterHref: one.letter_id === null ? null : letterAt(one.letter_id),
            closedShown: one.closed === null ? null : shown(one.closed, 100),
            person: one.for_person === null ? null : shown(one.for_person, 60),
          })),
          nextOwed: replies.next,
          unproven: unproven.open,
        },
      };
    }),
    form('/mail/seen', 'release', seen, async ({ user, now }, { mail }) => {
      const read = await inTheNameOf(pool, { who: user.name, why: null }, (client) =>
        markSeen(client, [mail], user.name, now),
      );
      return { to: '/mail', notice: { key: read === 0 ? 'mail_was_seen' : 'mail_seen' } };
    }),
    form('/mail/lift', 'release', lift, async ({ user, now }, { address }) => {
      const whose = await inTheNameOf(pool, { who: user.name, why: null }, (client) =>
        liftSuppression(client, address, user.name, now),
      );
      return whose.length === 0
        ? { to: '/mail', notice: { key: 'mail_was_lifted' } }
        : { to: '/mail', notice: { key: 'mail_lifted', with: { address } } };
    }),
    form('/mail/unproven', 'release', z.object({}), async ({ user, now }) => {
      const count = await inTheNameOf(pool, { who: user.name, why: null }, (client) =>
        liftUnproven(client, instantOf(now - LIFTED_BACK_TO), null, user.name, now),
      );
      return { to: '/mail', notice: { key: 'mail_unproven_lifted', with: { count } } };
    }),
    form('/mail/meant', 'release', meant, async ({ user, now }, { reply }) => {
      const others = await inTheNameOf(pool, { who: user.name, why: null }, (client) =>
        meantFor(client, reply, user.name, now),
      );
      return { to: '/mail', notice: { key: others === null ? 'mail_was_meant' : 'mail_meant' } };
    }),
    form('/mail/answered', 'release', answered, async ({ user, now }, { customer }) => {
      const closed = await inTheNameOf(pool, { who: user.name, why: null }, (client) =>
        answerReplies(client, customer, user.name, now),
      );
      return closed.length === 0
        ? { to: '/mail', notice: { key: 'mail_was_answered' } }
        : { to: '/mail', notice: { key: 'mail_answered', with: { count: closed.length } } };
    }),
  ];
};
