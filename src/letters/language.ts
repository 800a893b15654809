import type { Rules } from '../policy/rules.ts';

/** The customer's language where we write it (`pl-PL` counts as `pl`), else the company's first. */
export function languageFor(wanted: string | null, rules: Rules): string {
  const { languages } = rules.company;
  const base = wanted?.trim().toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === base) ?? languages[0] ?? 'en';
}

/** The locale that dates and amounts of a language are written in: British English has the day before the month. */
export const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language);
