import { describe, expect, test } from 'vitest';
import { LEGAL_COUNTRIES } from '../../../src/dunning/formal-letter.ts';
import type { ReminderFacts } from '../../../src/letters/facts/reminder-facts.ts';
import { template } from '../letters.ts';
import { reminder } from '../money.ts';

type Legal = NonNullable<ReminderFacts['legal']>;

const KINDS = ['person', 'company'] as const;
const LANGUAGES = ['en', 'pl', 'ru', 'de'];
const CASES = LANGUAGES.flatMap((language) =>
  LEGAL_COUNTRIES.flatMap((country) => KINDS.map((kind) => ({ language, country, kind }))),
);
const IDENTITY = { name: 'Nowak sp. z o.o.', seat: 'Warszawa', register: 'KRS 0000123456', taxId: null };

const COURT = /(?<!\p{L})(?:court|sąd\p{L}*|суд\p{L}?|gericht)(?!\p{L})/iu;
const AGREE =
  /instalments|what you can pay|rat[y,. ]|ile i kiedy|частями|сколько и когда|Raten|was Sie wann zahlen/iu;

async function letter(
  language: string,
  legal: Legal | null,
  day: string | null = '2026-12-28',
): Promise<string> {
  const facts = reminder('reminder-formal', { legal, identity: IDENTITY, nextStepOn: day });
  const said = (await template('reminder-formal', language)).render(facts).text;
  // Its lines are folded where a mail folds them.
  return said.replaceAll(/\s+/g, ' ');
}

describe.each(CASES)('in $language, to a $kind in $country', ({ language, country, kind }) => {
  const legal = { country, kind, interest: null };

  test('it offers to agree, before anything else is named', async () => {
    const said = await letter(language, legal);
    const [agree, step] = [said.search(AGREE), said.search(/28\.? (December|Dezember|grudnia|декабря)/)];
    expect(agree).toBeGreaterThan(0);
    expect(step).toBeGreaterThan(agree);
    const court = said.search(COURT);
    expect(court === -1 || court > agree, said).toBe(true);
  });

  test('it names who claims, and interest only where the policy gives it', async () => {
    const said = await letter(language, legal);
    expect(said).toContain('Nowak sp. z o.o., Warszawa, KRS 0000123456');
    expect(said).not.toMatch(/interest|odsetki|проценты|Zinsen/i);
    expect(await letter(language, { ...legal, interest: '11.25' })).toMatch(
      /Interest [^:]+: 11\.25% a year\.|Odsetki [^:]+: 11,25% rocznie\.|Проценты [^:]+: 11,25\s% годовых\.|Zinsen [^:]+: 11,25\s% im Jahr\./,
    );
  });
});

test.each(LANGUAGES)('%s: persons and companies are not written to alike', async (language) => {
  for (const country of LEGAL_COUNTRIES) {
    const [person, company] = await Promise.all(
      KINDS.map((kind) => letter(language, { country, kind, interest: null })),
    );
    expect(person).not.toBe(company);
  }
});

describe.each(LANGUAGES)('%s: a person in Britain', (language) => {
  const legal = { country: 'GB', kind: 'person', interest: null } as const;

  test('is threatened with no court, and hears of the letter that comes first', async () => {
    const said = await letter(language, legal);
    expect(said).not.toMatch(COURT);
    expect(said).toContain('Letter of Claim');
    expect(said).toMatch(/\b30 (days|dni|дней|Tage)/);
    for (const adviser of ['Citizens Advice', 'StepChange', 'National Debtline'])
      expect(said).toContain(adviser);
    expect(await letter(language, legal, null)).toContain('Letter of Claim');
  });

  test('a company there hears of a court, once', async () => {
    const said = await letter(language, { ...legal, kind: 'company' });
    expect(said.match(new RegExp(COURT, 'giu'))).toHaveLength(1);
  });
});
