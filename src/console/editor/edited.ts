import { ALL_LETTERS, type AnyLetterKind } from '../../customer/letter-kinds.ts';
import type { DocumentsInForce } from '../../ledger/documents/documents-in-force.ts';
import type { Publication } from '../../ledger/documents/publications.ts';
import { laid } from '../../letters/language/laid-over.ts';
import {
  type Documents,
  isPublishable,
  LAYOUT,
  phrasesOf,
  sourceOf,
} from '../../letters/template/documents.ts';
import type { TemplateSource } from '../../letters/template/template.ts';

/** A document that somebody looks at in the editor, and the letter that shows what it does. */
export interface Edited {
  readonly path: string;
  readonly kind: 'letter' | 'phrases' | 'layout';
  /** Of a letter's template its own; of phrases and the layout one that the person chose. */
  readonly letter: AnyLetterKind;
  readonly language: string;
  /** The text in force. */
  readonly inForce: string;
  /** What was published last; null: nothing ever was. */
  readonly publication: Publication | null;
  /** What letters are made of: published phrases over shipped ones. */
  readonly documents: Documents;
  readonly shipped: Documents;
}

const LETTER = /^([a-z]{2,3}(?:-[A-Z]{2})?)\/([a-z-]+)$/;
const FIRST = 'late';

/**
 * The document of a path; null when no letter is made with such a one.
 * @param shownAs the letter that shows phrases or the layout, like `pl/late`; one that does not fit is not heeded
 */
export function editedOf(
  { documents, laid: made, shipped, published, languages }: DocumentsInForce,
  path: string,
  shownAs: string | null,
): Edited | null {
  const inForce = documents.get(path);
  if (inForce === undefined || !isPublishable(path)) return null;
  const own = LETTER.exec(path.replace(/\.mjml$/, ''));
  const language = own ? own[1] : languages.find((each) => phrasesOf(each) === path);
  const chosen = LETTER.exec(shownAs ?? '');
  const kind = path === LAYOUT ? 'layout' : path.endsWith('.yaml') ? 'phrases' : 'letter';
  const name = kind === 'letter' ? own?.[2] : chosen?.[2];
  return {
    path,
    kind,
    letter: ALL_LETTERS.find((letter) => letter === name) ?? FIRST,
    language: language ?? languages.find((each) => each === chosen?.[1]) ?? languages[0] ?? 'en',
    inForce,
    publication: published.get(path) ?? null,
    documents: made,
    shipped,
  };
}

/** The letter as it is made with this text of the document. */
export function sourceWith(
  { path, kind, letter, language, documents, shipped }: Edited,
  content: string,
): TemplateSource {
  const text = kind === 'phrases' ? laid(content, shipped.get(path) ?? '') : content;
  const textOf = (document: string) => (document === path ? text : documents.get(document));
  return sourceOf({ letter, language }, textOf);
}
