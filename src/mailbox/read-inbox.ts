import { withLock } from '../database/advisory-lock.ts';
import { MAIL_KINDS, type MailKind } from '../inbox/mail-kinds.ts';
import type { Log } from '../settings/log.ts';
import type { Mailbox } from './mailbox.ts';
import { type ArrivedMail, setAside, type TakeMailOptions, type TakenMail, takeMail } from './take-mail.ts';

export interface ReadInboxOptions extends TakeMailOptions {
  readonly signal: AbortSignal;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** Hears of each mail that was taken now, before it is filed. What it throws is logged. */
  readonly onTaken?: (mail: ArrivedMail, taken: TakenMail) => Promise<void>;
}

/** What one pass over the mailbox came to. */
export interface InboxReport {
  readonly kinds: Record<MailKind, number>;
  /** Mails from which something follows that a round must know of. */
  followed: number;
  /** Applied before, and filed only now. */
  before: number;
  /** Mails that the server does not move. */
  stuck: number;
}

const emptyReport = (): InboxReport => ({
  kinds: Object.fromEntries(MAIL_KINDS.map((kind) => [kind, 0])) as Record<MailKind, number>,
  followed: 0,
  before: 0,
  stuck: 0,
});

/**
 * Reads every mail that is there: judges it, applies what follows in one transaction, and then files it. Killed in
 * between, the next pass knows it again and files it. Only one worker reads at a time.
 * @param stuck UIDs that the server would not move: they are left alone, and those that it does not move now are added
 * @returns null when another worker is reading
 * @throws the mailbox's or the database's error; what was read before it is applied
 */
export const readInbox = (
  mailbox: Mailbox,
  options: ReadInboxOptions,
  stuck: Set<number> = new Set(),
): Promise<InboxReport | null> =>
  withLock(options.databases.ledgerPool, 'inbox', false, async () => {
    const report = emptyReport();
    for (const uid of await mailbox.list()) {
      if (options.signal.aborted) break;
      if (stuck.has(uid)) continue;
      const taken = await takeOne(uid, mailbox, options);
      if (taken === null) continue;
      count(report, taken);
      const { id, folder, letterId, before } = taken;
      options.log.info(
        { mail: id, kind: taken.judgment.kind, letter: letterId, folder, before },
        'mail read',
      );
      if (await mailbox.file(uid, folder)) continue;
      stuck.add(uid);
      report.stuck += 1;
      options.log.warn(
        { mail: id, folder },
        'The mail server does not move this mail; it is left where it is.',
      );
    }
    return report;
  });

/** Null: it is gone meanwhile. */
async function takeOne(uid: number, mailbox: Mailbox, options: ReadInboxOptions): Promise<TakenMail | null> {
  const mail = await mailbox.fetch(uid);
  if (mail === null) return null;
  return mail === 'unreadable'
    ? setAside(mailbox.nameOf(uid), 'The mail server does not give it.', options)
    : takeAndTell(mail, options);
}

async function takeAndTell(mail: ArrivedMail, options: ReadInboxOptions): Promise<TakenMail> {
  const taken = await takeMail(mail, options);
  await options.onTaken?.(mail, taken).catch((error: unknown) => {
    options.log.warn({ mail: taken.id, err: error }, 'This mail was taken, and could not be passed on.');
  });
  return taken;
}

function count(report: InboxReport, taken: TakenMail): void {
  if (taken.before) {
    report.before += 1;
    return;
  }
  report.kinds[taken.judgment.kind] += 1;
  if (taken.do === 'bounced' || taken.do === 'complained' || taken.do === 'reply' || taken.do === 'answered')
    report.followed += 1;
}
