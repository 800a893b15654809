import { form, type Route } from '../frame/routes.ts';
import { conflictOf, saveTyped } from './draft-conflict.ts';
import { EDIT_LIMIT, editForm, editorOf } from './edit-form.ts';
import { sourceWith } from './edited.ts';
import { lookAt, shownFaults } from './look.ts';
import type { Workbench } from './workbench.ts';

/** What the editor's script asks while somebody types; each is answered with a part of the page. */
export function livePages(bench: Workbench): readonly Route[] {
  return [
    form(
      '/templates/look',
      'write',
      editForm,
      async (visit, given) => {
        const { edited } = await bench.open(given.path, given.as);
        const look = await lookAt(bench, visit.tokenHash, editorOf(visit, given), edited, given);
        return { view: 'template-look', data: { look, shown: given.view, dark: given.dark === 'on' } };
      },
      EDIT_LIMIT,
    ),
    form(
      '/templates/lint',
      'write',
      editForm,
      async (visit, given) => {
        const { edited } = await bench.open(given.path, given.as);
        const source = sourceWith(edited, given.content);
        const samples = await bench.samples(edited.letter, edited.language);
        const faults = await bench.world.desk.lint(editorOf(visit, given), source, samples);
        return { view: 'template-faults', data: { checked: shownFaults(edited, faults) } };
      },
      EDIT_LIMIT,
    ),
    form(
      '/templates/draft',
      'write',
      editForm,
      async (visit, given) => {
        const saved = await saveTyped(bench, visit, given);
        if (saved.kind === 'saved')
          return {
            view: 'template-saved',
            data: { revision: saved.draft.revision, at: saved.draft.at, documentPath: given.path },
          };
        const conflict = await conflictOf(bench, given);
        return { view: 'template-conflict-part', data: { ...conflict.data, live: true }, status: 409 };
      },
      EDIT_LIMIT,
    ),
  ];
}
