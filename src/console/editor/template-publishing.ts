import { z } from 'zod';
import { discardDraft, readDraft } from '../../ledger/documents/drafts.ts';
import type { Publisher } from '../../ledger/documents/publish.ts';
import { publishDraft } from '../../ledger/documents/publish-draft.ts';
import { form, NotThere, page, type Route, type Shown, type Visit } from '../frame/routes.ts';
import { documentPath } from './edit-form.ts';
import { sourceWith } from './edited.ts';
import { lettersCompared } from './letters-compared.ts';
import { lineDiff } from './line-diff.ts';
import { type ShownFault, shownFaults } from './look.ts';
import type { Workbench } from './workbench.ts';

export const reason = z.string().trim().max(500);
const revision = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const publishForm = z.object({ path: documentPath, revision, why: reason });
const discardForm = z.object({ path: documentPath, revision });

/** What came of a try to publish. */
interface Tried {
  /** The key of a message under `changes`; null: nothing was tried. */
  readonly fault: string | null;
  readonly faults: readonly ShownFault[];
  readonly why: string;
  readonly status: number;
}
const NOT_TRIED: Tried = { fault: null, faults: [], why: '', status: 200 };

/** What a draft changes, and its way into force. */
export function publishingPages(bench: Workbench): readonly Route[] {
  const pool = bench.world.databases.ledgerPool;
  return [
    page('/templates/changes', 'read', z.object({ path: documentPath }), async (visit, { path }) =>
      changes(bench, visit, path),
    ),
    form('/templates/publish', 'write', publishForm, async (visit, { path, why, revision: of }) => {
      const tried = (fault: string, status: number, faults: readonly ShownFault[] = []) =>
        changes(bench, visit, path, { fault, faults, why, status });
      if (why === '') return tried('no_reason', 422);
      const { edited } = await bench.open(path, null);
      const result = await publishDraft(pool, { path, revision: of }, publisherOf(visit, why), (source) =>
        bench.check(source),
      );
      switch (result.kind) {
        case 'published':
          return { to: versionsAt(path), notice: { key: 'published', with: { path } } };
        case 'unchanged':
          return { to: versionsAt(path), notice: { key: 'unchanged', with: { path } } };
        case 'refused':
          return tried('refused', 422, shownFaults(edited, result.faults));
        case 'conflict':
          return tried('conflict', 409);
        case 'draft changed':
          return tried('draft_changed', 409);
      }
    }),
    form('/templates/discard', 'write', discardForm, async ({ user }, { path, revision: of }) => {
      const gone = await discardDraft(pool, { path, revision: of, by: user.name });
      return {
        to: `/templates/edit?path=${encodeURIComponent(path)}`,
        notice: { key: gone ? 'draft_discarded' : 'draft_not_discarded' },
      };
    }),
  ];
}

export const publisherOf = ({ user, now }: Visit, why: string): Publisher => ({
  by: user.name,
  why,
  at: now,
});

export const versionsAt = (path: string): string => `/templates/versions?path=${encodeURIComponent(path)}`;

/** @throws NotThere when nothing is being changed, and nothing was tried */
async function changes(
  bench: Workbench,
  { tokenHash, say }: Visit,
  path: string,
  tried: Tried = NOT_TRIED,
): Promise<Shown> {
  const { edited } = await bench.open(path, null);
  const draft = await readDraft(bench.world.databases.ledgerPool, path);
  if (!draft && tried.fault === null) throw new NotThere();
  const { publication, inForce } = edited;
  const content = draft?.content ?? inForce;
  const found = await bench.change(sourceWith(edited, inForce), sourceWith(edited, content));
  const compared = await lettersCompared(bench, tokenHash, say, edited, content);
  return {
    view: 'template-changes',
    status: tried.status,
    data: {
      path,
      draft: draft && { by: draft.by, at: draft.at, revision: draft.revision },
      ...compared,
      kind: edited.kind,
      language: edited.language,
      letter: edited.letter,
      diff: lineDiff(inForce, content),
      change: 'ok' in found ? found.ok : null,
      cannotCompare: 'ok' in found ? [] : shownFaults(edited, found.faults),
      // Published since by somebody, who would be overruled without being read.
      overtaken:
        draft && publication && draft.basedOn !== publication.id
          ? { by: publication.by, at: publication.at, why: publication.why }
          : null,
      fault: tried.fault,
      faults: tried.faults,
      why: tried.why,
    },
  };
}
