import { z } from 'zod';
import type { Draft } from '../../ledger/documents/drafts.ts';
import { plainSource } from '../../letters/template/mjml-document.ts';
import type { Visit } from '../frame/routes.ts';
import type { Edited } from './edited.ts';

/** A document of 1 MB, each byte of it written as three. */
export const EDIT_LIMIT = 4 * 1_024 * 1_024;

const chosen = z
  .string()
  .max(300)
  .nullish()
  .transform((text) => text || null);
const number = z.string().regex(/^\d{1,15}$/);
const numberOrNone = z.union([number, z.literal('').transform(() => null)]);
const views = {
  as: chosen,
  sample: chosen,
  view: z.enum(['desktop', 'phone', 'text']).catch('desktop'),
  dark: z.literal('on').nullish().catch(null),
};
export const documentPath = z.string().max(100);
export const openQuery = z.object({
  path: documentPath,
  ...views,
  /** Where a search found something, from 1. */
  line: z.coerce.number().int().min(1).max(1_000_000).nullish().catch(null),
});

/** What the form of the editor sends, whichever of its buttons was pressed. */
export const editForm = z.object({
  path: documentPath,
  content: z.string().transform(plainSource),
  /** The draft that it was typed over; none: there was no draft. */
  revision: numberOrNone,
  based_on: numberOrNone,
  ...views,
  do: z.enum(['check', 'preview', 'save']).catch('preview'),
});
export type EditForm = z.infer<typeof editForm>;

/** What is typed over: the draft where there is one, else the text in force. */
export const standing = (edited: Edited, draft: Draft | null) =>
  draft
    ? { content: draft.content, revision: String(draft.revision), based_on: draft.basedOn }
    : { content: edited.inForce, revision: null, based_on: edited.publication?.id ?? null };

export const typedOf = (draft: Draft): EditForm => ({
  path: draft.path,
  content: draft.content,
  revision: String(draft.revision),
  based_on: draft.basedOn,
  as: null,
  sample: null,
  view: 'desktop',
  dark: null,
  do: 'preview',
});

/** Who writes what. Two pages of one person are one editor. */
export const editorOf = ({ tokenHash }: Visit, { path }: EditForm): string => `${tokenHash} ${path}`;

export function editorAt({ path, as, sample, view, dark }: EditForm): string {
  const query = new URLSearchParams({ path, view });
  if (as !== null) query.set('as', as);
  if (sample !== null) query.set('sample', sample);
  if (dark === 'on') query.set('dark', dark);
  return `/templates/edit?${query}`;
}
