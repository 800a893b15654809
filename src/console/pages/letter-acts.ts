import { z } from 'zod';
import { isoInstant } from '../../calendar/time.ts';
import { type LetterStatus, NOTHING_OUT } from '../../customer/letter-status.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { releaseLetter } from '../../ledger/letter-states/released.ts';
import { withdrawLetter } from '../../ledger/letter-states/withdrawn.ts';
import { asItWillGo, isReadAnew } from '../../post/queue/as-it-will-go.ts';
import { type ConsoleWorld, type Done, form, type Route, type Visit } from '../frame/routes.ts';
import { givenReason } from '../show/given-counts.ts';
import { label } from '../show/label.ts';
import { letterAt } from '../show/letter-row.ts';
import { theLetter } from '../show/the-letter.ts';

/** What the page showed: another state by now is another decision. */
const release = z.object({ was: z.enum(NOTHING_OUT), read: z.string().max(100).catch('') });
/** A letter that may have arrived goes once more only when somebody says that it did not. */
const resend = z.object({
  not_arrived: z.literal('yes', 'say that it did not arrive'),
  why: givenReason('say how you know that it did not arrive'),
});
const withdraw = z.object({ why: givenReason('say why it is withdrawn') });

/** What a person may decide about one letter: let it go, send it once more, or keep it from going. */
export const letterActs = ({ databases, rules }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  const letGo = async (
    visit: Visit,
    from: LetterStatus,
    why: string | null,
    read: string | null = null,
  ): Promise<Done> => {
    const { user, now } = visit;
    const { id } = await theLetter(pool, visit);
    const done = await inTheNameOf(pool, { who: user.name, why }, (client) =>
      releaseLetter(client, id, user.name, isoInstant(now), { from: [from], why, read }),
    );
    return outcome(visit, done, 'letter_released');
  };
  /** One that asks for money is composed anew, and goes only as they have read it. @param read the name of that */
  const letGoAsRead = async (visit: Visit, from: LetterStatus, read: string): Promise<Done> => {
    const letter = await theLetter(pool, visit);
    if (!isReadAnew(letter)) return letGo(visit, from, null);
    const { anew } = await asItWillGo(databases, rules, visit.now, letter);
    if (anew?.read === read) return letGo(visit, from, null, read);
    return {
      to: letterAt(letter.id),
      notice: { key: anew === null ? 'letter_would_not_go' : 'letter_read_again' },
    };
  };
  /** Unless it was done, another person or a worker was quicker. */
  const outcome = async (visit: Visit, done: boolean, key: string): Promise<Done> => {
    const { id, status } = await theLetter(pool, visit);
    const to = letterAt(id);
    if (done) return { to, notice: { key } };
    return {
      to,
      notice: { key: 'letter_quicker', with: { status: label(visit.say, 'statuses', status) } },
    };
  };
  return [
    form('/letters/:id/release', 'release', release, (visit, { was, read }) => letGoAsRead(visit, was, read)),
    form('/letters/:id/resend', 'release', resend, (visit, { why }) => letGo(visit, 'uncertain', why)),
    form('/letters/:id/withdraw', 'release', withdraw, async (visit, { why }) => {
      const { user, now } = visit;
      const { id } = await theLetter(pool, visit);
      const done = await inTheNameOf(pool, { who: user.name, why }, (client) =>
        withdrawLetter(client, id, { by: user.name, why, at: now }),
      );
      return outcome(visit, done, 'letter_withdrawn');
    }),
  ];
};
