import { laid } from '../letters/language/laid-over.ts';
import { type Documents, filesFor, type LetterTexts, safetyPath } from '../letters/template/documents.ts';
import { languagesIn, ownEmails, shippedEmails, textsIn } from './language-folders.ts';

/** The documents of these languages as a folder holds them, emails/ unless another is named. */
export const readDocuments = (languages: readonly string[], folder = shippedEmails): Promise<Documents> =>
  textsIn(folder, filesFor(languages));

/**
 * What letters are made of before anything is published: the folder that Tidings brings, and the company's own. That adds languages, and to those that are shipped words that it never says: it takes none away, and other
 * letters of its own are published.
 * @param folder of the company; null: it has none
 */
export async function readFolders(folder: string | null = ownEmails()): Promise<LetterTexts> {
  const shipped = await languagesIn(shippedEmails);
  const documents = await readDocuments(shipped);
  const theirs = folder === null ? [] : await languagesIn(folder);
  if (folder === null || theirs.length === 0) return { documents, languages: shipped, own: [] };
  const own = theirs.filter((language) => !shipped.includes(language));
  const added = await readDocuments(theirs, folder);
  return {
    documents: new Map([...documents, ...ofLanguages(added, own), ...safetyOver(added, documents, shipped)]),
    languages: [...shipped, ...own].sort(),
    own,
  };
}

const ofLanguages = (documents: Documents, languages: readonly string[]): Documents =>
  new Map([...documents].filter(([path]) => languages.some((language) => path.startsWith(`${language}/`))));

const atStart = new Map<string | null, Promise<LetterTexts>>();

/** The same as this process found it when it first asked: a worker reads its folders once, and is started again where they change. */
export function foldersAtStart(folder: string | null = ownEmails()): Promise<LetterTexts> {
  const known = atStart.get(folder);
  if (known) return known;
  const texts = readFolders(folder);
  atStart.set(folder, texts);
  // What could not be read is tried again.
  texts.catch(() => atStart.delete(folder));
  return texts;
}

/** Words that a company never says lie above those of the shipped languages. */
const safetyOver = (own: Documents, shipped: Documents, languages: readonly string[]): Documents =>
  new Map(
    languages.map(safetyPath).flatMap((path) => {
      const [over, under] = [own.get(path), shipped.get(path)];
      return over === undefined ? [] : [[path, under === undefined ? over : laid(over, under)]];
    }),
  );
