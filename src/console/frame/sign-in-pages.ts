import '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Instant, MINUTE } from '../../calendar/time.ts';
import { acceptInvitation, whoIsInvited } from '../door/invite.ts';
import { comesFromUs, ownPath } from '../door/own-pages.ts';
import { passwordFault } from '../door/password.ts';
import { askForCode, hasSecondFactor, judgeCode } from '../door/second-factor.ts';
import { giveSession, goesInPrivate, knownAs, sessionToken } from '../door/session-cookie.ts';
import { closeSession, judgePassword, openSession } from '../door/sign-in.ts';
import type { Printer } from './printer.ts';
import type { ConsoleWorld } from './routes.ts';

/** Tries a minute from one address, whatever names they are for. */
const TRIES = 20;

const text = z.string().max(1_000);
const credentials = z.object({
  name: z.string().trim().toLowerCase().max(100),
  password: text,
  next: z.string().optional(),
});
const code = z.object({ token: text, code: z.string().trim().max(100), next: z.string().optional() });
const accepting = z.object({ token: text, password: text, again: text });
const query = z.object({ next: z.string().optional().catch(undefined) });
const link = z.object({ token: text.catch('') }).catch({ token: '' });

interface SignInFault {
  readonly key: string;
  readonly minutes: number;
}

/** The pages on which one signs in, or takes an invitation: the only ones for those who are not signed in. */
export function addSignIn(server: FastifyInstance, world: ConsoleWorld, printer: Printer): void {
  // Before a form is shown, and before what somebody typed is read.
  const preParsing = async (request: FastifyRequest, reply: FastifyReply) =>
    goesInPrivate(request)
      ? undefined
      : printer.print(request, reply, { view: 'refused', data: INSECURE, status: 403 }, null);
  const desk = new SignInDesk(world, printer);
  // Counted before the form is looked at, beside the tries that each name has.
  const limited = { preParsing, config: { rateLimit: { max: TRIES, timeWindow: MINUTE } } };
  const fromUs =
    (answer: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
    async (request: FastifyRequest, reply: FastifyReply) =>
      comesFromUs(request)
        ? answer(request, reply)
        : printer.print(request, reply, { view: 'refused', data: FORGED, status: 403 }, null);
  server.get('/sign-in', { exposeHeadRoute: false, preParsing }, async (request, reply) =>
    desk.show(request, reply, query.parse(request.query ?? {}).next, null),
  );
  server.post('/sign-in', limited, fromUs(desk.signIn));
  server.post('/sign-in/code', limited, fromUs(desk.takeCode));
  server.get('/invitation', { ...limited, exposeHeadRoute: false }, desk.showInvitation);
  server.post('/invitation', limited, fromUs(desk.accept));
}

class SignInDesk {
  readonly #world: ConsoleWorld;
  readonly #printer: Printer;

  constructor(world: ConsoleWorld, printer: Printer) {
    this.#world = world;
    this.#printer = printer;
  }

  show(
    request: FastifyRequest,
    reply: FastifyReply,
    next: string | undefined,
    fault: SignInFault | null,
    status = 200,
  ) {
    return this.#print(request, reply, 'sign-in', { next: ownPath(next), fault }, status);
  }

  signIn = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const given = credentials.safeParse(request.body);
    if (!given.success) return this.show(request, reply, undefined, WRONG, 400);
    const { name, password, next } = given.data;
    const { pool, now } = this.#here();
    const judged = await judgePassword(pool, name, password, now);
    if (judged.outcome === 'wrong') return this.show(request, reply, next, WRONG, 401);
    if (judged.outcome === 'locked')
      return this.show(request, reply, next, lockedFor(judged.until, now), 429);
    if (!(await hasSecondFactor(pool, name))) return this.#enter(request, reply, name, next);
    const token = await askForCode(pool, name, now, knownAs(request));
    return this.#askCode(request, reply, { token, next: ownPath(next), fault: null });
  };

  takeCode = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const given = code.safeParse(request.body);
    if (!given.success) return this.show(request, reply, undefined, OVER, 400);
    const { token, code: typed, next } = given.data;
    const { pool, now } = this.#here();
    const judged = await judgeCode(pool, token, typed, now, knownAs(request));
    if (judged.outcome === 'right') return this.#enter(request, reply, judged.userName, next);
    if (judged.outcome === 'over') return this.show(request, reply, next, OVER, 401);
    const fault = judged.outcome === 'locked' ? lockedFor(judged.until, now) : WRONG_CODE;
    const status = judged.outcome === 'locked' ? 429 : 401;
    return this.#askCode(request, reply, { token, next: ownPath(next), fault }, status);
  };

  showInvitation = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { token } = link.parse(request.query ?? {});
    const { pool, now } = this.#here();
    return this.#invitation(request, reply, token, await whoIsInvited(pool, token, now), null);
  };

  accept = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const given = accepting.safeParse(request.body);
    if (!given.success) return this.#invitation(request, reply, '', null, null);
    const { token, password, again } = given.data;
    const { pool, now } = this.#here();
    const name = await whoIsInvited(pool, token, now);
    if (name === null) return this.#invitation(request, reply, token, null, null);
    const fault = password === again ? passwordFault(password, name) : 'again';
    if (fault !== null) return this.#invitation(request, reply, token, name, fault);
    if (!(await acceptInvitation(pool, { token, name, password }, now)))
      return this.#invitation(request, reply, token, null, null);
    // A link that was read by somebody else opens no second door.
    if (await hasSecondFactor(pool, name)) return reply.redirect('/sign-in', 303);
    return this.#enter(request, reply, name, '/');
  };

  async #enter(request: FastifyRequest, reply: FastifyReply, name: string, next: string | undefined) {
    const { pool, now } = this.#here();
    await closeSession(pool, sessionToken(request), now, knownAs(request));
    const { token } = await openSession(pool, name, now, knownAs(request));
    return giveSession(request, reply, token).redirect(ownPath(next), 303);
  }

  #here() {
    return { pool: this.#world.databases.ledgerPool, now: this.#world.clock.now() };
  }

  #askCode(request: FastifyRequest, reply: FastifyReply, data: object, status = 200) {
    return this.#print(request, reply, 'sign-in-code', data, status);
  }

  #invitation(
    request: FastifyRequest,
    reply: FastifyReply,
    token: string,
    name: string | null,
    fault: string | null,
  ) {
    const status = name === null ? 410 : fault === null ? 200 : 422;
    return this.#print(request, reply, 'invitation', { token, name, fault }, status);
  }

  #print(request: FastifyRequest, reply: FastifyReply, view: string, data: object, status: number) {
    return this.#printer.print(request, reply, { view, data, status }, null);
  }
}

const lockedFor = (until: Instant, now: Instant): SignInFault => ({
  key: 'locked',
  minutes: Math.ceil((until - now) / MINUTE),
});
const WRONG: SignInFault = { key: 'wrong', minutes: 0 };
const WRONG_CODE: SignInFault = { key: 'wrong_code', minutes: 0 };
const OVER: SignInFault = { key: 'code_over', minutes: 0 };
const INSECURE = { refusal: 'insecure', detail: '' };
const FORGED = { refusal: 'forged', detail: '' };
