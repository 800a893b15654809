import { z } from 'zod';
import { FRAMED_LETTER } from '../frame/framed-letter.ts';
import { form, NotThere, page, type Route, type Shown, type Visit } from '../frame/routes.ts';
import { conflictOf, saveTyped } from './draft-conflict.ts';
import {
  documentPath,
  EDIT_LIMIT,
  type EditForm,
  editForm,
  editorAt,
  openQuery,
  standing,
  typedOf,
} from './edit-form.ts';
import { sourceWith } from './edited.ts';
import { surroundings } from './editor-surroundings.ts';
import { lookAt, type ShownFault, shownFaults, withPatience } from './look.ts';
import { inScheme } from './previews.ts';
import type { Workbench } from './workbench.ts';

interface EditorNews {
  readonly faults?: readonly ShownFault[];
  /** The key of a message under `editor`. */
  readonly said?: string;
  readonly bad?: boolean;
  /** Opened at this line, from 1. */
  readonly line?: number | null;
  /** Nobody pressed a button to see the letter: the page opens without it where it takes long. */
  readonly hurry?: boolean;
}

/** The editor as it stands with what was typed. */
export async function editorWith(
  bench: Workbench,
  visit: Visit,
  given: EditForm,
  told: EditorNews = {},
): Promise<Shown> {
  const { edited, draft } = await bench.open(given.path, given.as);
  const looking = lookAt(bench, visit.tokenHash, null, edited, given);
  const look = await (told.hurry ? withPatience(looking) : looking);
  return {
    view: 'template-edit',
    data: {
      ...(await surroundings(bench, edited, given)),
      content: given.content,
      dirty: given.content !== (draft?.content ?? edited.inForce),
      revision: given.revision,
      basedOn: given.based_on,
      draft: draft && { by: draft.by, at: draft.at },
      look,
      checked: told.faults ?? null,
      said: told.said ?? null,
      bad: told.bad ?? false,
      line: told.line ?? null,
    },
  };
}

/** The editor, which works by its form alone. */
export function editorPages(bench: Workbench): readonly Route[] {
  return [
    page('/templates/edit', 'read', openQuery, async (visit, query) => {
      bench.world.desk.warm();
      const { edited, draft } = await bench.open(query.path, query.as);
      return editorWith(
        bench,
        visit,
        { ...query, ...standing(edited, draft), do: 'preview' },
        { hurry: true, line: query.line ?? null },
      );
    }),
    form(
      '/templates/edit',
      'write',
      editForm,
      async (visit, given) => {
        if (given.do === 'save') {
          const saved = await saveTyped(bench, visit, given);
          if (saved.kind === 'conflict') return { ...(await conflictOf(bench, given)), status: 409 };
          return { to: editorAt(given), notice: { key: 'draft_saved' } };
        }
        if (given.do === 'preview') return editorWith(bench, visit, given);
        const { edited } = await bench.open(given.path, given.as);
        const faults = shownFaults(edited, await bench.check(sourceWith(edited, given.content)));
        return editorWith(bench, visit, given, { faults });
      },
      EDIT_LIMIT,
    ),
    page(
      '/preview/:id',
      'read',
      z.object({ scheme: z.enum(['light', 'dark']).catch('light') }),
      async ({ tokenHash, params }, { scheme }) => {
        const html = bench.previews.of(tokenHash, params.id ?? '');
        if (html === null) throw new NotThere();
        return { type: 'text/html; charset=utf-8', body: inScheme(html, scheme), headers: FRAMED_LETTER };
      },
    ),
    page('/templates/conflict', 'write', z.object({ path: documentPath }), async (_visit, { path }) => {
      // The draft was begun on what is no longer in force.
      const { edited, draft } = await bench.open(path, null);
      if (!draft) throw new NotThere();
      if (draft.basedOn === (edited.publication?.id ?? null))
        return { to: `/templates/changes?path=${encodeURIComponent(path)}` };
      return conflictOf(bench, typedOf(draft), 'publication');
    }),
  ];
}
