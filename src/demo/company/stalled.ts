import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const lining: Scene = ({ ago, day }) => ({
  id: 'dabrowski',
  shows: 'stage over its allowance: supplier_late',
  name: 'Piotr Dąbrowski',
  salutation: 'Panie Piotrze',
  email: 'piotr.dabrowski@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1035',
      summary: 'smoking, jedwabne klapy',
      placed_at: ago(9, '15:00'),
      stage: 'fabric ordered',
      stage_since: ago(8, '10:30'),
      promised_for: day(9),
      reason: 'supplier_late',
      reason_note: 'Tkalnia w Como: jedwab "w przyszłym tygodniu" po raz trzeci.',
      total: '2900.00',
    },
  ],
});

const parcel: Scene = ({ ago, day }) => ({
  id: 'morozova',
  shows: 'stage over its allowance: carrier_delay',
  name: 'Ольга Сергеевна Морозова',
  salutation: 'Ольга Сергеевна',
  email: 'o.morozova@pochta.example',
  language: 'ru',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1029',
      summary: 'летнее пальто, укорочено',
      placed_at: ago(13, '14:20'),
      stage: 'with the courier',
      stage_since: ago(5, '16:00'),
      promised_for: day(3),
      reason: 'carrier_delay',
      total: '220.00',
    },
  ],
});

const machine: Scene = ({ ago, day }) => ({
  id: 'wojcik',
  shows: 'stage over its allowance: parts_ordered',
  name: 'Zofia Wójcik',
  salutation: 'Pani Zofio',
  email: 'zofia.wojcik@poczta.example',
  language: 'pl',
  owner_id: TOMASZ,
  jobs: [
    {
      number: 'SN 203',
      asset: 'maszyna do szycia Łucznik 466',
      summary: 'przeskakuje ścieg, luz na chwytaczu',
      reported_at: ago(10, '10:10'),
      stage: 'waiting for parts',
      stage_since: ago(8, '13:00'),
      promised_for: day(4),
      reason: 'parts_ordered',
      public_note: 'Chwytacz do tego modelu zamówiliśmy w Bielsku.',
      estimate: '240.00',
    },
  ],
});

const awning: Scene = ({ ago, day }) => ({
  id: 'pod-lipa',
  shows: 'stage over its allowance: weather',
  name: 'Kawiarnia Pod Lipą',
  salutation: null,
  email: 'kawiarnia@pod-lipa.example',
  language: 'pl',
  owner_id: TOMASZ,
  jobs: [
    {
      number: 'SN 205',
      asset: 'markiza nad ogródkiem',
      summary: 'szycie rozdartego brzegu na miejscu',
      reported_at: ago(9, '08:30'),
      stage: 'visit to be agreed',
      stage_since: ago(7, '11:00'),
      promised_for: day(5),
      reason: 'weather',
      estimate: '600.00',
    },
  ],
});

const jacket: Scene = ({ ago }) => ({
  id: 'mazur',
  shows: 'stage over its allowance, and nobody says why: we do not know yet, and we are finding out',
  name: 'Aleksandra Mazur',
  salutation: 'Pani Aleksandro',
  email: 'ola.mazur@poczta.example',
  language: 'pl',
  owner_id: TOMASZ,
  jobs: [
    {
      number: 'SN 204',
      asset: 'kurtka skórzana',
      summary: 'wymiana zamka',
      reported_at: ago(8, '17:30'),
      stage: 'on the bench',
      stage_since: ago(7, '09:00'),
      estimate: '160.00',
    },
  ],
});

const saddlebag: Scene = ({ ago, day }) => ({
  id: 'chen',
  shows: 'stage over its allowance, with a reason code that no letter has a sentence for',
  name: 'Grace Chen',
  salutation: 'Ms Chen',
  email: 'grace.chen@letterbox.example',
  language: 'en',
  owner_id: TOMASZ,
  jobs: [
    {
      number: 'SN 207',
      asset: 'leather saddlebag',
      summary: 'new strap, torn seam closed',
      reported_at: ago(9, '12:15'),
      stage: 'leather drying',
      stage_since: ago(6, '10:00'),
      promised_for: day(6),
      reason: 'tannery_audit',
      estimate: '290.00',
    },
  ],
});

const overseas: Scene = ({ ago, day }) => ({
  id: 'carter',
  shows: 'a customer in New York: dates and sending hours are those of her own clock',
  name: 'Emily Carter',
  salutation: 'Ms Carter',
  email: 'emily.carter@letterbox.example',
  language: 'en',
  time_zone: 'America/New_York',
  country: 'US',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1030',
      summary: 'three linen shirts',
      placed_at: ago(14, '18:00'),
      stage: 'with the courier',
      stage_since: ago(6, '15:30'),
      promised_for: day(2),
      reason: 'carrier_delay',
      total: '1380.00',
    },
  ],
});

/** A stage that outran its allowance, for each reason that is not shown elsewhere. */
export const stalled: readonly Scene[] = [lining, parcel, machine, awning, jacket, saddlebag, overseas];
