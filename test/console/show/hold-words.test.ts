import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../src/calendar/time.ts';
import { PAGE_LANGUAGES, type PageLanguage } from '../../../src/console/frame/say.ts';
import { heldSentence } from '../../../src/console/show/decision-words.ts';
import { holdText } from '../../../src/waiting/hold-text.ts';
import { type LetterHold, letterHold } from '../../../src/waiting/letter-hold.ts';
import { strictSayIn } from '../../support/strict-say.ts';

const said = (hold: LetterHold, language: PageLanguage) =>
  heldSentence(hold, {
    say: strictSayIn(language),
    language,
    locale: `${language}-PL`,
    timeZone: 'Europe/Warsaw',
  });

/** Each hold with what commands and reports say of it, and a German page. */
const HOLDS: readonly [LetterHold, string, string][] = [
  [
    { code: 'by_hand', by: 'anna', until: '2026-12-02' },
    'anna wants no letters about it through 2026-12-02',
    'Bis 02.12.2026 vorbei ist, geht kein Brief hinaus, weil sich anna darum kümmert.',
  ],
  [
    { code: 'not_seen', since: '2026-11-20', exports: 'orders' },
    'not seen since 2026-11-20: the exports of orders name it no more; its owner should look whether it is over',
    'Es geht kein Brief hinaus: Die Exporte nennen es seit 20.11.2026 nicht mehr. Wer zuständig ist, sollte nachsehen, ob es vorbei ist.',
  ],
  [
    { code: 'not_seen', since: '2026-11-20', exports: null },
    'not seen since 2026-11-20: its row is neither open nor closed; its owner should look whether it is over',
    'Es geht kein Brief hinaus: Ihre Tabellen zeigen es seit 20.11.2026 weder als offen noch als abgeschlossen. Wer zuständig ist, sollte nachsehen, ob es vorbei ist.',
  ],
  [
    { code: 'abandoned', amount: 6, unit: 'months' },
    'abandoned: no event for more than 6 months; its owner should close it or take it up',
    'Es geht kein Brief hinaus: Länger als 6 Monate hat es niemand angefasst. Wer zuständig ist, sollte es abschließen oder wieder aufnehmen.',
  ],
  [
    { code: 'backlog', live: '2026-11-25T07:00:00.000Z' },
    'it had stalled before go-live (2026-11-25T07:00:00.000Z); a person releases the backlog',
    'Es stand schon vor dem Start (25.11.2026, 08:00) still. Ein Mensch gibt es frei.',
  ],
  [
    { code: 'wants_less', since: '2026-11-20' },
    'they asked on 2026-11-20 to be written to less: only broken promises and closings go to them',
    'Der Kunde hat um weniger Briefe gebeten (20.11.2026), und das hier ist weder eine gebrochene Zusage noch der Abschluss.',
  ],
  [
    { code: 'feed_stale', feed: 'orders', fresh: '2026-11-25T08:59:00.000Z', max_age: 24 * HOUR },
    'the feed orders is stale: last fresh 2026-11-25T08:59:00.000Z, older than 24 hours',
    'Solange die Daten zu alt sind, geht kein Brief hinaus. Bestellungen: zuletzt frisch 25.11.2026, 09:59, länger her als 24 Stunden.',
  ],
  [
    { code: 'feed_stale', feed: 'orders', fresh: '2026-11-25T08:59:00.000Z', max_age: 20 * MINUTE },
    'the feed orders is stale: last fresh 2026-11-25T08:59:00.000Z, older than 20 minutes',
    'Solange die Daten zu alt sind, geht kein Brief hinaus. Bestellungen: zuletzt frisch 25.11.2026, 09:59, länger her als 20 Minuten.',
  ],
  [
    { code: 'feed_stale', feed: 'service_jobs', fresh: null, max_age: 24 * HOUR },
    'the feed service_jobs never said how fresh it is',
    'Solange niemand sagt, wie frisch die Daten sind, geht kein Brief hinaus. Serviceaufträge: nie gesagt.',
  ],
  [
    { code: 'shared_address' },
    'the address stands for nobody, or for too many customers: a person finds theirs',
    'An eine Adresse, die niemandem gehört, geht kein Brief. Ein Mensch sucht die richtige.',
  ],
  [
    { code: 'complaint_open', since: '2026-11-25' },
    'they complained on 2026-11-25, and nobody has answered it',
    'Solange die Beschwerde des Kunden (25.11.2026) offen ist, geht kein Brief hinaus. Ein Mensch beantwortet sie.',
  ],
  [
    { code: 'person_spoke', on: '2026-11-25' },
    'a person was in touch with the customer on 2026-11-25',
    'Ein Mensch hatte am 25.11.2026 Kontakt mit dem Kunden, deshalb geht noch kein Brief hinaus.',
  ],
  [
    { code: 'reply_owed', since: '2026-11-25' },
    'the customer wrote on 2026-11-25 and a person owes them a reply',
    'Der Kunde hat uns am 25.11.2026 geschrieben, und ein Mensch schuldet ihm eine Antwort. Bis dahin geht kein Brief hinaus.',
  ],
  [
    { code: 'letter_held', letter: 'l1' },
    'letter l1 about it is held and waits for a person',
    'Ein Brief dazu wartet auf die Freigabe durch einen Menschen.',
  ],
  [
    { code: 'after_upgrade', changed: '2026-11-20', hears: '2026-11-27' },
    'the rules changed on 2026-11-20, and it is on course: it hears so on 2026-11-27',
    'Es ist im Plan, und der Kunde erfährt das am 27.11.2026, weil sich die Regeln geändert haben (20.11.2026).',
  ],
  [
    { code: 'already_written_today', letters: 1 },
    'the address already has a letter from today',
    'Der Kunde hat heute schon einen Brief bekommen. Dieser wartet bis morgen.',
  ],
  [
    { code: 'already_written_today', letters: 2 },
    'the address already has 2 letters from today',
    'Der Kunde hat heute schon 2 Briefe bekommen. Dieser wartet bis morgen.',
  ],
  [
    { code: 'outside_hours' },
    "outside the sending hours in the customer's zone",
    'Er geht hinaus, sobald es die Zeiten des Kunden wieder erlauben.',
  ],
];

test.each(HOLDS)('%o', (hold, text, words) => {
  expect(holdText(hold)).toBe(text);
  expect(said(hold, 'de')).toBe(words);
  expect(letterHold.parse(JSON.parse(JSON.stringify(hold))), 'as a report keeps it').toEqual(hold);
});

test.each(PAGE_LANGUAGES)('every hold is told with its evidence in %s', (language) => {
  const codes = letterHold.options.map(({ shape }) => shape.code.value);
  expect(new Set(HOLDS.map(([{ code }]) => code))).toEqual(new Set(codes));
  for (const [hold] of HOLDS) {
    const words = said(hold, language);
    for (const day of JSON.stringify(hold).matchAll(/\d{4}-\d\d-(\d\d)/g))
      expect(words).toContain(String(Number(day[1])));
    expect(words, 'a day as a machine writes it').not.toMatch(/\d{4}-\d\d-\d\d/);
  }
});

test.each(PAGE_LANGUAGES)(
  'the span after which nobody touched it is told in every unit in %s',
  (language) => {
    for (const unit of ['minutes', 'hours', 'days', 'weeks', 'months', 'working days'] as const)
      expect(said({ code: 'abandoned', amount: 3, unit }, language)).toContain('3');
  },
);
