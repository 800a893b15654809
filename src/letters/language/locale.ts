import { parseDocument } from 'yaml';
import { z } from 'zod';
import { ConfigurationFailure } from '../../failure.ts';
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

/** What is wrong with a file of a language, and where (lines and columns count from 1). */
interface FileFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}
export type ReadLocale = { readonly locale: Locale } | { readonly faults: readonly FileFault[] };

const readLately = lately<ReadLocale>(16);

/** Reads a language.yaml; without one (versions of before had none) the language is written as CLDR has it. */
export const readLocale = (text: string | undefined, language: string): ReadLocale =>
  readLately(`${language}\n${text ?? ''}`, () =>
    text === undefined ? judged({ ...asInCldr(language), locale: language }, language) : read(text, language),
  );

const asInCldr = (language: string) => ({ name: language, dates: {}, readability: 'LIX' as const });

function read(text: string, language: string): ReadLocale {
  const document = parseDocument(text, { prettyErrors: false });
  const at = (offset: number | undefined): { line: number; column: number } => {
    const before = text.slice(0, offset ?? 0);
    return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
  };
  if (document.errors.length > 0)
    return { faults: document.errors.map(({ message, pos }) => ({ message, ...at(pos[0]) })) };
  const parsed = localeSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return judged(parsed.data, language);
  return {
    faults: parsed.error.issues.map(({ path, message }) => ({
      message: `${path.join('.') || 'the file'}: ${message}`,
      line: 1,
      column: 1,
    })),
  };
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
  throw new ConfigurationFailure(
    read.faults.map(
      ({ line, column, message }) => `emails/${language}/language.yaml:${line}:${column}: ${message}`,
    ),
  );
}
