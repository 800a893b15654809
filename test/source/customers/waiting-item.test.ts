import { expect, test } from 'vitest';
import { zoneOf } from '../../../src/calendar/zone.ts';
import { faultText } from '../../../src/customer/data-fault.ts';
import { AT } from '../../../src/source/customers/item-rows.ts';
import { readItem } from '../../../src/source/customers/waiting-item.ts';
import type { Raw } from '../../../src/source/rows/raw.ts';
import { day, warsaw } from '../../support/builders.ts';
import { rawMoment } from '../../support/raw-moment.ts';

const NOW = warsaw('2026-11-26 10:00');
const SOUND: Partial<Record<keyof typeof AT, Raw>> = {
  customerId: 'C1',
  id: 'O1',
  number: 'ZK 7',
  stage: 'picking',
  openedAt: rawMoment('2026-11-23 08:00:00+00'),
};

function read(differs: typeof SOUND, kind: 'order' | 'service_job' = 'order') {
  const row: Raw[] = Array.from({ length: Object.keys(AT).length }, () => null);
  for (const [column, value] of Object.entries({ ...SOUND, ...differs }))
    row[AT[column as keyof typeof AT]] = value;
  return readItem(kind, row, NOW, zoneOf('Europe/Warsaw'));
}
function item(differs: typeof SOUND) {
  const given = read(differs);
  if (!('item' in given)) throw new Error(faultText(given.fault));
  return { ...given.item, doubtful: given.doubts.map(({ field }) => field) };
}

test('a sound row', () => {
  expect(
    item({
      stageSince: rawMoment('2026-11-24 08:00:00.5+00'),
      promisedFor: '2026-12-04',
      contactEmail: ' adam@site.example ',
      url: 'https://x.example/1',
    }),
  ).toMatchObject({
    kind: 'order',
    id: 'O1',
    number: 'ZK 7',
    stage: 'picking',
    openedAt: warsaw('2026-11-23 09:00'),
    stageSince: warsaw('2026-11-24 09:00') + 500,
    promisedFor: day('2026-12-04'),
    contactEmail: 'adam@site.example',
    url: 'https://x.example/1',
    lines: [],
    doubtful: [],
  });
});

test('what cannot be judged at all is quarantined, and says why', () => {
  expect(read({ id: null })).toEqual({ table: 'orders', id: '(none)', fault: { code: 'no_id' } });
  expect(read({ id: '' })).toMatchObject({ fault: { code: 'no_id' } });
  expect(read({ openedAt: null })).toMatchObject({ fault: { code: 'missing', it: 'placed_at' } });
  expect(read({ openedAt: 'infinity' }, 'service_job')).toMatchObject({
    table: 'service_jobs',
    fault: { code: 'missing', it: 'reported_at' },
  });
  expect(read({ openedAt: rawMoment('2026-11-26 09:00:01+00') })).toMatchObject({
    fault: { code: 'future', at: '2026-11-26T09:00:01.000Z', column: 'placed_at' },
  });
});

test('a field in doubt is set aside and the rest stays', () => {
  expect(item({ stageSince: rawMoment('2026-11-26 09:00:01+00') })).toMatchObject({
    stageSince: null,
    doubtful: ['stage_since'],
  });
  expect(item({ updatedAt: 'infinity' })).toMatchObject({ updatedAt: null, doubtful: ['updated_at'] });
  expect(item({ promisedFor: '2026-11-22' })).toMatchObject({
    promisedFor: null,
    doubtful: ['promised_for'],
  });
  expect(item({ neededBy: '2048-01-01' })).toMatchObject({ neededBy: null, doubtful: ['needed_by'] });
  expect(item({ contactEmail: 'adam@' })).toMatchObject({ contactEmail: null, doubtful: ['contact_email'] });
  expect(item({ closedAt: rawMoment('2026-11-01 09:00:00+00') })).toMatchObject({ doubtful: ['closed_at'] });
  expect(item({ closedAt: '-infinity' })).toMatchObject({ doubtful: ['closed_at'] });
});

test('promised for the very day of the opening, in the company zone', () => {
  // 23:30 UTC on the 22nd is the 23rd in Warsaw.
  expect(item({ openedAt: rawMoment('2026-11-22 23:30:00+00'), promisedFor: '2026-11-22' }).doubtful).toEqual(
    ['promised_for'],
  );
  expect(item({ openedAt: rawMoment('2026-11-22 23:30:00+00'), promisedFor: '2026-11-23' }).doubtful).toEqual(
    [],
  );
});

test.each(['javascript:alert(1)', 'ftp://x.example', 'https://x.example/"><script>', 'x.example'])(
  '%s is no link for a letter',
  (url) => {
    expect(item({ url })).toMatchObject({ url: null, doubtful: ['url'] });
  },
);

test('a row without a number goes by its id, one without a stage by an unmapped one', () => {
  expect(item({ number: null, stage: null })).toMatchObject({ number: 'O1', stage: '', doubtful: [] });
});
