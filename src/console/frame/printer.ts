import type { FastifyReply, FastifyRequest } from 'fastify';
import { may, type Right } from '../door/roles.ts';
import type { Session } from '../door/sign-in.ts';
import type { Assets } from './assets.ts';
import { type NavCounts, navCounts } from './nav-counts.ts';
import { noticeIn } from './notice.ts';
import { readerOf } from './reader.ts';
import type { ConsoleWorld, Shown } from './routes.ts';
import { type Reader, Views } from './views.ts';

/** Prints pages: a view with the frame that all of them share. */
export class Printer {
  readonly #world: ConsoleWorld;
  readonly #assets: Assets;
  readonly #views = new Views();

  constructor(world: ConsoleWorld, assets: Assets) {
    this.#world = world;
    this.#assets = assets;
  }

  /** @param session of whoever asks; null: nobody is signed in */
  async print(
    request: FastifyRequest,
    reply: FastifyReply,
    { view, data, status = 200 }: Shown,
    session: Session | null,
  ): Promise<unknown> {
    const reader = readerOf(request, session?.user ?? null, this.#world.rules.company);
    const counts = session && !session.user.mustChange ? await navCounts(this.#world) : null;
    const frame = { ...frameOf(request, reader, session, this.#world, this.#assets), counts: counts ?? NONE };
    const html = await this.#views.render(view, { ...frame, ...data }, reader);
    return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
  }
}

const NONE: NavCounts = { waiting: null, letters: null, tasks: null };
/** Lists and figures: what stands on them is another in an hour. Pages to write on are left alone. */
const GO_STALE: ReadonlySet<string> = new Set([
  '/',
  '/waiting',
  '/money',
  '/letters',
  '/tasks',
  '/week',
  '/rounds',
  '/mail',
  '/backlog',
]);

/** What every page shows around its own: who is signed in, what they may, where they are, what was just done. */
function frameOf(
  request: FastifyRequest,
  { say, language }: Reader,
  session: Session | null,
  { rules }: ConsoleWorld,
  assets: Assets,
): object {
  const path = request.url.split('?', 1)[0] ?? '/';
  const mayThey = (right: Right): boolean => session !== null && may(session.user.role, right);
  return {
    assets,
    company: rules.company.name,
    // Pages about letters have a language of their own, the letter's.
    pageLanguage: language,
    path,
    section: `/${path.split('/')[1] ?? ''}`,
    goesStale: request.method === 'GET' && GO_STALE.has(path),
    user: session && !session.user.mustChange ? { name: session.user.name, role: session.user.role } : null,
    csrf: session?.csrf ?? null,
    may: {
      write: mayThey('write'),
      release: mayThey('release'),
      administer: mayThey('administer'),
    },
    notice: session && noticeIn(request.query, session.csrf, say),
  };
}
