import type { PathFault } from './faults.ts';
import { didYouMean } from './nearest.ts';
import { isTable, own, type YamlTable } from './table.ts';

/** The languages that letters can be written in, by the folders that hold their words. */
export interface LetterLanguages {
  readonly known: readonly string[];
  /**
   * What a language lacks before letters can be written in it, a line for each; empty: nothing.
   * @param whom `staff`: letters to the company's own people too
   */
  lacks(language: string, whom: 'customers' | 'staff'): readonly string[];
}

const MOST_TOLD = 5;

/** Languages of a policy that no letter can be written in, each with what is missing. */
export function letterLanguageFaults(whole: YamlTable, languages: LetterLanguages): readonly PathFault[] {
  const company = own(whole, 'company');
  if (!isTable(company)) return [];
  const forCustomers = own(company, 'languages');
  const listed: readonly unknown[] = Array.isArray(forCustomers) ? forCustomers : [];
  const places = [
    ...listed.map((language, nth) => ({
      language,
      path: ['company', 'languages', nth],
      whom: 'customers' as const,
    })),
    { language: own(company, 'admin_language'), path: ['company', 'admin_language'], whom: 'staff' as const },
  ];
  return places.flatMap(({ language, path, whom }) => {
    const message = typeof language === 'string' ? faultOf(language, whom, languages) : null;
    return message === null ? [] : [{ path, message }];
  });
}

function faultOf(language: string, whom: 'customers' | 'staff', languages: LetterLanguages): string | null {
  const { known } = languages;
  if (!known.includes(language))
    return `"${language.slice(0, 40)}" is not a language that letters are written in${didYouMean(language, known) || '.'} One of: ${known.join(', ')}.`;
  const lacks = languages.lacks(language, whom);
  if (lacks.length === 0) return null;
  const more = lacks.length > MOST_TOLD ? `; and ${lacks.length - MOST_TOLD} more` : '';
  const what = whom === 'staff' ? 'letters to the company’s own people' : 'letters';
  return `no ${what} can be written in "${language}" yet: ${lacks.slice(0, MOST_TOLD).join('; ')}${more}. \`tidings templates check\` names everything`;
}
