import { describe, expect, test } from 'vitest';
import type { ShipmentFacts } from '../../../src/letters/facts/letter.ts';
import { facts, template } from '../letters.ts';

const parcel: ShipmentFacts = {
  carrier: 'DPD',
  trackingNumber: '0012 3456',
  trackingUrl: 'https://carrier.example/track?n=00123456&x=1',
  expectedOn: '2026-11-26',
  part: false,
  line: null,
};
const letter = async (shipments: readonly ShipmentFacts[], language = 'en', differs: object = {}) =>
  (await template('shipped', language)).render(
    facts(
      'shipped',
      { state: 'over', found: ['shipped'], stageKind: 'in_transit', shipments, ...differs },
      { nextWordBy: null },
    ),
  );

describe('the letter that it is on its way', () => {
  test.each([
    ['en', 'Thursday 26 November'],
    ['pl', 'czwartek, 26 listopada'],
    ['ru', '26 ноября'],
    ['de', 'Donnerstag, 26. November'],
  ])(
    'says in %s with whom, under what number, where to follow it and when it comes, in text and HTML',
    async (language, on) => {
      const { text, html } = await letter([parcel], language);
      for (const says of ['DPD', '0012 3456', on]) {
        expect(text).toContain(says);
        // Days stay on one line in HTML.
        expect(html.replaceAll(/&#160;|&nbsp;|\u00a0/g, ' ')).toContain(says);
      }
      expect(text).toContain('https://carrier.example/track?n=00123456&x=1');
      expect(html).toContain('href="https://carrier.example/track?n=00123456&amp;x=1"');
    },
  );

  test('says nothing of how to follow it where nothing is known', async () => {
    const without = await letter([]);
    const nameless = { ...parcel, carrier: null, trackingNumber: ' ', trackingUrl: null, expectedOn: null };
    expect(await letter([nameless])).toEqual(without);
    expect(without.text).not.toMatch(/track|carries|follow/i);
  });

  test('tells two parts apart, and names the one line that is in one', async () => {
    const { text } = await letter([
      { ...parcel, part: true, line: 'oak chair' },
      { ...parcel, part: true, carrier: null, trackingNumber: '77 41', expectedOn: null },
    ]);
    expect(text).toMatch(/On its way: oak chair\. DPD carries it, tracking number 0012 3456\./);
    expect(text).toMatch(/A part of it is on its way\. The tracking number is 77 41\./);
  });

  test.each(['javascript:alert(1)', 'https://x.example/"onload="a', 'data:text/html,x', 'ftp://x.example/1'])(
    'has no link to %s',
    async (trackingUrl) => {
      const { text, html } = await letter([{ ...parcel, trackingUrl }]);
      expect(html).not.toContain(trackingUrl.slice(0, 11));
      expect(text).not.toContain(trackingUrl);
      expect(text).toContain('DPD carries it');
    },
  );

  test('is not broken by what a carrier is called', async () => {
    const { text, html } = await letter([
      { ...parcel, carrier: '<b>x</b>\r\n{{ item.name }}', trackingNumber: '1'.repeat(500) },
    ]);
    expect(html).not.toContain('<b>x</b>');
    expect(text).toContain('<b>x</b> {{ item.name }} carries it');
    expect(text).not.toContain('1'.repeat(60));
  });
});

test('a day that the letter names already is not named twice', async () => {
  const compiled = await template('at-risk');
  const { text } = compiled.render(
    facts('at-risk', {
      ...{ state: 'at_risk', certain: true, found: ['promise_at_risk'], stageKind: 'in_transit' },
      ...{ promisedFor: '2026-11-25', expected: '2026-11-26', carried: 'whole', shipments: [parcel] },
    }),
  );
  expect(text).toMatch(/is expected to arrive only on Thursday 26 November/);
  expect(text).toMatch(/DPD carries it, tracking number 0012 3456\. Follow/);
});
