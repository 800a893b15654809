import { z } from 'zod';
import { draftTexts } from '../../ledger/documents/drafts.ts';
import { linesWith } from '../../letters/editing/code-search.ts';
import { publishable } from '../../letters/template/documents.ts';
import { type ConsoleWorld, NotThere, page, type Route } from '../frame/routes.ts';
import { documentPath } from './edit-form.ts';
import type { Workbench } from './workbench.ts';

/** More lines are a search for something else. */
const MOST_HITS = 200;

const query = z.object({
  q: z.string().max(200).catch(''),
  /** One file; none: all of them. */
  path: documentPath.optional().catch(undefined),
});

/** Search in the code of letters: of one file that can be edited or of all, as drafts have it, else as it is in force. */
export const codeSearchPages = (
  bench: Workbench,
  { databases }: Pick<ConsoleWorld, 'databases'>,
): readonly Route[] => [
  page('/templates/search', 'read', query, async (_visit, { q, path }) => {
    const documents = publishable((await bench.inForce()).documents);
    if (path !== undefined && !documents.has(path)) throw new NotThere(path);
    const drafts = await draftTexts(databases.ledgerPool);
    const texts = new Map(
      [...documents]
        .filter(([each]) => path === undefined || each === path)
        .map(([each, text]) => [each, drafts.get(each) ?? text] as const),
    );
    const { hits, more } = linesWith(texts, q, MOST_HITS);
    return {
      view: 'code-search',
      data: {
        q,
        path: path ?? null,
        hits: hits.map((hit) => ({ ...hit, isDraft: drafts.has(hit.path) })),
        more,
      },
    };
  }),
];
