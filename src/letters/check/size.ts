import { layersOf } from '../laid-over.ts';
import { LAYOUT_FILE, phrasesFile, templateFile } from '../template/files.ts';
import type { TemplateSource } from '../template/template.ts';
import { type Fault, faultAt } from './fault.ts';

/** A document has at most so many bytes in UTF-8; the longest that is shipped has 45,000. */
export const MOST_BYTES = 1_048_576;

/** Documents that are too large to be looked into at all; this is asked before anything is parsed. */
export function sizeFaults(source: TemplateSource): Fault[] {
  const documents: readonly (readonly [file: string, text: string])[] = [
    [templateFile(source), source.template],
    [LAYOUT_FILE, source.layout],
    [phrasesFile(source.language), layersOf(source.phrases).own],
  ];
  return documents.flatMap(([file, text]) => {
    const bytes = Buffer.byteLength(text);
    if (bytes <= MOST_BYTES) return [];
    const megabytes = (Math.ceil((bytes / MOST_BYTES) * 10) / 10).toFixed(1);
    return [faultAt(file, null, 'size', `has ${megabytes} MB, and a document 1 MB at most: shorten it`)];
  });
}
