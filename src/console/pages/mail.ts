import { z } from 'zod';
import { isoDay, parseDay } from '../../calendar/time.ts';
import { inTheNameOf } from '../../ledger/in-the-name-of.ts';
import { answerReplies, owedReplies } from '../../ledger/replies.ts';
import { liftSuppression, suppressionsBefore } from '../../ledger/suppressions.ts';
import { customerAt, letterAt, shown } from '../letter-row.ts';
import { addressOf, numbered } from '../paging.ts';
import { type ConsoleWorld, form, page, type Route } from '../routes.ts';

const PAGE = 50;
const owedAfter = z
  .string()
  .max(200)
  .regex(/^\d{4}-\d\d-\d\d~[^\0]+$/)
  .transform((text) => ({ by: parseDay(text.slice(0, 10)), id: text.slice(11) }))
  .nullable()
  .catch(null);
const query = z.object({ suppressed: numbered, owed: owedAfter });
const lift = z.object({ address: z.string().min(1).max(1_000) });
const answered = z.object({ customer: z.string().min(1).max(1_000) });

/** What came back: addresses to which no letter goes, and mails that are owed an answer. */
export const mailPages = ({ databases }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  return [
    page('/mail', 'read', query, async (_visit, { suppressed, owed }) => {
      const after = owed === null || owed.by === null ? null : { by: isoDay(owed.by), id: owed.id };
      const [addresses, replies] = await Promise.all([
        suppressionsBefore(pool, suppressed, PAGE + 1),
        owedReplies(pool, after, PAGE + 1),
      ]);
      const lastAddress = addresses[PAGE - 1];
      const lastReply = replies[PAGE - 1];
      return {
        view: 'mail',
        data: {
          suppressed: addresses.slice(0, PAGE).map((one) => ({
            ...one,
            shown: shown(one.address, 100),
            said: shown(one.said, 300),
            customer: shown(one.customer_id, 40),
            customerHref: customerAt(one.customer_id),
            letterHref: one.letter_id === null ? null : letterAt(one.letter_id),
          })),
          nextSuppressed:
            addresses.length > PAGE && lastAddress
              ? addressOf('/mail', { suppressed: lastAddress.id })
              : null,
          replies: replies.slice(0, PAGE).map((one) => ({
            ...one,
            subject: one.subject === null ? null : shown(one.subject),
            customer: shown(one.customer_id, 40),
            customerHref: customerAt(one.customer_id),
            letterHref: one.letter_id === null ? null : letterAt(one.letter_id),
            person: one.for_person === null ? null : shown(one.for_person, 60),
          })),
          nextOwed:
            replies.length > PAGE && lastReply
              ? addressOf('/mail', { owed: `${lastReply.owed_by}~${lastReply.id}` })
              : null,
        },
      };
    }),
    form('/mail/lift', 'release', lift, async ({ user, now }, { address }) => {
      const whose = await inTheNameOf(pool, { who: user.name, why: null }, (client) =>
        liftSuppression(client, address, user.name, now),
      );
      return whose.length === 0
        ? { to: '/mail', notice: { key: 'mail_was_lifted' } }
        : { to: '/mail', notice: { key: 'mail_lifted', with: { address } } };
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
