import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { databaseFault, isUnfitValue } from '../../database/database-fault.ts';
import { comesFromUs, ownPath } from '../door/own-pages.ts';
import { may } from '../door/roles.ts';
import { consoleBase, giveSession, knownAs, sessionToken } from '../door/session-cookie.ts';
import { type Session, sessionOf } from '../door/sign-in.ts';
import { noticeQuery } from './notice.ts';
import type { Printer } from './printer.ts';
import { readerOf } from './reader.ts';
import {
  type ConsoleWorld,
  NotThere,
  NotUnderstood,
  type Route,
  type RouteAnswer,
  type Visit,
} from './routes.ts';

/**
 * Adds the routes of signed-in users. Before any of them answers: there is a session, its user may do this, and a form
 * carries the session's token and comes from our own pages. A route that lacks a right cannot be written down.
 */
export function addRoutes(
  server: FastifyInstance,
  world: ConsoleWorld,
  printer: Printer,
  routes: readonly Route[],
): void {
  const desk = new FrontDesk(world, printer);
  for (const route of routes) {
    server.route({
      method: route.method,
      url: route.url,
      exposeHeadRoute: false,
      ...('bodyLimit' in route && route.bodyLimit !== undefined ? { bodyLimit: route.bodyLimit } : {}),
      // Before the body is read: a stranger's is not worth the memory.
      onRequest: async (request, reply) => desk.letIn(request, reply, route),
      handler: async (request, reply) => desk.answer(request, reply, route),
    });
  }
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, async (request, reply) =>
    desk.notThere(request, reply),
  );
  server.setErrorHandler(async (error, request, reply) => desk.failed(error, request, reply));
}

class FrontDesk {
  readonly #world: ConsoleWorld;
  readonly #printer: Printer;
  readonly #sessions = new WeakMap<FastifyRequest, Session>();

  constructor(world: ConsoleWorld, printer: Printer) {
    this.#world = world;
    this.#printer = printer;
  }

  async letIn(request: FastifyRequest, reply: FastifyReply, route: Route): Promise<unknown> {
    reply.header('cache-control', 'no-store');
    const { databases, clock } = this.#world;
    const session = await sessionOf(
      databases.ledgerPool,
      sessionToken(request),
      clock.now(),
      knownAs(request),
    );
    if (!session) {
      if (route.method === 'POST') return this.#refuse(request, reply, 401, 'signed_out');
      const next = request.url === '/' ? '' : `?next=${encodeURIComponent(request.url)}`;
      return reply.redirect(`/sign-in${next}`, 303);
    }
    this.#sessions.set(request, session);
    if (session.user.mustChange && route.right !== 'account') return reply.redirect('/account', 303);
    if (!may(session.user.role, route.right)) return this.#refuse(request, reply, 403, 'not_allowed');
    if (route.method === 'POST' && !comesFromUs(request)) return this.#refuse(request, reply, 403, 'forged');
    return undefined;
  }

  async answer(request: FastifyRequest, reply: FastifyReply, route: Route): Promise<unknown> {
    const session = this.#sessions.get(request);
    if (!session) throw new Error('a route was answered without a session');
    if (route.method === 'POST' && !carriesToken(request, session.csrf))
      return this.#refuse(request, reply, 403, 'forged');
    const visit = this.#visitOf(request, session);
    // No id of anything holds the character 0, and no database takes it.
    if (Object.values(visit.params).some((part) => part.includes('\0'))) throw new NotThere();
    const answer = await route.answer(visit, route.method === 'POST' ? request.body : request.query);
    return this.#send(request, reply, answer, session.csrf);
  }

  async #send(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: RouteAnswer,
    csrf: string,
  ): Promise<unknown> {
    if ('to' in answer) {
      const { session, notice } = answer;
      if (session !== undefined) giveSession(request, reply, session.token);
      const sealed = notice === undefined ? null : noticeQuery(notice, session?.csrf ?? csrf);
      return reply.redirect(withQuery(ownPath(answer.to), sealed), 303);
    }
    if ('body' in answer) {
      return reply
        .code(answer.status ?? 200)
        .type(answer.type)
        .headers(answer.headers ?? {})
        .send(answer.body);
    }
    return this.#page(request, reply, answer.view, answer.data, answer.status ?? 200);
  }

  notThere(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    return this.#refuse(request, reply, 404, 'not_there');
  }

  async failed(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (error instanceof NotThere) return this.#refuse(request, reply, 404, 'not_there');
    if (error instanceof NotUnderstood)
      return this.#refuse(request, reply, 400, 'not_understood', error.message);
    const status = statusOf(error);
    if (status === 429) return this.#refuse(request, reply, 429, 'too_many');
    if (status !== null && status < 500) return this.#refuse(request, reply, status, 'not_understood');
    if (isUnfitValue(error)) {
      this.#world.log.warn({ err: error }, 'the console was asked for what no database understands');
      return this.#refuse(request, reply, 400, 'not_understood');
    }
    this.#world.log.error({ err: error }, `the console could not answer. ${databaseFault(error) ?? ''}`);
    return this.#refuse(request, reply, databaseFault(error) === null ? 500 : 503, 'failed');
  }

  #refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    key: string,
    detail = '',
  ): Promise<unknown> {
    return this.#page(request, reply, 'refused', { refusal: key, detail }, status);
  }

  #page(
    request: FastifyRequest,
    reply: FastifyReply,
    view: string,
    data: object,
    status: number,
  ): Promise<unknown> {
    return this.#printer.print(request, reply, { view, data, status }, this.#sessions.get(request) ?? null);
  }

  #visitOf(request: FastifyRequest, session: Session): Visit {
    const { say, language, locale, timeZone } = readerOf(request, session.user, this.#world.rules.company);
    const params = request.params as Record<string, string>;
    const { user, tokenHash } = session;
    return {
      user,
      tokenHash,
      knownAs: knownAs(request),
      base: consoleBase(request),
      now: this.#world.clock.now(),
      language,
      locale,
      timeZone,
      say,
      params,
    };
  }
}

function withQuery(path: string, query: URLSearchParams | null): string {
  if (query === null) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

function carriesToken({ headers, body }: FastifyRequest, csrf: string): boolean {
  const inForm = typeof body === 'object' && body !== null && 'csrf' in body ? body.csrf : undefined;
  const given = headers['x-csrf-token'] ?? inForm;
  if (typeof given !== 'string') return false;
  const [theirs, ours] = [Buffer.from(given), Buffer.from(csrf)];
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}

function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' ? error.statusCode : null;
}
