import type { Pool } from 'pg';
import type { LetterFacts } from '../../letters/facts/letter-facts.ts';
import { readPhrases, readStoredPhrases } from '../../letters/language/phrases.ts';
import {
  type CompiledTemplate,
  compileTemplate,
  type TemplateSource,
  versionOf,
} from '../../letters/template/template.ts';
import { readSamples } from './letter-samples.ts';
import { earlierVersions } from './template-versions.ts';

/** A template that letters can be written with. */
export interface UsableTemplate {
  readonly compiled: CompiledTemplate;
  readonly source: TemplateSource;
  /** It is an earlier version, because what is published cannot say them. */
  readonly fellBack: boolean;
}

/**
 * A published template, or the last good one that letters were written with: the first that compiles, says every sample, and
 * has a subject for these letters.
 * @param known what was good so far, so that it is compiled once
 * @returns null when none of them can
 */
export async function goodVersion(
  pool: Pool,
  published: TemplateSource,
  known: UsableTemplate | null,
  facts: readonly LetterFacts[],
): Promise<UsableTemplate | null> {
  if (known && hasSubjects(known.compiled, facts)) return known;
  if (!known) {
    const compiled = await tried(published, facts, readPhrases);
    if (compiled) return { compiled, source: published, fellBack: false };
  }
  for (const earlier of await earlierVersions(pool, published, versionOf(published))) {
    // Once it was code that knew how a language is written.
    const source = { ...earlier, locale: earlier.locale ?? published.locale };
    const compiled = await tried(source, facts, readStoredPhrases);
    if (compiled) return { compiled, source, fellBack: true };
  }
  return null;
}

async function tried(
  source: TemplateSource,
  facts: readonly LetterFacts[],
  readWith: typeof readPhrases,
): Promise<CompiledTemplate | null> {
  try {
    const compiled = await compileTemplate(source, readWith);
    const samples = (await readSamples(source.letter, source.language)).map((sample) => sample.facts);
    const parts = samples.flatMap((each) => {
      const { html, text, preheader } = compiled.render(each);
      return [html, text, preheader];
    });
    return !parts.includes('') && hasSubjects(compiled, [...samples, ...facts]) ? compiled : null;
  } catch {
    return null;
  }
}

/** The one part that a round makes; delivery finds out about the others, letter by letter. */
function hasSubjects(compiled: CompiledTemplate, facts: readonly LetterFacts[]): boolean {
  try {
    return facts.every((each) => compiled.render(each).subject !== '');
  } catch {
    return false;
  }
}
