import { createInterface } from 'node:readline/promises';
import { usualIn } from '../../calendar/holidays.ts';
import { ConfigurationFailure } from '../../failure.ts';
import { printableLine } from '../terminal/printable.ts';

/** What a new company is asked. */
export interface Answers {
  readonly name: string;
  readonly from: string;
  readonly languages: string;
  readonly country: string;
  readonly zone: string;
}

interface Question {
  readonly key: keyof Answers;
  readonly placeholder: string;
  readonly asks: string;
  /** What an empty answer means, by the country where that is known; null: there must be one. */
  readonly otherwise: (country: string, spoken: readonly string[]) => string | null;
}

/** The machine's, where it is one of the country's: a server's is often UTC. */
function usualZone(country: string): string {
  const machines = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { zones } = usualIn(country);
  return zones.includes(machines) ? machines : (zones[0] ?? machines);
}

/** The first of the country's, where letters come in it: Belgium is not asked in German. */
function usualLanguage(country: string, spoken: readonly string[]): string {
  const first = usualIn(country).languages[0]?.split('-', 1)[0] ?? 'en';
  return spoken.includes(first) ? first : 'en';
}

/** In the order in which they are asked. */
export const ANSWERS: readonly Question[] = [
  { key: 'name', placeholder: 'name', asks: 'your company, as letters name it', otherwise: () => null },
  { key: 'from', placeholder: 'address', asks: 'the address that letters come from', otherwise: () => null },
  {
    key: 'country',
    placeholder: 'code',
    asks: 'your country, whose holidays you keep, such as GB',
    otherwise: () => null,
  },
  {
    key: 'languages',
    placeholder: 'codes',
    asks: 'languages of your customers, the usual one first, such as pl,en',
    otherwise: usualLanguage,
  },
  {
    key: 'zone',
    placeholder: 'zone',
    asks: 'your time zone, such as Europe/London',
    otherwise: usualZone,
  },
];

/**
 * The answers that options gave, and the others as a person types them.
 * @param spoken the languages that letters come in
 * @throws ConfigurationFailure with every option that is missing, where nobody can be asked
 */
export async function answersFrom(given: Partial<Answers>, spoken: readonly string[]): Promise<Answers> {
  const open = ANSWERS.filter(({ key }) => (given[key] ?? '').trim() === '');
  const usual: UsualAnswer = ({ otherwise }, country) => otherwise(given.country ?? country ?? '', spoken);
  const typed = process.stdin.isTTY ? await ask(open, usual) : withoutAsking(open, usual);
  const said = (key: keyof Answers): string => (given[key] ?? typed.get(key) ?? '').trim();
  return {
    name: said('name'),
    from: said('from'),
    languages: said('languages'),
    country: said('country'),
    zone: said('zone'),
  };
}

/** What an empty answer means. @param country where it was typed just now */
type UsualAnswer = (question: Question, country?: string) => string | null;

function withoutAsking(open: readonly Question[], usual: UsualAnswer): ReadonlyMap<string, string> {
  const missing = open.filter((question) => usual(question) === null);
  if (missing.length > 0)
    throw new ConfigurationFailure(
      missing.map(({ key, placeholder, asks }) => `--${key} <${placeholder}> is missing: ${asks}.`),
    );
  return new Map(open.map((question) => [question.key, usual(question) ?? '']));
}

async function ask(open: readonly Question[], usual: UsualAnswer): Promise<ReadonlyMap<string, string>> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const typed = new Map<string, string>();
  try {
    for (const question of open) {
      const otherwise = usual(question, typed.get('country'));
      const asked = `${question.asks}${otherwise === null ? '' : ` [${printableLine(otherwise)}]`}: `;
      let answer = '';
      while (answer === '') answer = (await terminal.question(asked)).trim() || (otherwise ?? '');
      typed.set(question.key, answer);
    }
  } finally {
    terminal.close();
  }
  return typed;
}
