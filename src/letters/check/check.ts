import { readPhrases } from '../language/phrases.ts';
import { type LetterTexts, sourcesOf } from '../template/documents.ts';
import type { TemplateSource } from '../template/template.ts';
import { answerFaults } from './answers.ts';
import { contentFaults, renderedFaults } from './content.ts';
import type { Fault, Sample } from './fault.ts';
import { languageFaults } from './languages.ts';
import { liquidSyntax } from './liquid-syntax.ts';
import { lostTokenFaults } from './lost-tokens.ts';
import { mjmlFaults } from './mjml.ts';
import { plainLanguage } from './plain-language.ts';
import { reminderSays } from './reminder-says.ts';
import { renderSamples } from './renders.ts';
import { safetyFaults } from './safety.ts';
import { saysWhy } from './says-why.ts';
import { sizeFaults } from './size.ts';
import { variableFaults } from './variables.ts';
import { localeFaults, unknownPhrases, wellFormed } from './well-formed.ts';

/**
 * Everything that is wrong with one letter in one language, with the samples it is tried with; empty when it
 * may be published. What a later rule builds on is checked first, so that one mistake is told once.
 */
export async function checkTemplate(source: TemplateSource, samples: readonly Sample[]): Promise<Fault[]> {
  const syntax = await syntaxFaults(source);
  const read = readPhrases(source.phrases, source.language);
  if (syntax.length > 0 || 'faults' in read) return syntax;
  const lost = await lostTokenFaults(source);
  const words = [...unknownPhrases(source), ...variableFaults(source, read.phrases), ...answerFaults(source)];
  if (lost.length > 0) return [...lost, ...words];
  const { rendered, faults } = await renderSamples(source, samples);
  return [
    ...words,
    ...faults,
    ...renderedFaults(source, rendered),
    ...reminderSays(source, rendered),
    ...saysWhy(source, rendered),
    ...plainLanguage(source, rendered),
  ];
}

/** Why a letter cannot even be compiled, or must not be; empty when it may. Tells nothing of its words. */
export async function syntaxFaults(source: TemplateSource): Promise<Fault[]> {
  const tooLarge = sizeFaults(source);
  if (tooLarge.length > 0) return tooLarge;
  // Without them nothing that it says can be judged.
  const ofLanguage = [...safetyFaults(source), ...localeFaults(source)];
  if (ofLanguage.length > 0) return ofLanguage;
  const broken = wellFormed(source);
  const read = readPhrases(source.phrases, source.language);
  if (broken.length > 0 || 'faults' in read) return broken;
  return [
    ...(await mjmlFaults(source)),
    ...(await contentFaults(source)),
    ...liquidSyntax(source, read.phrases),
  ];
}

/** Checks every letter of every language, and that no language lacks what another has. */
export async function checkTemplates(
  texts: LetterTexts,
  samplesOf: (source: TemplateSource) => Promise<readonly Sample[]>,
): Promise<Fault[]> {
  const faults: Fault[] = languageFaults(texts);
  for (const source of sourcesOf(texts.documents, texts.languages))
    faults.push(...(await checkTemplate(source, await samplesOf(source))));
  return distinct(faults);
}

/** The layout and the phrases serve many letters: a fault of theirs is told once. */
export const distinct = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];
