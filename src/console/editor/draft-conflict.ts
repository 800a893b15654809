import { type Saved, saveDraft } from '../../ledger/documents/drafts.ts';
import { readPublication } from '../../ledger/documents/publications.ts';
import { MOST_BYTES } from '../../letters/check/size.ts';
import { NotUnderstood, type Shown, type Visit } from '../frame/routes.ts';
import type { EditForm } from './edit-form.ts';
import { lineDiff } from './line-diff.ts';
import type { Workbench } from './workbench.ts';

/** Saves what was typed, in the name of who typed it. @throws NotUnderstood for what no draft can be */
export async function saveTyped(bench: Workbench, { user, now }: Visit, given: EditForm): Promise<Saved> {
  const pool = bench.world.databases.ledgerPool;
  const { path, content, revision, based_on: basedOn } = given;
  await bench.open(path, given.as);
  if (Buffer.byteLength(content) > MOST_BYTES) throw new NotUnderstood('the text has more than 1 MB');
  if (content.includes('\0')) throw new NotUnderstood('the text holds a NUL character');
  if (basedOn !== null && !(await readPublication(pool, path, basedOn)))
    throw new NotUnderstood('based_on: there is no such publication');
  return saveDraft(pool, {
    path,
    content,
    revision: revision === null ? null : Number(revision),
    basedOn,
    by: user.name,
    at: now,
  });
}

/** Both texts, and what differs: the person's own, and the one that stands. */
export async function conflictOf(
  bench: Workbench,
  given: EditForm,
  with_: 'draft' | 'publication' = 'draft',
): Promise<Shown> {
  const { edited, draft } = await bench.open(given.path, given.as);
  const { publication } = edited;
  const other = with_ === 'draft' ? draft : null;
  const theirs = other
    ? { content: other.content, by: other.by, at: other.at }
    : { content: edited.inForce, by: publication?.by ?? null, at: publication?.at ?? null };
  return {
    view: 'template-conflict',
    data: {
      path: edited.path,
      mine: given.content,
      theirs,
      theyPublished: other === null,
      // Saved over these it is a change of what stands now.
      revision: draft?.revision ?? null,
      basedOn: other ? other.basedOn : (publication?.id ?? null),
      diff: lineDiff(theirs.content, given.content),
    },
  };
}
