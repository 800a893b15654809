import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { ALL_LETTERS } from '../../src/customer/letter-kinds.ts';
import { isForStaff } from '../../src/letters/language/phrases.ts';
import { isStaffLetter } from '../../src/letters/template/variables.ts';
import { shippedEmails } from '../../src/settings/language-folders.ts';

const SAFETY = `never: [za případné nepříjemnosti, co nejdříve, z důvodů, vážený zákazníku, váš hovor je pro nás]
harsh: [soud, exekuc, exekutor, vymáh, inkas, odpoj, výpověď, dlužník]
harsh_about_money: [penále, pokut, upomínk, neprodleně, okamžitě]
innocent: [soudek]
look_first:
  parts: { paid: '(?:zaplatil|uhradil|odeslal)' }
  shapes: [ignor, '(?:pokud|jestliže)<near><start><paid>', bezpředmětn]
`;
/** From Monday. */
const DAYS = ['pondělí', 'úterý', 'středa', 'čtvrtek', 'pátek', 'sobota', 'neděle'];

/** Sentences in groups, as the file has them. */
type Written = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Czech in a company's folder, made of English by script: what only the company's people read is left out. Enough for every rule of
 * the check, and no Czech for anybody to read.
 * @param changed lays something over its sentences
 */
export async function writeCzech(
  folder: string,
  changed: (phrases: Written) => object = (phrases) => phrases,
): Promise<void> {
  const cs = path.join(folder, 'cs');
  await mkdir(cs, { recursive: true });
  for (const letter of ALL_LETTERS.filter((each) => !isStaffLetter(each)))
    await cp(path.join(shippedEmails, 'en', `${letter}.mjml`), path.join(cs, `${letter}.mjml`));
  const english = parse(await readFile(path.join(shippedEmails, 'en/phrases.yaml'), 'utf8'));
  const read = Object.fromEntries(Object.entries(english).filter(([key]) => !isForStaff(key)));
  const plurals = Object.entries<Record<string, string>>(english.plurals).map(([noun, { one, other }]) => [
    noun,
    { one, few: other, many: other, other },
  ]);
  const phrases = {
    ...read,
    greeting: { named: 'Dobrý den, {{ salutation }},', plain: 'Dobrý den,' },
    plurals: Object.fromEntries(plurals),
    weekdays: Object.fromEntries(['day', 'on', 'by', 'since', 'for'].map((form) => [form, DAYS])),
  };
  await writeFile(path.join(cs, 'phrases.yaml'), stringify(changed(phrases as Written)));
  await writeFile(path.join(cs, 'language.yaml'), 'name: čeština\nlocale: cs\n');
  await writeFile(path.join(cs, 'safety.yaml'), SAFETY);
}

/** What a company adds to what letters of a shipped language never say. */
export async function writeSafety(folder: string, language: string, says: string): Promise<void> {
  await mkdir(path.join(folder, language), { recursive: true });
  await writeFile(path.join(folder, language, 'safety.yaml'), says);
}

export const without = (folder: string, file: string): Promise<void> => rm(path.join(folder, file));
