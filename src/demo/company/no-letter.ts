import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const noAddress: Scene = ({ ago, day }) => ({
  id: 'pawlak',
  shows: 'broken, and no address at all: a person calls',
  name: 'Stanisława Pawlak',
  salutation: 'Pani Stanisławo',
  email: null,
  phone: '+48 22 000 02 14',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1034',
      summary: 'zasłony do pokoju, skrócenie',
      placed_at: ago(10, '09:00'),
      stage: 'alteration',
      stage_since: ago(8, '09:30'),
      promised_for: day(-2),
      reason: 'unknown',
      total: '120.00',
    },
  ],
});

const badAddress: Scene = ({ ago, day }) => ({
  id: 'gorski',
  shows: 'broken, and a malformed address (a comma for a dot): set aside and named, and a person calls',
  name: 'Tadeusz Górski',
  salutation: 'Panie Tadeuszu',
  email: 'tadeusz.gorski@poczta,example',
  phone: '+48 22 000 02 15',
  language: 'pl',
  owner_id: TOMASZ,
  jobs: [
    {
      number: 'SN 202',
      asset: 'teczka skórzana po ojcu',
      summary: 'szycie rączki i narożników',
      reported_at: ago(11, '15:10'),
      stage: 'on the bench',
      stage_since: ago(8, '10:00'),
      promised_for: day(-1),
      estimate: '210.00',
    },
  ],
});

const noEmail: Scene = ({ ago }) => ({
  id: 'sikora',
  shows: 'stalled, and does not want email: a person calls',
  name: 'Henryk Sikora',
  salutation: 'Panie Henryku',
  email: 'henryk.sikora@poczta.example',
  email_allowed: false,
  phone: '+48 22 000 02 16',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1036',
      summary: 'kapelusz, nowa wstążka i potnik',
      placed_at: ago(9, '16:00'),
      stage: 'fabric ordered',
      stage_since: ago(8, '09:00'),
      reason: 'supplier_late',
      total: '150.00',
    },
  ],
});

const notPickedUp: Scene = ({ ago, day }) => ({
  id: 'kaczmarek',
  shows: 'ready, with no delay that we told of: nothing, whatever its dates say',
  name: 'Ewa Kaczmarek',
  salutation: 'Pani Ewo',
  email: 'ewa.kaczmarek@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1012',
      summary: 'spódnica, wymiana zamka',
      placed_at: ago(24, '12:00'),
      stage: 'ready',
      stage_since: ago(19, '16:00'),
      promised_for: day(-18),
      total: '60.00',
    },
  ],
});

const notClosed: Scene = ({ ago, day }) => ({
  id: 'pralnia-swit',
  shows: 'over: resolved but never closed, so it waits for nobody',
  name: 'Pralnia Świt',
  salutation: null,
  email: 'pralnia@swit.example',
  language: 'pl',
  owner_id: TOMASZ,
  jobs: [
    {
      number: 'SN 196',
      asset: 'overlock w prasowalni',
      summary: 'wymiana noża',
      reported_at: ago(21, '08:00'),
      stage: 'resolved',
      stage_since: ago(17, '13:00'),
      promised_for: day(-16),
      estimate: '190.00',
    },
  ],
});

const abandoned: Scene = ({ monthsAgo }) => ({
  id: 'wrona',
  shows: 'abandoned: no event for nine months, so its owner hears of it and the customer does not',
  name: 'Michał Wrona',
  salutation: 'Panie Michale',
  email: 'michal.wrona@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 0611',
      summary: 'frak, przymiarka odwołana',
      placed_at: monthsAgo(10),
      stage: 'sewing',
      stage_since: monthsAgo(9),
      total: '4100.00',
    },
  ],
});

const forgottenBoots: Scene = ({ monthsAgo }) => ({
  id: 'egorov',
  shows: 'abandoned as well: a job, with a promise that is long past',
  name: 'Алексей Егоров',
  salutation: null,
  email: 'egorov@pochta.example',
  language: 'ru',
  owner_id: IRINA,
  jobs: [
    {
      number: 'SN 131',
      asset: 'сапоги',
      summary: 'новая молния',
      reported_at: monthsAgo(8),
      stage: 'waiting for parts',
      stage_since: monthsAgo(7),
      promised_for: monthsAgo(7).slice(0, 10),
      estimate: '80.00',
    },
  ],
});

/** Customers whom no letter can or may reach, and things that wait for nobody. */
export const noLetter: readonly Scene[] = [
  noAddress,
  badAddress,
  noEmail,
  notPickedUp,
  notClosed,
  abandoned,
  forgottenBoots,
];
