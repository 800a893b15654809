import { messageOf } from '../../failure.ts';
import { checkTemplate, syntaxFaults } from '../../letters/check/check.ts';
import { type Fault, faultAt, type Sample } from '../../letters/check/fault.ts';
import { lostTokenFaults } from '../../letters/check/lost-tokens.ts';
import { type Rendered, renderSamples } from '../../letters/check/renders.ts';
import { changeOf } from '../../letters/editing/change-of.ts';
import { plainReport } from '../../letters/editing/plain-report.ts';
import { lookAtSentences, putInto } from '../../letters/editing/sentence-look.ts';
import { lately } from '../../letters/language/kept-lately.ts';
import { templateFile } from '../../letters/template/files.ts';
import {
  type CompiledTemplate,
  compileTemplate,
  type TemplateSource,
  versionOf,
} from '../../letters/template/template.ts';
import type { DraftAnswers, DraftRequest } from './draft-messages.ts';

/** An editor asks for a preview and a report of the same text, one after the other; several people may edit. */
const compiledLately = lately<Promise<CompiledTemplate>>(4);
const compile = (source: TemplateSource): Promise<CompiledTemplate> =>
  compiledLately(versionOf(source), () => compileTemplate(source));

/** Who mends a draft starts with the first faults; each may quote what is wrong. */
const MOST_FAULTS = 100;
const MOST_QUOTED = 500;

type DraftAnswer = DraftAnswers[DraftRequest['asks']];

/** Answers one question about a draft. Whatever the draft holds, the answer is of a bounded size. */
export async function judgeDraft(request: DraftRequest): Promise<DraftAnswer> {
  try {
    const answer = await answerTo(request);
    return 'faults' in answer ? { faults: bounded(answer.faults) } : answer;
  } catch (error) {
    return { faults: bounded([faultOf(request.source, error)]) };
  }
}

async function answerTo(request: DraftRequest): Promise<DraftAnswer> {
  const { source } = request;
  if (request.asks === 'check') {
    const faults = await checkTemplate(source, request.samples);
    return faults.length > 0 ? { faults } : { ok: null };
  }
  const syntax = await syntaxFaults(source);
  if (syntax.length > 0) return { faults: syntax };
  if (request.asks === 'change') return { ok: changeOf(request.published, source) };
  if (request.asks === 'sentences')
    return {
      ok: await lookAtSentences(source, request.sample.facts, request.chosen, new Set(request.changed)),
    };
  if (request.asks === 'put')
    return { ok: await putInto(source, request.sample.facts, request.key, request.sentence) };
  const found = await rendered(source, request.sample);
  if ('faults' in found) return found;
  if (request.asks === 'preview') {
    // Each part is put together when it is asked for.
    const { subject, preheader, html, text, lang } = found.letter;
    return { ok: { subject, preheader, html, text, lang } };
  }
  const report = plainReport(source, found);
  return {
    ok: { ...report, longest: report.longest && { ...report.longest, text: cut(report.longest.text) } },
  };
}

async function rendered(
  source: TemplateSource,
  sample: Sample,
): Promise<Rendered | { readonly faults: readonly Fault[] }> {
  // What compileTemplate refuses for the tokens that MJML drops, this can place.
  const lost = await compile(source).then(
    () => [],
    () => lostTokenFaults(source),
  );
  if (lost.length > 0) return { faults: lost };
  const { rendered, faults } = await renderSamples(source, [sample], compile);
  return rendered[0] ?? { faults };
}

/** A draft that is too much for the parsers themselves; their words are the best that there are. */
const faultOf = (source: TemplateSource, error: unknown): Fault =>
  draftFault(
    source,
    error instanceof RangeError
      ? 'is nested too deeply, or grows too long: make it simpler'
      : `cannot be rendered: ${messageOf(error)}`,
  );

const draftFault = (source: TemplateSource, message: string): Fault =>
  faultAt(templateFile(source), null, 'draft', message);

const bounded = (faults: readonly Fault[]): Fault[] =>
  faults.slice(0, MOST_FAULTS).map((fault) => ({ ...fault, message: cut(fault.message) }));

const cut = (text: string): string =>
  text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED - 1)}…`;
