import { expect, test } from 'vitest';
import { PAGE_LANGUAGES, type PageLanguage } from '../../../src/console/frame/say.ts';
import { toldReader } from '../../../src/console/frame/told-reader.ts';
import {
  type DataFault,
  dataFault,
  faultText,
  keptFault,
  notADay,
} from '../../../src/customer/data-fault.ts';
import { faultWords } from '../../../src/customer/data-fault-words.ts';
import { asideWhy, faultOf } from '../../../src/replay/past/set-aside.ts';
import { strictSayIn } from '../../support/strict-say.ts';

const said = (fault: DataFault, language: PageLanguage = 'de') =>
  faultWords(
    fault,
    toldReader({ say: strictSayIn(language), language, locale: `${language}-PL`, timeZone: 'Europe/Warsaw' }),
  );

test.each<[DataFault, string]>([
  [
    { code: 'before_opening', at: '2026-12-24', other: '2026-12-28' },
    '24.12.2026 liegt vor der Eröffnung (28.12.2026)',
  ],
  [
    { code: 'future', at: '2027-01-01T10:00:00.000Z', column: 'placed_at' },
    'placed_at 01.01.2027, 11:00 liegt in der Zukunft',
  ],
  [{ code: 'no_customer', it: 'Ä{it}' }, 'der Kunde Ä{it} steht nicht unter den Kunden'],
  [{ code: 'no_due', it: null }, 'kein lesbarer Fälligkeitstag: –'],
  [{ code: 'no_due', it: 'soon' }, 'kein lesbarer Fälligkeitstag: soon'],
  [notADay(null), 'kein lesbarer Tag'],
  [notADay('31.31.'), '31.31. ist kein lesbarer Tag'],
  [{ code: 'closed_early', at: '0001-01-01' }, 'abgeschlossen 0001-01-01, vor der Eröffnung'],
  [
    { code: 'tone', it: 'firm\nplain', known: 'friendly, plain' },
    'der Ton firm\nplain ist keiner von friendly, plain',
  ],
  [{ code: 'long', most: 1_000 }, 'mehr Zeichen als 1.000'],
  [
    { code: 'forgotten', at: '2026-12-03' },
    'der Kunde wurde am 03.12.2026 vergessen: Über Früheres wird nicht geschrieben',
  ],
  [{ code: 'amount' }, 'Betrag oder Währung ist ungültig, oder der Betrag hat mehr Stellen als die Währung'],
  [{ code: 'currency', it: 'EUR', invoice: 'F1' }, 'in EUR, die Rechnung F1 aber nicht'],
])('%o', (fault, words) => {
  expect(said(fault)).toBe(words);
});

const FAULTS = dataFault.options
  .flatMap(({ shape: { code } }): readonly string[] => ('options' in code ? code.options : [code.value]))
  .filter((code) => code !== 'written_before');
/** But for those that a fault has words for. */
const ASIDE_WHYS = asideWhy.options
  .flatMap(({ shape }) => shape.code.options)
  .filter((code) => faultOf(asideWhy.parse({ code, field: 'opened_at' })) === null);

test.each(PAGE_LANGUAGES)('every fault that a row can have has words in %s', (language) => {
  const say = strictSayIn(language);
  expect(FAULTS.length).toBeGreaterThan(40);
  expect(FAULTS.filter((code) => !say.has(`row_faults.${code}`))).toEqual([]);
  expect(ASIDE_WHYS.length).toBeGreaterThan(15);
  expect(ASIDE_WHYS.filter((code) => !say.has(`aside_whys.${code}`))).toEqual([]);
});

test('what a report keeps is told as it was; what a version before wrote, or a newer one means, as its sentence', () => {
  const fault: DataFault = { code: 'future', at: '2027-01-01' };
  expect(keptFault(JSON.parse(JSON.stringify(fault)), faultText(fault))).toEqual(fault);
  for (const kept of [undefined, null, 7, { code: 'unheard_of' }, { code: 'future' }])
    expect(said(keptFault(kept, 'it is in the future'))).toBe('it is in the future');
});
