import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Say } from '../../customer/say.ts';

export type { Say };

/** The languages of the console's own pages, each a file in messages/. */
export const PAGE_LANGUAGES = ['en', 'pl', 'ru', 'de'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** A message, or its forms by count (`one`, `few`, `many`, `other`; `zero` where none is said otherwise), in groups as deep as one likes. */
type Messages = { readonly [key: string]: string | Messages };
const messages: z.ZodType<Messages> = z.lazy(() => z.record(z.string(), z.union([z.string(), messages])));

const read = new Map<PageLanguage, Say>();

/** A language's messages, read once from messages/. @throws Error naming the key when one is asked for that is not there */
export function sayIn(language: PageLanguage): Say {
  const say = read.get(language) ?? readMessages(language);
  read.set(language, say);
  return say;
}

function readMessages(language: PageLanguage): Say {
  const file = path.join(import.meta.dirname, '../messages', `${language}.yaml`);
  const flat = flatten(messages.parse(parse(readFileSync(file, 'utf8'))));
  const plural = new Intl.PluralRules(language);
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => {
    const count = values.count;
    const text =
      flat.get(key) ??
      (typeof count === 'number'
        ? ((count === 0 ? flat.get(`${key}.zero`) : undefined) ??
          flat.get(`${key}.${plural.select(count)}`) ??
          flat.get(`${key}.other`))
        : undefined);
    if (text === undefined) throw new Error(`there is no message "${key}" in ${language}`);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
  return Object.assign(say, { has: (key: string) => flat.has(key) });
}

/** All keys of a language, for whoever compares them. */
function flatten(tree: Messages, before = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...flatten(value, `${before}${key}.`)],
    ),
  );
}

/** The first language of an Accept-Language header (RFC 9110, 12.5.4) that we have; English when none is. */
export function languageFor(accepted: string | undefined): PageLanguage {
  const wanted = (accepted ?? '')
    .slice(0, 200)
    .split(',')
    .map((each) => each.trim().slice(0, 2).toLowerCase());
  return (
    PAGE_LANGUAGES.find((language) => wanted[0] === language) ??
    PAGE_LANGUAGES.find((language) => wanted.includes(language)) ??
    'en'
  );
}
