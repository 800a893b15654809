import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const suit: Scene = ({ ago, friday, saturday, afterSaturday }) => ({
  id: 'wisniewski',
  shows:
    'at risk by a line dated later: one of four is in another warehouse, needed by Saturday, and the rest is offered',
  name: 'Marek Wiśniewski',
  salutation: 'Panie Marku',
  email: 'marek.wisniewski@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1042',
      summary: 'garnitur ślubny, cztery części',
      placed_at: ago(8, '16:40'),
      stage: 'from warehouse',
      stage_since: ago(6, '09:30'),
      promised_for: friday,
      needed_by: saturday,
      reason: 'stock_transfer',
      reason_note: 'Magazyn w Łodzi nie potwierdził wydania marynarki, dzwoniono dwa razy.',
      total: '3480.00',
      lines: [
        { description: 'spodnie, granat, 52', stage: 'ready', stage_since: ago(4) },
        { description: 'kamizelka, granat, 52', stage: 'ready', stage_since: ago(4) },
        { description: 'koszula biała, kołnierzyk 42', stage: 'ready', stage_since: ago(5) },
        {
          description: 'marynarka, granat, 52',
          stage: 'from warehouse',
          stage_since: ago(6, '09:30'),
          promised_for: afterSaturday,
          reason: 'stock_transfer',
        },
      ],
    },
  ],
});

const uniforms: Scene = ({ ago, day }) => ({
  id: 'sokolova',
  shows: "at risk by one line's own date, days ahead: nothing needs to be guessed",
  name: 'Елена Викторовна Соколова',
  salutation: 'Елена Викторовна',
  email: 'sokolova@pochta.example',
  language: 'ru',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1057',
      summary: 'школьная форма для двоих',
      placed_at: ago(2, '17:15'),
      stage: 'cutting',
      stage_since: ago(1, '09:00'),
      promised_for: day(4),
      reason: 'supplier_late',
      total: '890.00',
      lines: [
        { description: 'пиджак, рост 134', stage: 'ready', stage_since: ago(1, '15:00') },
        { description: 'юбка в складку, рост 122', stage: 'cutting', stage_since: ago(1, '09:00') },
        {
          description: 'жилет с вышитым гербом',
          stage: 'fabric ordered',
          stage_since: ago(1, '09:00'),
          promised_for: day(8),
          reason: 'supplier_late',
        },
      ],
    },
  ],
});

const waistcoat: Scene = ({ ago, day }) => ({
  id: 'whitfield',
  shows: 'at risk, with no promise of ours: the day on which the customer needed it has passed',
  name: 'James Whitfield',
  salutation: 'Mr Whitfield',
  email: 'james@whitfield.example',
  language: 'en',
  owner_id: TOMASZ,
  orders: [
    {
      number: 'ZK 1047',
      summary: 'tweed waistcoat, new back panel',
      placed_at: ago(5, '09:40'),
      stage: 'handwork',
      stage_since: ago(4, '11:00'),
      needed_by: day(-1),
      reason: 'supplier_late',
      total: '310.00',
    },
  ],
});

const lining: Scene = ({ ago, day }) => ({
  id: 'dabrowski',
  shows: 'at risk by a stage over its allowance, the promise near: supplier_late',
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
      promised_for: day(5),
      reason: 'supplier_late',
      reason_note: 'Tkalnia w Como: jedwab "w przyszłym tygodniu" po raz trzeci.',
      total: '2900.00',
    },
  ],
});

const parcel: Scene = ({ ago, day }) => ({
  id: 'morozova',
  shows: 'at risk by a stage over its allowance: carrier_delay',
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
  shows: 'at risk by a stage over its allowance: parts_ordered',
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
  shows: 'at risk by a stage over its allowance: weather',
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

const saddlebag: Scene = ({ ago, day }) => ({
  id: 'chen',
  shows: 'at risk by a stage over its allowance, with a reason code that no letter has a sentence for',
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

/** A day of ours, or of theirs, is ahead and will probably be missed: one warning. */
export const atRisk: readonly Scene[] = [
  suit,
  uniforms,
  waistcoat,
  lining,
  parcel,
  machine,
  awning,
  saddlebag,
];
