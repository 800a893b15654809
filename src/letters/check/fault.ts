import type { LetterFacts } from '../facts/letter-facts.ts';
import { layersOf } from '../language/laid-over.ts';
import { type FilePlace, placeOf } from '../language/place.ts';
import { LAYOUT_FILE, phrasesFile, templateFile } from '../template/files.ts';
import { plainSource } from '../template/mjml-document.ts';
import type { TemplateSource } from '../template/template.ts';

/** Facts to try a template with. Hostile ones must do no harm; how they read does not matter. */
export interface Sample {
  readonly name: string;
  readonly hostile: boolean;
  readonly facts: LetterFacts;
}

/** Something wrong with a template: where, what, and what to do. Lines and columns count from 1. */
export interface Fault {
  readonly rule: string;
  /** Below the package: `emails/pl/late.mjml`. */
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** "emails/en/late.mjml:12:9: message [rule]". */
export const faultLine = ({ file, line, column, message, rule }: Fault): string =>
  `${[file, line, column].filter((part) => part !== null).join(':')}: ${message} [${rule}]`;

/** Where `text` stands in the files of a source: the letter first, then the layout, then the phrases. */
export function locate(
  source: TemplateSource,
  text: string,
): { readonly file: string } & (
  | { readonly line: number; readonly column: number }
  | { line: null; column: null }
) {
  const files: readonly (readonly [string, string])[] = [
    [templateFile(source), source.template],
    [LAYOUT_FILE, source.layout],
    [phrasesFile(source.language), layersOf(source.phrases).own],
  ];
  for (const [file, content] of files) {
    const place = placeIn(content, text);
    if (place) return { file, ...place };
  }
  return { file: templateFile(source), line: null, column: null };
}

/** Where `text` first stands, whatever its case. */
export function placeIn(content: string, text: string): FilePlace | null {
  const plain = plainSource(content);
  const offset = plain.toLowerCase().indexOf(text.toLowerCase());
  return offset < 0 ? null : placeOf(plain, offset);
}

/** A fault of one of a source's files at a place, or of the file as a whole. */
export const faultAt = (file: string, place: FilePlace | null, rule: string, message: string): Fault => ({
  rule,
  file,
  line: place?.line ?? null,
  column: place?.column ?? null,
  message,
});
