import type { LetterLanguages } from '../policy/letter-languages.ts';
import { languagesIn, shippedEmails } from './language-folders.ts';

/**
 * The languages that a policy may name, with what they lack: the shipped ones, whole by their tests until the company's folder adds to what
 * they never say, and those of that folder.
 * @param folder of the company; null: it has none
 */
export async function letterLanguages(folder: string | null): Promise<LetterLanguages> {
  const shipped = await languagesIn(shippedEmails);
  const theirs = folder === null ? [] : await languagesIn(folder);
  if (theirs.length === 0) return { known: shipped, lacks: () => [] };
  // Reading letters takes longer than most commands take to start, and few companies have a language of their own.
  const [{ foldersAtStart }, { lacksOf }, { faultLine }] = await Promise.all([
    import('./letter-folders.ts'),
    import('../letters/check/languages.ts'),
    import('../letters/check/fault.ts'),
  ]);
  const texts = await foldersAtStart(folder);
  return {
    known: texts.languages,
    lacks: (language, whom) => lacksOf(texts, language, whom).map(faultLine),
  };
}
