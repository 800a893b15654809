import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReceivedMail } from './mail-record.ts';

/** Where in a session a server can go wrong, by what it answers there; `text` is the message after its dot. */
export type Step = 'greeting' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'text' | 'RSET';

/** One connection as a misdeed sees it. Nothing of it fails when the other side has gone. */
export interface Peer {
  /** How often the server came to this step with this letter, from 1. */
  readonly attempt: number;
  /** Lines, each with its end. */
  say(...lines: readonly string[]): void;
  raw(bytes: string | Buffer): void;
  /** The answer of an honest server, which has the message with it. */
  behave(): void;
  /** Has the message, whatever it says. */
  take(): void;
  /** Closes after what was said. */
  hangUp(): void;
  /** Closes at once, whatever is still on the way. */
  cut(): void;
  /** Bytes one at a time, as long as there are some and somebody is there. */
  trickle(bytes: Iterable<string>, every: number): Promise<void>;
  wait(ms: number): Promise<void>;
}

/** What a server does at one step in place of its honest answer. */
export interface Misdeed {
  readonly at: Step;
  readonly does: (peer: Peer) => void | Promise<void>;
}

/** What the server offers in its answer to EHLO. */
export interface Offers {
  readonly pipelining?: boolean;
  readonly auth?: boolean;
  readonly startTls?: boolean;
}

/** What the sessions of one server share. */
export interface Shared {
  readonly offers: Offers;
  readonly received: ReceivedMail[];
  /** Times a step was come to, by letter and step. */
  readonly attempts: Map<string, number>;
  /** Before MAIL the letter is ''. */
  misdeedsOf: (letter: string) => readonly Misdeed[];
}

const OK = ['250 2.0.0 ok'];

const STEPS: readonly (readonly [RegExp, Step])[] = [
  [/^(EHLO|HELO) /i, 'EHLO'],
  [/^STARTTLS/i, 'STARTTLS'],
  [/^AUTH /i, 'AUTH'],
  [/^MAIL FROM:/i, 'MAIL'],
  [/^RCPT TO:/i, 'RCPT'],
  [/^DATA/i, 'DATA'],
  [/^RSET/i, 'RSET'],
];

/** The server's side of one connection, from the first byte. */
export class HostileSession {
  private readonly socket: Socket;
  private readonly shared: Shared;
  private unread = '';
  private readonly pending: string[] = [];
  private busy = false;
  /** The message as far as it has come; null between messages. */
  private lines: string[] | null = null;
  private message: readonly string[] = [];
  private letter = '';
  private to = '';
  private hasSender = false;
  private hasRecipient = false;

  constructor(socket: Socket, shared: Shared) {
    this.socket = socket;
    this.shared = shared;
    socket.on('data', (chunk: Buffer) => this.read(chunk.toString('latin1')));
    void this.answer('greeting');
  }

  private read(bytes: string): void {
    const lines = (this.unread + bytes).split('\r\n');
    this.unread = lines.pop() ?? '';
    this.pending.push(...lines);
    if (!this.busy) void this.work();
  }

  /** One line after the other, also of a sender that does not wait for the answers. */
  private async work(): Promise<void> {
    this.busy = true;
    for (let line = this.pending.shift(); line !== undefined; line = this.pending.shift()) {
      if (this.lines === null) await this.command(line);
      else if (line !== '.') this.lines.push(line);
      else {
        this.message = this.lines;
        this.lines = null;
        await this.answer('text');
      }
    }
    this.busy = false;
  }

  private async command(line: string): Promise<void> {
    const step = STEPS.find(([begins]) => begins.test(line))?.[1];
    if (step === 'MAIL') this.hasSender = this.hasRecipient = false;
    if (step === 'MAIL') this.letter = /\+bounce-([^@]+?)(?:-[a-z2-7]{16})?@/.exec(line)?.[1] ?? '';
    if (step === 'RCPT') this.to = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (step !== undefined) await this.answer(step);
    else if (/^QUIT/i.test(line)) this.socket.end('221 2.0.0 bye\r\n');
    else this.write('500 5.5.2 what?\r\n');
  }

  private async answer(step: Step): Promise<void> {
    const key = `${this.letter} ${step}`;
    const attempt = (this.shared.attempts.get(key) ?? 0) + 1;
    this.shared.attempts.set(key, attempt);
    const misdeed = this.shared.misdeedsOf(this.letter).find(({ at }) => at === step);
    if (misdeed) await misdeed.does(this.peer(step, attempt));
    else this.behave(step);
  }

  private behave(step: Step): void {
    if (step === 'text') this.take();
    this.reply(step, this.honest(step));
  }

  private honest(step: Step): readonly string[] {
    const { auth, pipelining, startTls } = this.shared.offers;
    switch (step) {
      case 'greeting':
        return ['220 relay.example ready'];
      case 'EHLO':
        return [
          '250-relay.example',
          ...(pipelining ? ['250-PIPELINING'] : []),
          ...(auth ? ['250-AUTH PLAIN'] : []),
          ...(startTls ? ['250-STARTTLS'] : []),
          '250 8BITMIME',
        ];
      case 'STARTTLS':
        return ['220 2.0.0 go ahead'];
      case 'AUTH':
        return ['235 2.7.0 welcome'];
      case 'RCPT':
        return this.hasSender ? OK : ['503 5.5.1 from whom?'];
      case 'DATA':
        return this.hasRecipient ? ['354 go on, end with a dot'] : ['503 5.5.1 to whom?'];
      case 'text':
        return [`250 2.0.0 taken as ${this.shared.received.length}`];
      default:
        return OK;
    }
  }

  private take(): void {
    const head = this.message.join('\n').slice(0, 16_384);
    const messageId = /^message-id:\s*(<[^>]*>)/im.exec(head)?.[1] ?? '';
    this.shared.received.push({ messageId, to: this.to, letter: this.letter });
  }

  private peer(step: Step, attempt: number): Peer {
    return {
      attempt,
      say: (...lines) => this.reply(step, lines),
      raw: (bytes) => this.write(bytes),
      behave: () => this.behave(step),
      take: () => this.take(),
      hangUp: () => void this.socket.end(),
      cut: () => void this.socket.destroy(),
      trickle: async (bytes, every) => {
        for (const byte of bytes) {
          await sleep(every);
          if (!this.socket.writable) return;
          this.write(byte);
        }
      },
      wait: (ms) => sleep(ms),
    };
  }

  private reply(step: Step, lines: readonly string[]): void {
    // "Go on" is meant, also by a server that goes wrong right afterwards.
    if (step === 'DATA' && lines[0]?.startsWith('354')) this.lines = [];
    const isYes = lines[0]?.startsWith('2') === true;
    if (step === 'MAIL') this.hasSender = isYes;
    if (step === 'RCPT') this.hasRecipient = isYes;
    this.write(lines.map((line) => `${line}\r\n`).join(''));
  }

  private write(bytes: string | Buffer): void {
    if (this.socket.writable) this.socket.write(bytes);
  }
}
