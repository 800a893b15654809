import type { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer';
import nodemailer from 'nodemailer';
import { ConfigurationFailure } from '../../failure.ts';
import { NO_SETTINGS, type SmtpSettings } from '../../settings/smtp-settings.ts';
import type { Mail } from '../letter/mail.ts';
import { BoundedPool } from './bounded-pool.ts';
import { codeOfReply, type FailedAttempt, isYes } from './outcome.ts';
import { readSmtpUrl, type SmtpServer } from './smtp-url.ts';
import type { MayLeave, Submission, Transport } from './transport.ts';
import { type GetSocket, verifySmtp } from './verify-smtp.ts';
import { inOnePiece, onceItMay, wholeMessage } from './whole-message.ts';

// Some servers count messages per connection; a fresh connection every few hundred costs nothing.
const MESSAGES_PER_CONNECTION = 500;
const CONNECT_WITHIN = 15_000;
// A server may take its time over the last answer. When it takes longer the letter is uncertain, never lost.
const ANSWER_WITHIN = 120_000;
// Twice the patience for one answer, and some: the letter may wait for the one before it on its connection.
const GIVE_UP_AFTER = 5 * 60_000;
// Somebody waits for the answer.
const VERIFY_WITHIN = 60_000;
// One on the wire and one ready per connection: the pool never waits for us.
const LANES_PER_CONNECTION = 2;

export interface SmtpOptions {
  readonly connections: number;
  /** Milliseconds of silence after which an attempt is given up. */
  readonly answerWithin?: number;
  /** Milliseconds for connecting, the greeting and STARTTLS together. */
  readonly connectWithin?: number;
  /** Milliseconds after which an attempt is given up, however busy the server is with it. */
  readonly giveUpAfter?: number;
  readonly settings?: SmtpSettings;
  /** The policy's sender: letters are signed for their domain unless the settings name another. */
  readonly from?: string;
}

/**
 * A pool of connections to the mail server.
 * @throws ConfigurationFailure when the URL cannot be read.
 */
export function smtpTransport(
  url: string,
  {
    connections,
    answerWithin = ANSWER_WITHIN,
    connectWithin = CONNECT_WITHIN,
    giveUpAfter = GIVE_UP_AFTER,
    settings = NO_SETTINGS,
    from = '',
  }: SmtpOptions,
): Transport {
  const server = readSmtpUrl(url);
  const options = {
    ...poolOptions(server, connections, { answerWithin, connectWithin }),
    ...authOf(server, settings),
    ...dkimOf(settings, from),
  };
  const signed = settings.dkim !== null;
  const attempts = new WeakMap<object, Attempt>();

  // nodemailer does not say how far an attempt came: a line cut after the message reads the same as one cut
  // before. Whether the message was read is the only trace, and it decides between "again" and "uncertain".
  const traced = (): ReturnType<typeof createPool> =>
    createPool(options).use('stream', (mail, done) => {
      const { message, data } = mail;
      const open = message.createReadStream.bind(message);
      message.createReadStream = (streamOptions) => {
        const whole = signed ? null : wholeMessage(message);
        const bytes = whole === null ? open(streamOptions) : inOnePiece(whole);
        const attempt = data.envelope && attempts.get(data.envelope);
        if (!attempt) return bytes;
        return attempt.begin(bytes);
      };
      done();
    });
  const pool = new BoundedPool(traced, giveUpAfter);

  return {
    kind: 'smtp',
    where: server.where,
    lanes: connections * LANES_PER_CONNECTION,
    submit: (mail, _name, mayLeave = async () => true) => {
      const attempt = new Attempt(mayLeave);
      attempts.set(mail.envelope, attempt);
      return submit(pool, mail, attempt);
    },
    verify: () =>
      verifySmtp(server, { connect: connectWithin, all: Math.min(giveUpAfter, VERIFY_WITHIN) }, (getSocket) =>
        createPool({ ...options, getSocket }),
      ),
    close: () => pool.close(),
  };
}

type PoolOptions = ReturnType<typeof poolOptions> &
  ReturnType<typeof authOf> &
  ReturnType<typeof dkimOf> & { readonly getSocket?: GetSocket };
const createPool = (options: PoolOptions) => nodemailer.createTransport(options);

/** How far an attempt has come. */
class Attempt {
  /** It was not let go, and nothing of its text left. */
  keptBack = false;
  /** On the connection that has it last. */
  private text: Readable | null = null;
  private readonly mayLeave: MayLeave;

  constructor(mayLeave: MayLeave) {
    this.mayLeave = mayLeave;
  }

  /** A connection has taken it. Returns its text, which waits until it may leave. */
  begin(text: Readable): Readable {
    // So that the answer is on its way meanwhile; who is refused, or why it failed, is heard of when the text is read.
    this.mayLeave().catch(() => {});
    this.text = onceItMay(text, async () => {
      this.keptBack = true;
      this.keptBack = !(await this.mayLeave());
      return !this.keptBack;
    });
    return this.text;
  }

  get bodyBegun(): boolean {
    return this.text?.readableDidRead ?? false;
  }
}

function submit(pool: BoundedPool, mail: Mail, attempt: Attempt): Promise<Submission> {
  return new Promise((resolve) => {
    pool.send(mail, (error, info) => {
      if (error) {
        const { keptBack, bodyBegun } = attempt;
        return resolve(
          keptBack ? { taken: false, fault: null } : { taken: false, fault: faultOf(error, bodyBegun) },
        );
      }
      const reply = String(info.response ?? '');
      // nodemailer takes whatever begins with a 2 for a yes.
      resolve(isYes(reply) ? { taken: true, reply } : { taken: false, fault: unclear(reply) });
    });
  });
}

const unclear = (response: string): FailedAttempt => ({
  code: 'EPROTOCOL',
  command: 'DATA',
  responseCode: null,
  response,
  message: 'the answer to the letter cannot be understood',
  bodyBegun: true,
});

function poolOptions(
  server: SmtpServer,
  connections: number,
  { answerWithin, connectWithin }: Required<Pick<SmtpOptions, 'answerWithin' | 'connectWithin'>>,
) {
  return {
    pool: true as const,
    host: server.host,
    port: server.port,
    secure: server.encryption === 'tls',
    requireTLS: server.encryption === 'starttls',
    ignoreTLS: server.encryption === 'none',
    maxConnections: connections,
    maxMessages: MESSAGES_PER_CONNECTION,
    connectionTimeout: connectWithin,
    greetingTimeout: connectWithin,
    socketTimeout: answerWithin,
    // nodemailer's log lines hold addresses, and in debug the login.
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** How we log in: as the user of SMTP_URL, with its password, that of SMTP_PASSWORD, or a token of OAuth2. */
function authOf({ user, password }: SmtpServer, { password: apart, oauth }: SmtpSettings) {
  if (user === null) {
    if (apart === null && oauth === null) return {};
    throw new ConfigurationFailure(
      'SMTP_URL names no user to log in as; write it like smtp://user@mail.example:587.',
    );
  }
  if (password !== null && (apart !== null || oauth !== null))
    throw new ConfigurationFailure(
      `SMTP_URL holds a password, and ${apart === null ? 'SMTP_OAUTH_CLIENT_ID' : 'SMTP_PASSWORD'} is set too; keep one.`,
    );
  if (oauth === null) return { auth: { user, pass: apart ?? password ?? '' } };
  const { clientId, clientSecret, refreshToken, url } = oauth;
  return {
    auth: { type: 'OAuth2' as const, user, clientId, clientSecret, refreshToken, accessUrl: url },
  };
}

/** RFC 6376: every letter is signed for the domain of its sender, unless another is named. */
function dkimOf({ dkim }: SmtpSettings, from: string) {
  if (dkim === null) return {};
  const { selector, key, domain } = dkim;
  const domainName = domain ?? from.slice(from.lastIndexOf('@') + 1);
  return { dkim: { domainName, keySelector: selector, privateKey: key } };
}

function faultOf(error: NodemailerError, bodyBegun: boolean): FailedAttempt {
  return {
    code: error.code ?? null,
    command: error.command ?? null,
    responseCode: error.response ? codeOfReply(error.response) : null,
    response: error.response ?? null,
    message: error.message,
    bodyBegun,
  };
}
