import { JAGODA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const theatre: Scene = ({ ago, day }) => ({
  id: 'teatr',
  shows: 'broken, three times: one letter; the fourth order is on course and is not in it',
  name: 'Teatr na Skarpie',
  salutation: 'Pani Doroto',
  email: 'kostiumy@teatr-na-skarpie.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1019',
      summary: 'kubrak Papkina',
      placed_at: ago(18, '10:00'),
      stage: 'sewing',
      stage_since: ago(9, '10:00'),
      promised_for: day(-3),
      reason: 'unknown',
      total: '1250.00',
    },
    {
      number: 'ZK 1020',
      summary: 'suknia Podstoliny',
      placed_at: ago(18, '10:00'),
      stage: 'fabric ordered',
      stage_since: ago(8, '12:30'),
      promised_for: day(-1),
      reason: 'supplier_late',
      total: '2100.00',
    },
    {
      number: 'ZK 1021',
      summary: 'dwa żupany z aksamitu',
      placed_at: ago(18, '10:00'),
      stage: 'from warehouse',
      stage_since: ago(7, '15:00'),
      promised_for: day(-2),
      reason: 'stock_transfer',
      total: '2800.00',
      lines: [
        { description: 'żupan Cześnika, bordo', stage: 'ready', stage_since: ago(2) },
        { description: 'żupan Rejenta, zieleń', stage: 'from warehouse', stage_since: ago(7, '15:00') },
      ],
    },
    {
      number: 'ZK 1056',
      summary: 'peleryna, skrócenie',
      placed_at: ago(1, '15:50'),
      stage: 'alteration',
      stage_since: ago(1, '16:20'),
      promised_for: day(7),
      total: '90.00',
    },
  ],
});

const hotel: Scene = ({ ago, day }) => ({
  id: 'hotel-bursztyn',
  shows: 'broken and stalled, for two addresses: the site hears about its job, the office about its order',
  name: 'Hotel Bursztyn',
  salutation: 'Pani Magdo',
  email: 'biuro@hotel-bursztyn.example',
  language: 'pl',
  owner_id: TOMASZ,
  orders: [
    {
      number: 'ZK 1031',
      summary: 'czternaście fartuchów kelnerskich',
      placed_at: ago(11, '09:15'),
      stage: 'sewing',
      stage_since: ago(8, '09:00'),
      promised_for: day(-1),
      reason: 'our_mistake',
      total: '1540.00',
    },
  ],
  jobs: [
    {
      number: 'SN 208',
      asset: 'maszyna do szycia w pralni',
      summary: 'zrywa nić przy grubej tkaninie',
      reported_at: ago(7, '08:10'),
      stage: 'visit to be agreed',
      stage_since: ago(6, '10:00'),
      reason: 'no_technician',
      contact_name: 'Grażyna Lis',
      contact_email: 'pralnia.sopot@hotel-bursztyn.example',
      estimate: '350.00',
    },
  ],
});

const bride: Scene = ({ ago, day }) => ({
  id: 'orlova',
  shows: 'broken and stalled, an order and a job, in one Russian letter',
  name: 'Вера Николаевна Орлова',
  salutation: 'Вера Николаевна',
  email: 'vera.orlova@pochta.example',
  language: 'ru',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1033',
      summary: 'вечернее платье, подгонка',
      placed_at: ago(10, '12:00'),
      stage: 'alteration',
      stage_since: ago(7, '12:00'),
      promised_for: day(-1),
      reason: 'unknown',
      total: '260.00',
    },
  ],
  jobs: [
    {
      number: 'SN 206',
      asset: 'кожаная сумка',
      summary: 'замена ручек',
      reported_at: ago(10, '12:05'),
      stage: 'parts ordered',
      stage_since: ago(9, '09:30'),
      reason: 'parts_ordered',
      estimate: '180.00',
    },
  ],
});

/** Customers with more than one thing in our hands. */
export const severalItems: readonly Scene[] = [theatre, hotel, bride];
