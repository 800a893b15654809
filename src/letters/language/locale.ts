import { z } from 'zod';
import { ConfigurationFailure } from '../../failure.ts';
import { type FileFault, faultLines, readYaml, schemaFaults } from './file-faults.ts';
import { lately } from './kept-lately.ts';
import { sentence } from './sentence-kinds.ts';

/** Measures of how hard a text is to read; each was made for one language, but for LIX. */
export const READABILITY = ['Flesch', 'Flesch-Oborneva', 'FOG-PL', 'LIX'] as const;

const PARTS = /\{(?:day|month|year)\}/g;
/** What else stands in braces would be said as it stands. */
const pattern = z
  .string()
  .refine((text) => text.includes('{day}') && text.includes('{month}'), 'names no {day} or no {month}')
  .superRefine((text, context) => {
    const unknown = text.replaceAll(PARTS, '').match(/\{[^{}]*\}?|\}/g) ?? [];
    if (unknown.length > 0)
      context.addIssue(`names ${unknown.join(', ')}, and a date has {day}, {month} and {year} alone`);
  });
const localeSchema = z.strictObject({
  name: sentence,
  locale: sentence,
  dates: z
    .strictObject({
      this_year: pattern.optional(),
      other_year: pattern.refine((text) => text.includes('{year}'), 'names no {year}').optional(),
    })
    .default({}),
  readability: z.enum(READABILITY, `is none of ${READABILITY.join(', ')}`).default('LIX'),
});

/** How a language is written, as `emails/<language>/language.yaml` says. */
export interface Locale {
  /** Its code, the name of its folder. */
  readonly language: string;
  /** As it calls itself. */
  readonly name: string;
  /** The locale whose plurals, days and amounts Intl gives: `en-GB`. */
  readonly tag: string;
  /** Days where they are not as Intl writes them: "{day} {month} {year} roku". */
  readonly dates: { readonly this_year?: string | undefined; readonly other_year?: string | undefined };
  readonly readability: (typeof READABILITY)[number];
}

export type ReadLocale = { readonly locale: Locale } | { readonly faults: readonly FileFault[] };

const readLately = lately<ReadLocale>(16);

/** Reads a language.yaml; without one (versions of before had none) the language is written as CLDR has it. */
export const readLocale = (text: string | undefined, language: string): ReadLocale =>
  // No code of a language ends in a line: a file that is empty is another key than none.
  readLately(text === undefined ? language : `${language}\n${text}`, () =>
    text === undefined ? judged({ ...asInCldr(language), locale: language }, language) : read(text, language),
  );

const asInCldr = (language: string) => ({ name: language, dates: {}, readability: 'LIX' as const });

function read(text: string, language: string): ReadLocale {
  const file = readYaml(text);
  if ('faults' in file) return file;
  const parsed = localeSchema.safeParse(file.data);
  return parsed.success
    ? judged(parsed.data, language)
    : { faults: schemaFaults(parsed.error.issues, file.document, text) };
}

/** Of a locale that it does not know Intl writes what the machine is set to. */
function judged(
  { name, locale, dates, readability }: z.infer<typeof localeSchema>,
  language: string,
): ReadLocale {
  const unknown = [...new Set([language, locale])].filter((tag) => !isKnown(tag));
  if (unknown.length === 0) return { locale: { language, name, tag: locale, dates, readability } };
  const message = `locale: CLDR knows no plurals and days of ${unknown.join(', ')}: name the folder and the locale like de or pt-BR`;
  return { faults: [{ message, line: 1, column: 1 }] };
}

function isKnown(tag: string): boolean {
  try {
    return (
      Intl.PluralRules.supportedLocalesOf(tag).length > 0 &&
      Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
    );
  } catch {
    return false;
  }
}

/**
 * The locale of a letter's source.
 * @throws ConfigurationFailure when its language.yaml cannot be read
 */
export function localeOf({
  language,
  locale,
}: {
  readonly language: string;
  readonly locale?: string | undefined;
}): Locale {
  const read = readLocale(locale, language);
  if ('locale' in read) return read.locale;
  throw new ConfigurationFailure(faultLines('language.yaml', language, read.faults));
}
