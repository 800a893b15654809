import { connect, type Socket } from 'node:net';
import { messageOf, RunFailure } from '../../failure.ts';
import type { SmtpServer } from './smtp-url.ts';

/** How nodemailer asks for a line that somebody else opens. */
export type GetSocket = (
  options: unknown,
  done: (error: Error | null, opened?: { connection: Socket }) => void,
) => void;

interface Probe {
  verify(): Promise<unknown>;
  close(): void;
}

/**
 * Connects, encrypts and logs in as for a letter, and gives up in time however slowly the server speaks: the line is
 * ours, so that it can be cut, which nodemailer's own cannot.
 * @param within milliseconds: to reach the server, and for all of it
 * @throws RunFailure saying what to do
 */
export async function verifySmtp(
  server: SmtpServer,
  within: { readonly connect: number; readonly all: number },
  open: (getSocket: GetSocket) => Probe,
): Promise<void> {
  const line = connect({ host: server.host, port: server.port });
  const cutAfter = (ms: number, what: string) =>
    setTimeout(() => line.destroy(new Error(`${what} within ${ms / 1_000} seconds`)), ms);
  const unreached = cutAfter(within.connect, 'it could not be reached');
  const tooLate = cutAfter(within.all, 'it was not done');
  const probe = open((_options, done) => {
    line.once('error', done);
    line.once('connect', () => {
      clearTimeout(unreached);
      line.off('error', done);
      done(null, { connection: line });
    });
  });
  try {
    await probe.verify();
  } catch (error) {
    const said = messageOf(error);
    throw new RunFailure(
      `The mail server ${server.where} does not take our letters: ${said}. ${advice(error, said)}`,
    );
  } finally {
    clearTimeout(unreached);
    clearTimeout(tooLate);
    probe.close();
  }
}

function advice(error: unknown, said: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EAUTH')
    return 'Check the user and the password in SMTP_URL. Where SMTP_PASSWORD or OAuth2 is set, check that.';
  // A certificate that is not trusted is reported as a fault of the socket.
  if (code === 'ETLS' || /certificate|\bTLS\b|\bSSL\b/i.test(said)) {
    return 'It must offer encryption with a certificate that this machine trusts (STARTTLS, or smtps://).';
  }
  return 'Check the host and the port in SMTP_URL, and that the server runs and may be reached from here.';
}
