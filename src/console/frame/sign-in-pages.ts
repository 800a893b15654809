import '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MINUTE } from '../../calendar/time.ts';
import { comesFromUs, ownPath } from '../door/own-pages.ts';
import { giveSession, goesInPrivate, knownAs, sessionToken } from '../door/session-cookie.ts';
import { closeSession, judgePassword, openSession } from '../door/sign-in.ts';
import type { Printer } from './printer.ts';
import type { ConsoleWorld } from './routes.ts';

/** Tries a minute from one address, whatever names they are for. */
const TRIES = 20;

const credentials = z.object({
  name: z.string().trim().toLowerCase().max(100),
  password: z.string().max(1_000),
  next: z.string().optional(),
});
const query = z.object({ next: z.string().optional().catch(undefined) });

/** The page on which one signs in, and its form: the only ones for those who are not signed in. */
export function addSignIn(
  server: FastifyInstance,
  { databases, clock }: ConsoleWorld,
  printer: Printer,
): void {
  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    next: string | undefined,
    fault: { readonly key: string; readonly minutes: number } | null,
    status = 200,
  ) => printer.print(request, reply, { view: 'sign-in', data: { next: ownPath(next), fault }, status }, null);

  // Before the form is shown, and before what somebody typed is read.
  const preParsing = async (request: FastifyRequest, reply: FastifyReply) =>
    goesInPrivate(request)
      ? undefined
      : printer.print(request, reply, { view: 'refused', data: INSECURE, status: 403 }, null);
  server.get('/sign-in', { exposeHeadRoute: false, preParsing }, async (request, reply) =>
    show(request, reply, query.parse(request.query ?? {}).next, null),
  );
  // Counted before the form is looked at, beside the tries that each name has.
  const limited = { preParsing, config: { rateLimit: { max: TRIES, timeWindow: MINUTE } } };
  server.post('/sign-in', limited, async (request, reply) => {
    if (!comesFromUs(request))
      return printer.print(request, reply, { view: 'refused', data: FORGED, status: 403 }, null);
    const given = credentials.safeParse(request.body);
    if (!given.success) return show(request, reply, undefined, WRONG, 400);
    const { name, password, next } = given.data;
    const [pool, now] = [databases.ledgerPool, clock.now()];
    const judged = await judgePassword(pool, name, password, now);
    if (judged.outcome === 'wrong') return show(request, reply, next, WRONG, 401);
    if (judged.outcome === 'locked') {
      const minutes = Math.ceil((judged.until - now) / MINUTE);
      return show(request, reply, next, { key: 'locked', minutes }, 429);
    }
    await closeSession(pool, sessionToken(request), now, knownAs(request));
    const { token } = await openSession(pool, name, now, knownAs(request));
    return giveSession(request, reply, token).redirect(ownPath(next), 303);
  });
}

const WRONG = { key: 'wrong', minutes: 0 };
const INSECURE = { refusal: 'insecure', detail: '' };
const FORGED = { refusal: 'forged', detail: '' };
