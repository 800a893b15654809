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
import { LANGUAGE } from '../../settings/language-folders.ts';

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

const FIRST = 'late';

/** A letter by its language and name, `pl/late`; null: it is none. */
function letterIn(text: string): { readonly language: string; readonly letter: AnyLetterKind } | null {
  const [language = '', name, ...more] = text.split('/');
  const letter = ALL_LETTERS.find((each) => each === name);
  return letter !== undefined && more.length === 0 && LANGUAGE.test(language) ? { language, letter } : null;
}

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
  const own = letterIn(path.replace(/\.mjml$/, ''));
  const language = own?.language ?? languages.find((each) => phrasesOf(each) === path);
  const chosen = letterIn(shownAs ?? '');
  const kind = path === LAYOUT ? 'layout' : path.endsWith('.yaml') ? 'phrases' : 'letter';
  return {
    path,
    kind,
    letter: (own ?? chosen)?.letter ?? FIRST,
    language: language ?? languages.find((each) => each === chosen?.language) ?? languages[0] ?? 'en',
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
