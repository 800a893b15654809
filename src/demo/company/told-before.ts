import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const readyAtLast: Scene = ({ ago, day, minutesAgo }) => ({
  id: 'czerwinska',
  shows: 'ready, after a letter said that it is late: one closing letter',
  name: 'Bogna Czerwińska',
  salutation: 'Pani Bogno',
  email: 'bogna.czerwinska@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1013',
      summary: 'garsonka, przeróbka',
      placed_at: ago(13, '10:00'),
      stage: 'ready',
      stage_since: minutesAgo(60),
      promised_for: day(-2),
      total: '310.00',
      before: { stage: 'alteration', stage_since: ago(7, '10:00'), reason: 'our_mistake' },
    },
  ],
});

const calledOff: Scene = ({ ago, day, minutesAgo }) => ({
  id: 'osborne',
  shows: 'cancelled, after a letter said that it is late: one closing letter',
  name: 'Henry Osborne',
  salutation: 'Mr Osborne',
  email: 'henry.osborne@letterbox.example',
  language: 'en',
  owner_id: TOMASZ,
  orders: [
    {
      number: 'ZK 1014',
      summary: 'opera cloak, silk lining',
      placed_at: ago(15, '12:00'),
      stage: 'cancelled',
      stage_since: minutesAgo(90),
      closed_at: minutesAgo(90),
      outcome: 'cancelled',
      promised_for: day(-2),
      reason: 'supplier_late',
      total: '1900.00',
      before: {
        stage: 'fabric ordered',
        stage_since: ago(9, '10:00'),
        reason: 'supplier_late',
        closed_at: null,
        outcome: null,
      },
    },
  ],
});

const onTheBenchAgain: Scene = ({ ago, minutesAgo }) => ({
  id: 'fedorov',
  shows: 'on course, after a letter said that it stands still: it moves again',
  name: 'Андрей Петрович Фёдоров',
  salutation: 'Андрей Петрович',
  email: 'a.fedorov@pochta.example',
  language: 'ru',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1015',
      summary: 'пиджак из твида',
      placed_at: ago(12, '12:00'),
      stage: 'sewing',
      stage_since: minutesAgo(80),
      total: '1700.00',
      before: { stage: 'fabric ordered', stage_since: ago(8, '12:00'), reason: 'supplier_late' },
    },
  ],
});

const newDay: Scene = ({ ago, day }) => ({
  id: 'wieczorek',
  shows: 'on course, with another day than the one that our letter named: the date moved',
  name: 'Lidia Wieczorek',
  salutation: 'Pani Lidio',
  email: 'lidia.wieczorek@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1016',
      summary: 'kostium z wełny, na miarę',
      placed_at: ago(14, '09:30'),
      stage: 'sewing',
      stage_since: ago(4, '09:00'),
      promised_for: day(6),
      total: '1450.00',
      before: { promised_for: day(-2), reason: 'our_mistake' },
    },
  ],
});

const noDay: Scene = ({ ago, day }) => ({
  id: 'ashworth',
  shows: 'stalled, and the day that our letter named was taken back',
  name: 'Eleanor Ashworth',
  salutation: 'Ms Ashworth',
  email: 'eleanor.ashworth@letterbox.example',
  language: 'en',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1017',
      summary: 'damask curtains, two pairs',
      placed_at: ago(11, '11:00'),
      stage: 'fabric ordered',
      stage_since: ago(8, '13:00'),
      reason: 'supplier_late',
      total: '2250.00',
      before: { promised_for: day(3) },
    },
  ],
});

const backOnCourse: Scene = ({ ago, day, minutesAgo }) => ({
  id: 'sadowski',
  shows: 'on course, and our word is due today: one letter that keeps it, and no further word',
  name: 'Łukasz Sadowski',
  salutation: 'Panie Łukaszu',
  email: 'lukasz.sadowski@poczta.example',
  language: 'pl',
  owner_id: TOMASZ,
  orders: [
    {
      number: 'ZK 1018',
      summary: 'kamizelka do fraka',
      placed_at: ago(10, '10:00'),
      stage: 'sewing',
      stage_since: minutesAgo(70),
      needed_by: day(1),
      total: '520.00',
      before: { stage: 'from warehouse', stage_since: ago(7, '10:00'), reason: 'stock_transfer' },
    },
  ],
});

const lateOnItsWay: Scene = ({ ago, day, minutesAgo }) => ({
  id: 'turner',
  shows: 'broken, as our letter said, and on its way since: still late, with news',
  name: 'Alice Turner',
  salutation: 'Ms Turner',
  email: 'alice.turner@letterbox.example',
  language: 'en',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1022',
      summary: 'riding breeches, two pairs',
      placed_at: ago(13, '16:00'),
      stage: 'with the courier',
      stage_since: minutesAgo(100),
      promised_for: day(-2),
      total: '780.00',
      shipments: [
        {
          carrier: 'InPost',
          tracking_number: '6300 1187 4420',
          tracking_url: 'https://carrier.example/track/630011874420',
          shipped_at: minutesAgo(100),
          expected_on: day(1),
        },
      ],
      before: { stage: 'sewing', stage_since: ago(8, '09:00'), reason: 'unknown' },
    },
  ],
});

/** A letter of ours went on the last working day, and something has happened since. */
export const toldBefore: readonly Scene[] = [
  readyAtLast,
  calledOff,
  onTheBenchAgain,
  newDay,
  noDay,
  backOnCourse,
  lateOnItsWay,
];
