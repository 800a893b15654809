import { setTimeout } from 'node:timers/promises';
import type { Fault } from '../../letters/check/fault.ts';
import { fileOf } from '../../letters/template/documents.ts';
import type { DraftAnswers } from '../desk/draft-messages.ts';
import { type Edited, sourceWith } from './edited.ts';
import type { Workbench } from './workbench.ts';

type Report = Extract<DraftAnswers['report'], { ok: unknown }>['ok'];

/** What a person sees of a text of a document: the letter as it would be, and how plainly it speaks. */
export interface DraftLook {
  /** Its frame's address; null: it could not be rendered. */
  readonly frame: string | null;
  readonly subject: string | null;
  readonly preheader: string | null;
  readonly text: string | null;
  readonly report: Report | null;
  /** Nobody waited for it: the process that renders drafts is still starting, or busy. */
  readonly awaited: boolean;
  /** Why there is nothing to see. */
  readonly faults: readonly ShownFault[];
}

/** A fault with whether it stands in the document that is open. */
export interface ShownFault extends Fault {
  readonly here: boolean;
}

const NOTHING: DraftLook = {
  frame: null,
  subject: null,
  preheader: null,
  text: null,
  report: null,
  awaited: false,
  faults: [],
};

/** @param editor of whoever writes on: an older question of theirs gives way; null: this one counts */
export async function lookAt(
  bench: Workbench,
  session: string,
  editor: string | null,
  edited: Edited,
  { content, sample: chosen }: { readonly content: string; readonly sample: string | null },
): Promise<DraftLook> {
  const sample = await bench.sample(edited, chosen);
  const draft = { editor, source: sourceWith(edited, content), sample };
  const { desk } = bench.world;
  const [shown, report] = await Promise.all([desk.preview(draft), desk.report(draft)]);
  if ('faults' in shown) return { ...NOTHING, faults: shownFaults(edited, shown.faults) };
  const { html, subject, preheader, text } = shown.ok;
  return {
    frame: `/preview/${bench.previews.keep(session, html)}`,
    subject,
    preheader,
    text,
    report: 'ok' in report ? report.ok : null,
    awaited: false,
    faults: [],
  };
}

/** Milliseconds for which a page that is only opened waits to show its letter. */
const PATIENCE = 1_500;

/** The look, or a word that it is not there yet: a page is not kept from opening by it. */
export async function withPatience(look: Promise<DraftLook>): Promise<DraftLook> {
  const stop = new AbortController();
  const tired = setTimeout(PATIENCE, { ...NOTHING, awaited: true }, { signal: stop.signal }).catch(
    () => NOTHING,
  );
  try {
    return await Promise.race([look, tired]);
  } finally {
    stop.abort();
  }
}

export const shownFaults = ({ path }: Edited, faults: readonly Fault[]): readonly ShownFault[] =>
  faults.map((fault) => ({ ...fault, here: fault.file === fileOf(path) }));
