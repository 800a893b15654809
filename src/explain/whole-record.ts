import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type DataRequest, type KeptRow, keptOf, rememberTold } from '../ledger/history/kept-of.ts';
import { letterInFull } from '../ledger/letters/letter-in-full.ts';
import { TemplateShelf } from '../post/letter/template-shelf.ts';
import { wordsAsSent } from '../post/letter/words-as-sent.ts';
import { capturedFiles } from '../post/server/captured-files.ts';
import type { World } from '../round/round.ts';
import type { Config } from '../settings/config.ts';
import { isCustomer } from '../source/find/find-owed.ts';

/** All that is kept of a customer, as the file has it that they are given. */
export interface WholeRecord {
  readonly customer_id: string;
  readonly told_at: string;
  readonly told_by: string;
  readonly why: string;
  /** Rows by table. */
  readonly tables: Readonly<Record<string, readonly KeptRow[]>>;
  /** What each letter of `tables.letters` says, where it can still be said. */
  readonly words: readonly { readonly letter: string; readonly subject: string; readonly text: string }[];
  readonly history: readonly KeptRow[];
  readonly rounds: readonly object[];
  /** Mails that were captured on this machine because no mail server is set. */
  readonly captured_mails: readonly { readonly file: string; readonly mail: string }[];
  readonly forgotten_at: string | null;
  /** What this file does not reach. */
  readonly not_in_it: readonly string[];
}

const NOT_IN_IT = [
  'the tables of the company itself (customers, orders, invoices, payments …), which Tidings only reads',
  'letters that were sent, where their readers and mail servers keep them',
  'logs, and backups of the database',
  'letters that were captured on other machines',
];

/**
 * Puts together all that is kept of a customer, and writes into the history that it was told; null: nobody has this id, in our
 * tables or the company's. The twin of `forget`: what that removes, this tells.
 */
export async function wholeRecord(
  { databases, rules, config }: Pick<World, 'databases' | 'rules'> & { readonly config: Config },
  telling: DataRequest,
): Promise<WholeRecord | null> {
  const { customerId, by, why, at } = telling;
  const pool = databases.ledgerPool;
  const kept = await keptOf(pool, customerId);
  const letters = (kept.tables.letters ?? []).map(({ id, kind, facts }) => ({
    id: String(id),
    kind: String(kind),
    customerId,
    today: todayIn(facts),
  }));
  const files = await capturedFiles(path.join(config.home, 'outbox'), customerId, letters);
  const counts = {
    ...Object.fromEntries(Object.entries(kept.tables).map(([table, rows]) => [table, rows.length])),
    history: kept.history.length,
    rounds: kept.rounds.length,
    captured_mails: files.length,
  };
  const nothing = kept.forgottenAt === null && Object.values(counts).every((count) => count === 0);
  if (nothing && !(await isCustomer(databases.sourcePool, rules.sourceSchema, customerId))) return null;
  const record: WholeRecord = {
    customer_id: customerId,
    told_at: new Date(at).toISOString(),
    told_by: by,
    why,
    tables: kept.tables,
    words: await wordsOf(databases, letters),
    history: kept.history,
    rounds: kept.rounds,
    captured_mails: await Promise.all(
      files.map(async (file) => ({ file: path.basename(file), mail: await readFile(file, 'utf8') })),
    ),
    forgotten_at: kept.forgottenAt?.toISOString() ?? null,
    not_in_it: NOT_IN_IT,
  };
  await rememberTold(pool, telling, counts);
  return record;
}

const todayIn = (facts: unknown): string =>
  typeof facts === 'object' && facts !== null && 'today' in facts && typeof facts.today === 'string'
    ? facts.today
    : '';

async function wordsOf(
  { ledgerPool }: World['databases'],
  letters: readonly { readonly id: string }[],
): Promise<WholeRecord['words']> {
  const said: { letter: string; subject: string; text: string }[] = [];
  const shelf = new TemplateShelf(ledgerPool);
  for (const { id } of letters) {
    const letter = await letterInFull(ledgerPool, id);
    const words = letter === null ? null : await wordsAsSent(ledgerPool, letter, shelf);
    if (words !== null && 'words' in words)
      said.push({ letter: id, subject: words.words.subject, text: words.words.text });
  }
  return said;
}
