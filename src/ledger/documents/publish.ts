import type { Pool, PoolClient } from 'pg';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { changedBy, ledger } from '../../database/query.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import type { Fault, Sample } from '../../letters/check/fault.ts';
import { publishingFaults } from '../../letters/check/publishing-faults.ts';
import { hashOf, laidOver } from '../../letters/template/documents.ts';
import { plainSource } from '../../letters/template/mjml-document.ts';
import type { TemplateSource } from '../../letters/template/template.ts';
import { type DocumentsInForce, readInForce } from './documents-in-force.ts';
import { readSamples } from './letter-samples.ts';
import { publicationsMark } from './publications.ts';

/** The new text of a document. */
export interface DocumentChange {
  readonly path: string;
  /** Null: the shipped file again. */
  readonly content: string | null;
  /** What the change was made on: a publication (null: none), or the hash of a text. Left out: whatever is in force. */
  readonly basis?: { readonly publication: string | null } | { readonly hash: string };
  /** The publication that it puts in force again. */
  readonly restores?: string;
  /** The revision of the draft that ends with it. */
  readonly draft?: number;
}

/** A document that somebody else published since. */
export interface Conflict {
  readonly path: string;
  readonly mine: string | null;
  /** The text in force. */
  readonly theirs: string;
  readonly by: string | null;
}

/** What became of it; nothing is published unless all is. `unchanged`: all of it is in force already. */
export type Published =
  | { readonly kind: 'published'; readonly paths: readonly string[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] }
  | { readonly kind: 'draft changed' };

/** A person who publishes, and their reason. */
export interface Publisher {
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
}

/** Judges one letter with its samples, as letters/check/check.ts does; perhaps in a process of its own. */
export type Check = (source: TemplateSource, samples: readonly Sample[]) => Promise<readonly Fault[]>;

/** One number for all who publish on this database: one after the other. */
export const PUBLISH_LOCK = 8_026_005;
/** Times that others may publish something else while this is being checked. */
const MOST_TRIES = 5;

class DraftChanged extends Error {}

/**
 * Publishes texts of documents, all or none, in a person's name. There is no other way in: what is published was checked
 * against everything else that is in force at that moment.
 * @throws ConfigurationFailure when the person or the reason is missing
 */
export async function publish(
  pool: Pool,
  changes: readonly DocumentChange[],
  publisher: Publisher,
  check: Check,
): Promise<Published> {
  if (publisher.by.trim() === '' || publisher.why.trim() === '')
    throw new ConfigurationFailure('Say who publishes and why, for whoever asks later.');
  const plain = changes.map((change) => ({ ...change, content: plainly(change.content) }));
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const inForce = await readInForce(pool);
    const conflicts = plain.flatMap((change) => conflictOf(inForce, change));
    if (conflicts.length > 0) return { kind: 'conflict', conflicts };
    const real = plain.filter((change) => !isInForce(inForce, change));
    const faults = await publishingFaults(
      { ...inForce, documents: inForce.laid },
      laidOver(textsOf(inForce, real), inForce.shipped, inForce.languages),
      async (source) => check(source, await readSamples(source.letter, source.language)),
    );
    if (faults.length > 0) return { kind: 'refused', faults };
    const written = await write(pool, plain, real, publisher, inForce.mark);
    if (written !== null) return written;
  }
  throw new RunFailure(
    'Others keep publishing meanwhile; nothing of this was published. Try again in a minute.',
  );
}

/** A browser sends other line ends than a file has: they are no change. */
const plainly = (content: string | null): string | null => (content === null ? null : plainSource(content));

function conflictOf({ documents, published }: DocumentsInForce, change: DocumentChange): Conflict[] {
  const { path, content, basis } = change;
  const theirs = documents.get(path);
  if (basis === undefined || theirs === undefined) return [];
  const current = published.get(path);
  const same = 'hash' in basis ? basis.hash === hashOf(theirs) : basis.publication === (current?.id ?? null);
  return same ? [] : [{ path, mine: content, theirs, by: current?.by ?? null }];
}

/** Where nothing was published, no publication says so. */
const isInForce = ({ documents, published }: DocumentsInForce, { path, content }: DocumentChange): boolean =>
  content === null ? (published.get(path)?.content ?? null) === null : documents.get(path) === content;

const textsOf = (
  { shipped }: DocumentsInForce,
  changes: readonly DocumentChange[],
): ReadonlyMap<string, string> =>
  new Map(changes.map(({ path, content }) => [path, content ?? shipped.get(path) ?? '']));

/** Null: something was published since `mark`, and nothing is written. */
async function write(
  pool: Pool,
  changes: readonly DocumentChange[],
  real: readonly DocumentChange[],
  publisher: Publisher,
  mark: string,
): Promise<Published | null> {
  try {
    return await inTheNameOf(pool, { who: publisher.by, why: publisher.why }, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [PUBLISH_LOCK]);
      if ((await publicationsMark(client)) !== mark) return null;
      for (const change of real) await add(client, change, publisher);
      for (const { path, draft } of changes) if (draft !== undefined) await endDraft(client, path, draft);
      if (real.length === 0) return { kind: 'unchanged' };
      return { kind: 'published', paths: real.map(({ path }) => path) };
    });
  } catch (error) {
    if (error instanceof DraftChanged) return { kind: 'draft changed' };
    throw error;
  }
}

const add = (client: PoolClient, { path, content, restores }: DocumentChange, { by, why, at }: Publisher) =>
  changedBy(
    client,
    ledger.insertInto('publications').values({
      path,
      content,
      hash: content === null ? null : hashOf(content),
      by,
      at: dateOf(at),
      why,
      restores: restores ?? null,
    }),
  );

/** What was saved while it was checked was not checked. @throws DraftChanged */
async function endDraft(client: PoolClient, path: string, revision: number): Promise<void> {
  const draft = ledger.deleteFrom('drafts').where('path', '=', path).where('revision', '=', revision);
  if ((await changedBy(client, draft)) !== 1) throw new DraftChanged();
}
