import { dayFilters, monthFilter } from './days.ts';
import type { Locale } from './locale.ts';
import { moneyFilter, percentFilter } from './money-words.ts';
import type { Phrases } from './phrases.ts';
import { pluralOf } from './plurals.ts';

/** A filter of ours: the value, its argument if any, and what tells the day that the letter is written on. */
export type OwnFilter = (value: unknown, argument: string | undefined, today: () => string) => string;

/** The filters that letters have beside Liquid's own: days, months, money, percentages, plurals and number words of one language. */
export function ownFilters(locale: Locale, phrases: Phrases): Readonly<Record<string, OwnFilter>> {
  const days = Object.entries(dayFilters(locale, phrases)).map(([name, write]): [string, OwnFilter] => [
    name,
    (value, _, today) => write(String(value), today()),
  ]);
  const { language, tag } = locale;
  const plural = pluralOf(language, phrases.plurals);
  const month = monthFilter(tag);
  return {
    ...Object.fromEntries(days),
    month: (value) => month(String(value)),
    money: moneyFilter(tag),
    percent: percentFilter(tag),
    plural: (value, noun) => plural(Number(value), String(noun)),
    in_words: (value) => phrases.numbers[Number(value)] ?? String(value),
  };
}
