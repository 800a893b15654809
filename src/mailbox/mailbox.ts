import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { instantOf } from '../calendar/time.ts';
import type { Folder } from '../inbox/consequence.ts';
import type { ImapServer } from './imap-url.ts';
import { MOST_BYTES_READ } from './parse-mail.ts';
import type { ArrivedMail } from './take-mail.ts';

/** Where mails are filed. They are made when they are missing. */
const FOLDERS: Readonly<Record<Folder, readonly string[]>> = {
  processed: ['Tidings', 'processed'],
  unknown: ['Tidings', 'unknown'],
};
/** A server that says nothing for so long is gone. */
const CONNECT_WITHIN = 30_000;
const GREETED_WITHIN = 15_000;
const CLOSE_WITHIN = 2_000;
const SILENT_FOR = 120_000;
const IDLE_AFTER = 1_000;
/** A pass asks for a mebibyte at a time and a list of numbers: whoever answers with more is broken, or hostile. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** An open mailbox, of which mails are read and filed. @throws an error that never holds the password, in every method */
export interface Mailbox {
  /** The mails that are there, by their UIDs, the oldest first. Numbers alone, so that a full mailbox is no matter. */
  list(): Promise<readonly number[]>;
  /** Null: it is gone meanwhile. `unreadable`: the server cannot give it. Leaves it unread. */
  fetch(uid: number): Promise<ArrivedMail | 'unreadable' | null>;
  /** Names a mail that cannot be read, for ever. */
  nameOf(uid: number): string;
  /** Moves it. False when the server does not. */
  file(uid: number, folder: Folder): Promise<boolean>;
  /** Waits for new mail, so many milliseconds at most, until the signal or the end of the connection. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Logs in and opens the folder that is read. @throws Error that says where, and what the server said */
export async function openMailbox(server: ImapServer): Promise<Mailbox> {
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.encryption === 'tls',
    ...(server.encryption !== 'tls' && { doSTARTTLS: server.encryption === 'starttls' }),
    tls: { minVersion: 'TLSv1.2' },
    auth: { user: server.user, pass: server.password },
    logger: false,
    autoIdleDelay: IDLE_AFTER,
    connectionTimeout: CONNECT_WITHIN,
    greetingTimeout: GREETED_WITHIN,
    socketTimeout: SILENT_FOR,
    maxLineLength: LONGEST_LINE,
    maxResponseSize: LONGEST_LINE,
  });
  // What breaks is told by the command that waits for it; unheard, the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Without either a move would delete what somebody else marked as deleted.
    if (!client.capabilities.has('MOVE') && !client.capabilities.has('UIDPLUS'))
      throw new Error(
        'it knows neither MOVE (RFC 6851) nor UIDPLUS (RFC 4315), so no mail can be filed safely',
      );
    await client.mailboxOpen(server.folder);
    return new OpenMailbox(client, server.where);
  } catch (error) {
    client.close();
    throw new Error(`The mailbox at ${server.where} cannot be opened: ${saidBy(error)}`);
  }
}

class OpenMailbox implements Mailbox {
  readonly #client: ImapFlow;
  readonly #where: string;
  /** Of the folders that are known to be there, by the names that the server gives them. */
  readonly #paths = new Map<Folder, string>();
  /** Mail came since it was last listed: the server says so in the midst of other answers too. */
  #news = false;

  constructor(client: ImapFlow, where: string) {
    this.#client = client;
    this.#where = where;
    client.on('exists', () => {
      this.#news = true;
    });
  }

  async list(): Promise<readonly number[]> {
    this.#news = false;
    const uids = await this.#ask(() => this.#client.search({ all: true }, { uid: true }));
    if (!uids) throw new Error(`The mailbox at ${this.#where} does not list its mails.`);
    return [...uids].sort((a, b) => a - b);
  }

  async fetch(uid: number): Promise<ArrivedMail | 'unreadable' | null> {
    const source = { start: 0, maxLength: MOST_BYTES_READ };
    try {
      const mail = await this.#client.fetchOne(String(uid), { source, internalDate: true }, { uid: true });
      if (!mail) return null;
      if (!mail.source) return 'unreadable';
      const date = mail.internalDate ? new Date(mail.internalDate).getTime() : Number.NaN;
      // Without a date it came just now; the reader never takes a moment that lies ahead.
      return {
        raw: mail.source,
        receivedAt: instantOf(Number.isFinite(date) ? date : Number.MAX_SAFE_INTEGER),
      };
    } catch (error) {
      if (this.#client.usable) return 'unreadable';
      throw new Error(`The mailbox at ${this.#where} failed: ${saidBy(error)}`);
    }
  }

  nameOf(uid: number): string {
    const validity = this.#client.mailbox ? this.#client.mailbox.uidValidity : 0n;
    return `uid ${validity}:${uid} at ${this.#where}`;
  }

  async file(uid: number, folder: Folder): Promise<boolean> {
    const known = this.#paths.has(folder);
    if (await this.#move(uid, folder)) return true;
    // Somebody may have removed the folder since.
    return known && (await this.#move(uid, folder));
  }

  async #move(uid: number, folder: Folder): Promise<boolean> {
    const moved = await this.#ask(async () => {
      const path = this.#paths.get(folder) ?? (await this.#client.mailboxCreate([...FOLDERS[folder]])).path;
      this.#paths.set(folder, path);
      return this.#client.messageMove(String(uid), path, { uid: true });
    });
    if (!this.#client.usable) throw new Error(`The mailbox at ${this.#where} was cut off.`);
    if (!moved) this.#paths.delete(folder);
    return moved !== false && moved !== undefined;
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#news || !this.#client.usable) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#client.off('exists', done).off('close', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
      this.#client.on('exists', done).on('close', done);
    });
  }

  async close(): Promise<void> {
    // A server that is gone would keep us waiting; what fails is closed all the same.
    await Promise.race([
      this.#client.logout().catch(() => undefined),
      sleep(CLOSE_WITHIN, undefined, { ref: false }),
    ]);
    this.#client.close();
  }

  async #ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await question();
    } catch (error) {
      throw new Error(`The mailbox at ${this.#where} failed: ${saidBy(error)}`);
    }
  }
}

/** What the server said, where it said anything. Never what we sent: that holds the password. */
function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said =
    'responseText' in error && typeof error.responseText === 'string' ? error.responseText : error.message;
  return said.slice(0, 300);
}
