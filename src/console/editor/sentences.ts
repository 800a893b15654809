import { z } from 'zod';
import { saveDraft } from '../../ledger/documents/drafts.ts';
import { phrasesOf } from '../../letters/template/documents.ts';
import { form, NotThere, page, type Route } from '../frame/routes.ts';
import { sourceWith } from './edited.ts';
import { pointed } from './pointed.ts';
import { inScheme } from './previews.ts';
import { type SentenceForm, sentenceForm, sentenceQuery, sentencesAt } from './sentence-form.ts';
import { isBroken, sentencePage, shownSlips } from './sentence-page.ts';
import type { Workbench } from './workbench.ts';

/** Sentences are changed where they are read: in the letter as it looks. */
export function sentencePages(bench: Workbench): readonly Route[] {
  const frame = pointed();
  return [
    page('/sentences', 'read', sentenceQuery, (visit, query) => {
      bench.world.desk.warm();
      return sentencePage(bench, visit, query);
    }),
    form('/sentences', 'write', sentenceForm, async (visit, given) => {
      const { edited, draft, put } = await withSentence(bench, given, null);
      const again = { ...given, find: null };
      if (!('ok' in put)) return sentencePage(bench, visit, again);
      const slips = put.ok.slips;
      const tried = (conflict: boolean) =>
        sentencePage(bench, visit, again, { sentence: given.sentence, slips, conflict });
      if (put.ok.was === null) throw new NotThere();
      if (slips.some(isBroken)) return tried(false);
      if (put.ok.was !== given.was && put.ok.was !== given.sentence) return tried(true);
      const saved = await saveDraft(bench.world.databases.ledgerPool, {
        path: edited.path,
        content: put.ok.content,
        // What somebody else saved meanwhile of other sentences is kept: this one alone is put into it.
        revision: draft?.revision ?? null,
        basedOn: draft ? draft.basedOn : (edited.publication?.id ?? null),
        by: visit.user.name,
        at: visit.now,
      });
      if (saved.kind === 'conflict') return tried(true);
      return { to: sentencesAt(given), notice: { key: 'sentence_saved' } };
    }),
    form('/sentences/look', 'write', sentenceForm, async (visit, given) => {
      const { edited, sample, put } = await withSentence(bench, given, visit.tokenHash);
      const ok = 'ok' in put ? put.ok : null;
      const looked = ok && {
        editor: visit.tokenHash,
        source: sourceWith(edited, ok.content),
        sample,
      };
      const answer = looked && (await bench.world.desk.sentences(looked, null));
      const shown = answer && 'ok' in answer ? answer.ok : null;
      return {
        view: 'sentences-look',
        data: {
          slips: shownSlips(ok?.slips ?? []),
          frame: shown && `/preview/${bench.previews.keep(visit.tokenHash, shown.html)}/sentences`,
          subject: shown?.subject ?? null,
          dark: given.dark === 'on',
        },
      };
    }),
    page(
      '/preview/:id/sentences',
      'read',
      z.object({ scheme: z.enum(['light', 'dark']).catch('light') }),
      async ({ tokenHash, params }, { scheme }) => {
        const html = bench.previews.of(tokenHash, params.id ?? '');
        if (html === null) throw new NotThere();
        return { type: 'text/html; charset=utf-8', ...frame(inScheme(html, scheme)) };
      },
    ),
  ];
}

/** The draft of the language, or its sentences in force, with one of them changed. @throws NotThere */
async function withSentence(bench: Workbench, given: SentenceForm, editor: string | null) {
  const { edited, draft } = await bench.open(phrasesOf(given.language), `${given.language}/${given.letter}`);
  const sample = await bench.sample(edited, given.sample);
  const source = sourceWith(edited, draft?.content ?? edited.inForce);
  const put = await bench.world.desk.put({ editor, source, sample }, given.key, given.sentence);
  return { edited, draft, sample, put };
}
