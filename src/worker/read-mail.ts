import type { Signals } from '../alarms/signals.ts';
import { Unread } from '../alarms/unread.ts';
import { keepReading } from '../mailbox/keep-reading.ts';
import { passOn, tryTheWayBack } from '../post/queue/pass-on.ts';
import type { MailNews } from './tick.ts';
import type { WorkerOptions } from './worker-options.ts';

type ReadMailOptions = Pick<
  WorkerOptions,
  'inbox' | 'transport' | 'databases' | 'rules' | 'clock' | 'log' | 'vitals' | 'signal'
>;

/** Reads the mailbox until the signal, where there is one. One that cannot be read for long is an alarm. */
export async function readMail(options: ReadMailOptions, mail: MailNews, signals: Signals): Promise<void> {
  const { inbox, log, vitals, clock } = options;
  if (inbox === null) return;
  const unread = new Unread();
  const passing = { ...options, ledgerPool: options.databases.ledgerPool };
  await tryTheWayBack(passing).catch((error: unknown) =>
    log.warn({ err: error }, 'no mail to ourselves went'),
  );
  await keepReading({
    ...options,
    server: inbox,
    onTaken: (arrived, taken) => passOn(arrived, taken, passing),
    onRead: (report) => {
      vitals.mailRead(report);
      if (report.followed > 0) mail.came = true;
    },
    onFault: (fault) => {
      vitals.mailboxUnread(fault !== null);
      const { why, since } = unread.heard(fault, clock.now());
      signals.signal('mailbox_unread', inbox.where, why, since);
      if (fault === null) log.info('the mailbox can be read again');
      else log.error(`Mail is not read: ${fault}`);
    },
  });
}
