import { Command } from 'commander';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { MAIL_KINDS } from '../../inbox/mail-kinds.ts';
import { imapServerOf } from '../../mailbox/imap-url.ts';
import { keepReading } from '../../mailbox/keep-reading.ts';
import { openMailbox } from '../../mailbox/mailbox.ts';
import { type InboxReport, readInbox } from '../../mailbox/read-inbox.ts';
import type { ArrivedMail, TakenMail } from '../../mailbox/take-mail.ts';
import { passOn } from '../../post/queue/pass-on.ts';
import { transportFor } from '../../post/server/transport-for.ts';
import { logTo } from '../../settings/log.ts';
import { type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';

interface Options extends WorldOptions {
  readonly once?: boolean;
  readonly json?: boolean;
}

/** `tidings inbox read` */
export const readCommand = (): Command =>
  withWorldOptions(
    new Command('read')
      .description('read the mailbox of IMAP_URL: judge each mail, do what follows from it, and file it')
      .option('--once', 'end when all that is there has been read')
      .option('--json', 'with --once: print what was read as JSON'),
  )
    .addHelpText(
      'after',
      `
Mails are moved to the folders Tidings/processed and Tidings/unknown, which are made when they are missing, and never
deleted. Give Tidings a mailbox of its own, or a folder: imaps://user:password@host/Bounces. \`run\` reads it all the time.`,
    )
    .action(read);

async function read(options: Options): Promise<void> {
  await withWorld(options, async (world) => {
    const { config } = world;
    const server = imapServerOf(config);
    if (server === null)
      throw new ConfigurationFailure(
        'IMAP_URL is not set; it names the mailbox to read, like imaps://user:password@mail.example.',
      );
    const stop = new AbortController();
    const interrupt = () => stop.abort();
    // Once: a second Ctrl-C ends the process at once.
    process.once('SIGINT', interrupt);
    process.once('SIGTERM', interrupt);
    const transport = transportFor(config, world.rules);
    const log = logTo(config.logLevel);
    const passing = { ...world, ledgerPool: world.databases.ledgerPool, transport, log };
    const reading = {
      ...world,
      signal: stop.signal,
      log,
      onTaken: (arrived: ArrivedMail, taken: TakenMail) => passOn(arrived, taken, passing),
    };
    try {
      if (options.once) return await readOnce(() => openMailbox(server), reading, options.json ?? false);
      console.log(`Reading the mailbox at ${server.where}. Ctrl-C stops.`);
      await keepReading({
        ...reading,
        server,
        onRead: (report) => {
          if (isAnything(report)) console.log(summaryOf(report));
        },
        onFault: (why) => console.error(why ?? 'The mailbox can be read again.'),
      });
    } finally {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      transport.close();
    }
  });
}

/** @throws RunFailure when the mailbox cannot be read, or another worker is reading it */
async function readOnce(
  open: () => ReturnType<typeof openMailbox>,
  reading: Parameters<typeof readInbox>[1],
  json: boolean,
): Promise<void> {
  const mailbox = await open().catch((error: Error) => {
    throw new RunFailure(`${error.message}. Look at IMAP_URL and IMAP_PASSWORD.`);
  });
  try {
    const report = await readInbox(mailbox, reading);
    if (report === null) throw new RunFailure('Another worker is reading the mailbox right now.');
    console.log(json ? JSON.stringify(report) : summaryOf(report));
  } finally {
    await mailbox.close();
  }
}

const isAnything = ({ kinds, before, stuck }: InboxReport): boolean =>
  before + stuck > 0 || Object.values(kinds).some((mails) => mails > 0);

function summaryOf({ kinds, followed, before, stuck }: InboxReport): string {
  const read = MAIL_KINDS.filter((kind) => kinds[kind] > 0).map((kind) => `${kinds[kind]} ${kind}`);
  const parts = [
    read.length === 0 ? 'No new mail.' : `Read: ${read.join(', ')}.`,
    ...(followed > 0 ? [`Something follows from ${followed}; the next round tells people.`] : []),
    ...(before > 0 ? [`Applied before and filed now: ${before}.`] : []),
    ...(stuck > 0 ? [`Left where they are, because the server does not move them: ${stuck}.`] : []),
  ];
  return parts.join(' ');
}
