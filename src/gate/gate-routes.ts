import { isIPv6 } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { MINUTE } from '../calendar/time.ts';
import { TONES } from '../customer/tone.ts';
import { databaseFault } from '../database/database-fault.ts';
import type { World } from '../round/round.ts';
import type { Config } from '../settings/config.ts';
import { bringsToken } from '../settings/gate-token.ts';
import { askGate, type GateAnswer } from './gate.ts';
import type { Vitals } from './vitals.ts';

/** What the gate answers from. */
export interface GateWorld extends World {
  readonly config: Config;
  readonly vitals: Vitals;
  readonly log: Logger;
}

const PATH = '/v1/dunning/verdict';

/**
 * Questions a minute from one address with the token, and as many without: enough for a system that asks before each
 * letter, too few to keep the databases from the round. Who plans many letters writes them into
 * `dunning_letters` and reads the view.
 */
const PER_MINUTE = 120;

/** A database that hangs is a no, after this many milliseconds. */
const PATIENCE = 10_000;

/** No id of any system is longer. */
const LONGEST_ID = 200;

const question = z.strictObject(
  {
    invoice: z
      .string({ error: 'invoice is missing, or given twice: write ?invoice=ID' })
      .min(1, 'invoice is empty: write ?invoice=ID')
      .max(LONGEST_ID, `invoice is longer than ${LONGEST_ID} characters`)
      .regex(/^\P{Cc}*$/u, 'invoice holds control characters'),
    tone: z
      .enum(TONES, {
        error: `tone is none of ${TONES.join(', ')}; leave it out to ask what our own ladder decides`,
      })
      .optional(),
  },
  // A misspelt "tone" must not be taken for a question without one.
  { error: 'only invoice and tone can be asked' },
);

/**
 * The gate: `GET /v1/dunning/verdict?invoice=ID&tone=formal` answers whether another system may send its letter. Whatever
 * goes wrong, the answer never is that it may.
 */
export const gateRoutes =
  (world: GateWorld): FastifyPluginAsync =>
  async (server) => {
    const { config, vitals, log } = world;
    server.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    server.addHook('onResponse', async (_request, reply) => vitals.gateAnswered(reply.statusCode));
    server.setErrorHandler(async (error, _request, reply) => {
      if (error instanceof TooMany) return refuse(reply, 429, 'too_many', error.message);
      log.error({ err: error }, `the gate could not answer. ${databaseFault(error) ?? ''}`);
      return refuse(reply, 503, 'unavailable', `${UNAVAILABLE} No letter may go.`);
    });
    const known = new WeakMap<FastifyRequest, boolean>();
    const isKnown = (request: FastifyRequest): boolean => {
      const brings = known.get(request) ?? bringsToken(request.headers.authorization, config.gateToken);
      known.set(request, brings);
      return brings;
    };
    await server.register(rateLimit, {
      max: PER_MINUTE,
      timeWindow: MINUTE,
      keyGenerator: (request) => `${isKnown(request) ? 'known' : 'stranger'} ${networkOf(request.ip)}`,
      errorResponseBuilder: (_request, { after }) => new TooMany(after),
    });
    // Later than the rate limit: wrong tokens are counted, and apart from right ones, so that whoever guesses locks nobody out.
    const letIn = async (request: FastifyRequest, reply: FastifyReply) => {
      if (isKnown(request)) return;
      reply.header('www-authenticate', 'Bearer realm="tidings"');
      return refuse(reply, 401, 'unauthorized', 'Send the token of the gate: "Authorization: Bearer TOKEN".');
    };
    server.get(PATH, { exposeHeadRoute: false, preParsing: letIn }, async (request, reply) => {
      const asked = question.safeParse(request.query);
      if (!asked.success)
        return refuse(
          reply,
          400,
          'bad_question',
          asked.error.issues.map(({ message }) => message).join('; '),
        );
      const { invoice, tone } = asked.data;
      return tell(reply, await inTime(askGate(world, invoice, tone ?? null)));
    });
    server.route({
      method: ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url: PATH,
      preParsing: async (_request, reply) =>
        refuse(reply.header('allow', 'GET'), 405, 'method', 'Only GET is answered here.'),
      handler: async () => undefined,
    });
  };

const UNAVAILABLE =
  'The verdict cannot be told now: a database does not answer, or Tidings has a fault; its log says which.';

/**
 * Whom a limit counts as one: an IPv4 address, and of IPv6 the /64 that a household or a host has, whose addresses are more than
 * anybody could count.
 */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  if (address.includes('.')) return address.slice(address.lastIndexOf(':') + 1);
  const [before = '', after = ''] = address.split('::');
  const groups = before.split(':').filter(Boolean);
  const rest = after.split(':').filter(Boolean);
  const between = Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  const whole = address.includes('::') ? [...groups, ...between, ...rest] : groups;
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

class TooMany extends Error {
  readonly statusCode = 429;

  constructor(after: string) {
    super(`More than ${PER_MINUTE} questions a minute; ask again in ${after}. No letter may go meanwhile.`);
  }
}

/** `verdict` stands in every refusal, so that a system which looks at nothing else does not send. */
const refuse = (reply: FastifyReply, status: number, error: string, message: string): FastifyReply =>
  reply.code(status).send({ error, message, verdict: 'hold' });

function tell(reply: FastifyReply, answer: GateAnswer): FastifyReply {
  switch (answer.outcome) {
    case 'unknown':
      return refuse(reply, 404, 'unknown', 'No invoice has this id.');
    case 'stale':
      return reply
        .code(503)
        .send({ error: 'stale', message: `No letter may go: ${answer.why}.`, ...answer.verdict });
    case 'verdict':
    case 'not_overdue':
      return reply.send(answer.verdict);
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE / 1000} s`)), PATIENCE);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
