import { availableParallelism, loadavg } from 'node:os';
import { type Fault, faultAt, type Sample } from '../../letters/check/fault.ts';
import { sizeFaults } from '../../letters/check/size.ts';
import { templateFile } from '../../letters/template/files.ts';
import type { TemplateSource } from '../../letters/template/template.ts';
import { type ChildAnswer, DraftChild, MEMORY_MB } from './draft-child.ts';
import { type DraftAnswers, type DraftRequest, draftAnswers } from './draft-messages.ts';
import { DraftQueue, type Turn } from './draft-queue.ts';

/** Seconds of a machine at rest for one rendering: a shipped letter takes a tenth of one, and a person waits for it. */
const PREVIEW_SECONDS = 2;
/** Seconds for the check of one letter with all its samples, which takes half a second: somebody publishes, and waits; and to compare two texts. */
const CHECK_SECONDS = 10;
/** On a machine that is busy with a round all takes longer, and an honest draft must not be blamed for it. */
const MOST_BUSY = 4;
const busyness = (): number => Math.min(MOST_BUSY, Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()));
/** More people than edit letters at once. */
const MOST_WAITING = 32;

/** A draft, and facts to try it with. */
export interface TriedDraft {
  /** Who edits what: of what one editor asks, only the newest is worth an answer. Null: every question counts. */
  readonly editor: string | null;
  readonly source: TemplateSource;
  readonly sample: Sample;
}

/**
 * Judges drafts, which may be hostile: in a process of its own, within limits of time and memory, so that no draft stalls or
 * ends the one that asks. Every question is answered; where a draft went too far, by a fault of the rule `draft` in plain words.
 * So is one that was not looked at: too many wait (`busy`), or a newer one took its place (`replaced`).
 */
export class DraftDesk {
  readonly #child = new DraftChild();
  readonly #queue = new DraftQueue(MOST_WAITING);

  /** Has the process ready before somebody asks: opening an editor is a good moment. */
  warm(): void {
    this.#child.warm();
  }

  /** All faults of one letter; empty when it may be published. What `publish` asks. */
  async check(source: TemplateSource, samples: readonly Sample[]): Promise<readonly Fault[]> {
    return faultsIn(await this.#ask({ asks: 'check', source, samples }, CHECK_SECONDS, null));
  }

  /** The same while somebody writes: an older question of this editor gives way. */
  async lint(editor: string, source: TemplateSource, samples: readonly Sample[]): Promise<readonly Fault[]> {
    const key = `lint ${editor}`;
    return faultsIn(await this.#ask({ asks: 'check', source, samples }, CHECK_SECONDS, key));
  }

  /** The letter as a customer would get it; it is shown even if it may not be published as it is. */
  preview({ editor, source, sample }: TriedDraft): Promise<DraftAnswers['preview']> {
    return this.#ask({ asks: 'preview', source, sample }, PREVIEW_SECONDS, keyOf('preview', editor));
  }

  /** How plainly the letter speaks. */
  report({ editor, source, sample }: TriedDraft): Promise<DraftAnswers['report']> {
    return this.#ask({ asks: 'report', source, sample }, PREVIEW_SECONDS, keyOf('report', editor));
  }

  /** The letter with its sentences told apart. @param chosen the one whose parts a person wants to know; @param changed what is marked */
  sentences(
    { editor, source, sample }: TriedDraft,
    chosen: string | null,
    changed: readonly string[] = [],
  ): Promise<DraftAnswers['sentences']> {
    const key = keyOf('sentences', editor);
    return this.#ask({ asks: 'sentences', source, sample, chosen, changed }, PREVIEW_SECONDS, key);
  }

  /** The phrases with one sentence changed, and what is wrong with it. */
  put({ editor, source, sample }: TriedDraft, key: string, sentence: string): Promise<DraftAnswers['put']> {
    return this.#ask({ asks: 'put', source, sample, key, sentence }, PREVIEW_SECONDS, keyOf('put', editor));
  }

  /** What a draft adds to the published text, and what it drops. */
  change(published: TemplateSource, source: TemplateSource): Promise<DraftAnswers['change']> {
    return this.#ask({ asks: 'change', source, published }, CHECK_SECONDS, null);
  }

  /** Who still waits is told so. */
  close(): void {
    this.#queue.close();
    this.#child.close();
  }

  async #ask<Asks extends DraftRequest['asks']>(
    request: DraftRequest & { readonly asks: Asks },
    seconds: number,
    key: string | null,
  ): Promise<DraftAnswers[Asks]> {
    const tooLarge = sizeFaults(request.source);
    if (tooLarge.length > 0) return { faults: tooLarge };
    const turn = await this.#queue.turn(key);
    if (turn !== 'yours') return noAnswer(request.source, turn, NOT_LOOKED_AT[turn]);
    try {
      const ending = await this.#child.ask(request, seconds * 1_000 * busyness());
      if ('ended' in ending) return noAnswer(request.source, 'draft', whyEnded(ending.ended, seconds));
      return draftAnswers[request.asks].parse(ending.answer) as DraftAnswers[Asks];
    } finally {
      this.#queue.next();
    }
  }
}

const keyOf = (asks: string, editor: string | null): string | null =>
  editor === null ? null : `${asks} ${editor}`;

const faultsIn = (answer: DraftAnswers['check']): readonly Fault[] =>
  'faults' in answer ? answer.faults : [];

const noAnswer = (source: TemplateSource, rule: string, message: string): { readonly faults: Fault[] } => ({
  faults: [faultAt(templateFile(source), null, rule, message)],
});

const NOT_LOOKED_AT: Readonly<Record<Exclude<Turn, 'yours'>, string>> = {
  busy: 'was not looked at: many drafts are being looked at just now. Try again in a minute',
  replaced: 'was not looked at: a newer text of it is',
  closed: 'was not looked at: the worker is stopping',
};

function whyEnded(ended: Extract<ChildAnswer, { ended: string }>['ended'], seconds: number): string {
  switch (ended) {
    case 'too slow':
      return `this draft takes more than ${seconds} seconds: a loop in it is too long, or the draft is`;
    case 'broke':
      return `this draft needs more than ${MEMORY_MB} MB: a loop in it is too long, or the draft is`;
    case 'not started':
      return 'was not looked at: the process that renders drafts did not start. The machine may lack memory';
    case 'closed':
      return NOT_LOOKED_AT.closed;
  }
}
