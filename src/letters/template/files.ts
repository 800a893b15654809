import type { TemplateSource } from './template.ts';

/** Where a source's parts stand below the package. */
export const templateFile = ({ language, letter }: Pick<TemplateSource, 'language' | 'letter'>): string =>
  `emails/${language}/${letter}.mjml`;
export const phrasesFile = (language: string): string => `emails/${language}/phrases.yaml`;
export const LAYOUT_FILE = 'emails/layout.mjml';
