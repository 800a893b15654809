import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export interface TakenMail {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly mail: ParsedMail;
}

/** How the server treats a recipient: an answer such as `550 5.1.1 no such user`, at RCPT TO or after the message. */
export interface Behaviour {
  readonly atRecipient?: string;
  readonly afterMessage?: string;
  /** Takes the whole message and cuts the line instead of answering. */
  readonly cutAfterMessage?: boolean;
  readonly delay?: number;
  /** The answer to the message waits for this. */
  readonly until?: Promise<unknown>;
}

export interface MailServer {
  readonly url: string;
  /** Messages that the server answered with OK, in order. */
  readonly taken: TakenMail[];
  /** Messages that it received whole, whatever it answered. */
  readonly received: TakenMail[];
  behave: (to: string) => Behaviour;
  close(): Promise<void>;
}

/** Takes so many letters, each to an address of its own, at once, and answers the others when this has happened. */
export function takingAtOnce(letters: number, happened: Promise<unknown>): (to: string) => Behaviour {
  const first = new Set<string>();
  return (to) => {
    if (first.size < letters) first.add(to);
    return first.has(to) ? {} : { until: happened };
  };
}

/** A real SMTP server on loopback. */
export async function mailServer(): Promise<MailServer> {
  const sockets = new Map<number, Socket>();
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onRcptTo: (address, _session, done) => done(answer(state.behave(address.address).atRecipient)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        receive(Buffer.concat(chunks), session).then((verdict) => done(verdict), done);
      });
    },
  });
  const state: MailServer = {
    url: '',
    taken: [],
    received: [],
    behave: () => ({}),
    close: () => new Promise((resolve) => server.close(resolve)),
  };

  async function receive(raw: Buffer, session: SMTPServerSession): Promise<Error | null> {
    const to = session.envelope.rcptTo[0]?.address ?? '';
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const behaviour = state.behave(to);
    const taken = { from, to, raw, mail: await simpleParser(raw) };
    state.received.push(taken);
    if (behaviour.cutAfterMessage) sockets.get(session.remotePort)?.destroy();
    await behaviour.until;
    if (behaviour.delay) await new Promise((resolve) => setTimeout(resolve, behaviour.delay));
    const refusal = answer(behaviour.afterMessage);
    if (!refusal && !behaviour.cutAfterMessage) state.taken.push(taken);
    return refusal;
  }

  server.server.on('connection', (socket: Socket) => sockets.set(socket.remotePort ?? 0, socket));
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(state, { url: `smtp://127.0.0.1:${port}` });
}

function answer(text: string | undefined): Error | null {
  if (!text) return null;
  return Object.assign(new Error(text.slice(4)), { responseCode: Number(text.slice(0, 3)) });
}
