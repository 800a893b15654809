import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Instant } from '../../calendar/time.ts';
import type { PolicyTexts } from '../../policy/parse.ts';
import type { Transport } from '../../post/server/transport.ts';
import type { World } from '../../round/round.ts';
import type { Config } from '../../settings/config.ts';
import type { DraftDesk } from '../desk/draft-desk.ts';
import type { Right } from '../door/roles.ts';
import type { NewSession, Session } from '../door/sign-in.ts';
import type { PageNotice } from './notice.ts';
import type { PageLanguage, Say } from './say.ts';

/** What the worker gives the console. */
export interface ConsoleSetup extends World {
  readonly config: Config;
  readonly log: Logger;
  /** The policy's file. */
  readonly policyFile: string;
  /** As it was read at the start. */
  readonly policyTexts: PolicyTexts;
}

/** What the console's pages work with. */
export interface ConsoleWorld extends ConsoleSetup {
  /** The one process that judges drafts. */
  readonly desk: DraftDesk;
  /** For test letters alone: what customers get goes through the outbox. */
  readonly transport: Transport;
}

/** One request of somebody who is signed in and may make it. */
export interface Visit {
  readonly user: Session['user'];
  readonly tokenHash: string;
  /** The name and port by which their browser knows us. */
  readonly knownAs: string;
  /** The same with its scheme: where a link to us leads. */
  readonly base: string;
  readonly now: Instant;
  readonly language: PageLanguage;
  /** BCP 47: the language as the company's country writes days. */
  readonly locale: string;
  /** IANA name: the user's, else the company's. Moments are shown on its clocks. */
  readonly timeZone: string;
  /** Sentences in the user's language. */
  readonly say: Say;
  /** Parts of the path: `/letters/:id`. */
  readonly params: Readonly<Record<string, string>>;
}

/** A page: its view in views/, and what the view shows. `status` is 200 unless said otherwise. */
export interface Shown {
  readonly view: string;
  /** What is not there is null: a view that names something absent fails. */
  readonly data: object;
  readonly status?: number;
}

/** Where to go after something was done, and what to say there. */
export interface Done {
  readonly to: string;
  readonly notice?: PageNotice;
  /** A new session, in place of the one that asked. */
  readonly session?: NewSession;
}

/** Something that is no page: a file, or the HTML of a letter. */
export interface RawAnswer {
  readonly type: string;
  readonly body: string | NodeJS.ReadableStream;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
}

/** What a route answers with. */
export type RouteAnswer = Shown | RawAnswer | Done;

/** A page or file that is asked for: reads, and changes nothing. */
export interface PageRoute {
  readonly method: 'GET';
  readonly url: string;
  readonly right: Right;
  /** Throws NotThere when there is no such thing. */
  answer(visit: Visit, query: unknown): Promise<RouteAnswer>;
}

/** A form that is sent: its CSRF token is looked at before. */
export interface FormRoute {
  readonly method: 'POST';
  readonly url: string;
  readonly right: Right;
  /** Bytes; 64 KB unless said otherwise. */
  readonly bodyLimit?: number;
  answer(visit: Visit, body: unknown): Promise<RouteAnswer>;
}

export type Route = PageRoute | FormRoute;

/** There is no such letter, customer, version. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

/** A form or an address that cannot be understood; told as it is. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

/** A page that takes its query by a schema, which says what stands for a part that does not fit. @throws NotUnderstood where it does not */
export const page = <Query>(
  url: string,
  right: Right,
  query: z.ZodType<Query>,
  answer: (visit: Visit, query: Query) => Promise<RouteAnswer>,
): PageRoute => ({
  method: 'GET',
  url,
  right,
  answer: (visit, raw) => answer(visit, parsed(query, raw)),
});

/** A form that takes its fields by a schema. @throws NotUnderstood when they do not fit */
export const form = <Body>(
  url: string,
  right: Right,
  body: z.ZodType<Body>,
  answer: (visit: Visit, body: Body) => Promise<RouteAnswer>,
  bodyLimit?: number,
): FormRoute => ({
  method: 'POST',
  url,
  right,
  ...(bodyLimit === undefined ? {} : { bodyLimit }),
  answer: (visit, raw) => answer(visit, parsed(body, raw)),
});

function parsed<Value>(schema: z.ZodType<Value>, raw: unknown): Value {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  throw new NotUnderstood(
    read.error.issues.map(({ path, message }) => `${path.join('.') || 'the form'}: ${message}`).join('; '),
  );
}
