import type { TemplateSource } from './template.ts';

/** Where a source's parts stand below the package. */
export const templateFile = ({ language, letter }: Pick<TemplateSource, 'language' | 'letter'>): string =>
  `emails/${language}/${letter}.mjml`;
export const phrasesFile = (language: string): string => `emails/${language}/phrases.yaml`;
/** How the language is written, and what no letter of it says: files of the folder alone, which nobody publishes. */
export const localeFile = (language: string): string => `emails/${language}/language.yaml`;
export const safetyFile = (language: string): string => `emails/${language}/safety.yaml`;
export const LAYOUT_FILE = 'emails/layout.mjml';
