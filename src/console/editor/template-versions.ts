import { z } from 'zod';
import { listPublications, readPublication } from '../../ledger/documents/publications.ts';
import { restore } from '../../ledger/documents/restore.ts';
import { form, NotThere, page, type Route, type Shown, type Visit } from '../frame/routes.ts';
import { documentPath } from './edit-form.ts';
import { lettersCompared } from './letters-compared.ts';
import { lineDiff } from './line-diff.ts';
import { type ShownFault, shownFaults } from './look.ts';
import { publisherOf, reason, versionsAt } from './template-publishing.ts';
import type { Workbench } from './workbench.ts';

/** In place of a publication's number: the file that Tidings brings. */
const SHIPPED = 'shipped';
const version = z.union([z.literal(SHIPPED), z.string().regex(/^\d{1,15}$/)]);
const query = z.object({ path: documentPath, id: version.nullish().catch(null) });
const restoreForm = z.object({ path: documentPath, id: version, why: reason });

/** What was published of a document, by whom and why; and the way back. */
export function versionPages(bench: Workbench): readonly Route[] {
  const pool = bench.world.databases.ledgerPool;
  return [
    page('/templates/versions', 'read', query, async (visit, { path, id }) =>
      versions(bench, visit, path, id ?? null),
    ),
    form('/templates/restore', 'write', restoreForm, async (visit, { path, id, why }) => {
      const tried = (fault: string, status: number, faults: readonly ShownFault[] = []) =>
        versions(bench, visit, path, id, { fault, faults, status });
      if (why === '') return tried('no_reason', 422);
      const { edited } = await bench.open(path, null);
      const result = await restore(
        pool,
        path,
        id === SHIPPED ? null : id,
        publisherOf(visit, why),
        (source) => bench.check(source),
      );
      if (!result) throw new NotThere();
      if (result.kind === 'refused') return tried('refused', 422, shownFaults(edited, result.faults));
      const key = result.kind === 'published' ? 'restored' : 'unchanged';
      return { to: versionsAt(path), notice: { key, with: { path } } };
    }),
  ];
}

async function versions(
  bench: Workbench,
  { tokenHash, say }: Visit,
  path: string,
  id: string | null,
  tried: {
    readonly fault: string | null;
    readonly faults: readonly ShownFault[];
    readonly status: number;
  } = {
    fault: null,
    faults: [],
    status: 200,
  },
): Promise<Shown> {
  const pool = bench.world.databases.ledgerPool;
  const { edited, draft } = await bench.open(path, null);
  const { shipped, taken } = await bench.inForce();
  const content =
    id === SHIPPED ? shipped.get(path) : id === null ? undefined : await contentOf(bench, path, id);
  if (id !== null && content === undefined) throw new NotThere();
  const list = await listPublications(pool, path);
  return {
    view: 'template-versions',
    status: tried.status,
    data: {
      path,
      hasDraft: draft !== null,
      versions: list.map((each, nth) => ({ ...each, inForce: nth === 0, chosen: each.id === id })),
      shippedInForce: (edited.publication?.content ?? null) === null,
      taken: taken.get(path) ?? [],
      shippedChosen: id === SHIPPED,
      chosen:
        content === undefined
          ? null
          : {
              id,
              diff: lineDiff(edited.inForce, content),
              ...(await lettersCompared(bench, tokenHash, say, edited, content)),
            },
      fault: tried.fault,
      faults: tried.faults,
    },
  };
}

/** The text of a publication; one that put the shipped file in force again has that of this day. */
async function contentOf(bench: Workbench, path: string, id: string): Promise<string | undefined> {
  const found = await readPublication(bench.world.databases.ledgerPool, path, id);
  if (!found) return undefined;
  return found.content ?? (await bench.inForce()).shipped.get(path);
}
