import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const fabric: Scene = ({ ago, day }) => ({
  id: 'adamczyk',
  shows: 'waiting for the customer: the fabric must be approved (customer_approval)',
  name: 'Krzysztof Adamczyk',
  salutation: 'Panie Krzysztofie',
  email: 'k.adamczyk@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1043',
      summary: 'garnitur z flaneli',
      placed_at: ago(8, '12:00'),
      stage: 'fabric approval',
      stage_since: ago(5, '11:00'),
      promised_for: day(10),
      reason: 'customer_approval',
      public_note: 'Próbki trzech flaneli wysłaliśmy pocztą, grafitowa jest dostępna od ręki.',
      total: '3200.00',
    },
  ],
});

const fitting: Scene = ({ ago, day }) => ({
  id: 'mitchell',
  shows: 'waiting for the customer: one line needs a fitting, the rest is ready',
  name: 'Sarah Mitchell',
  salutation: 'Ms Mitchell',
  email: 'sarah.mitchell@letterbox.example',
  language: 'en',
  owner_id: TOMASZ,
  orders: [
    {
      number: 'ZK 1044',
      summary: 'wool coat and skirt',
      placed_at: ago(11, '10:40'),
      stage: 'fitting',
      stage_since: ago(6, '13:30'),
      promised_for: day(6),
      reason: 'customer_approval',
      total: '1720.00',
      lines: [
        { description: 'skirt, charcoal', stage: 'ready', stage_since: ago(6) },
        { description: 'coat, charcoal', stage: 'fitting', stage_since: ago(6, '13:30') },
      ],
    },
  ],
});

const creditHold: Scene = ({ ago, day }) => ({
  id: 'szwalnia-baltyk',
  shows: 'awaiting_credit: their machine stands still because of our credit limit (credit_hold)',
  name: 'Szwalnia Bałtyk sp. z o.o.',
  salutation: 'Panie Leszku',
  email: 'produkcja@szwalnia-baltyk.example',
  language: 'pl',
  credit_limit: '10000.00',
  owner_id: TOMASZ,
  jobs: [
    {
      number: 'SN 210',
      asset: 'stębnówka przemysłowa, linia 2',
      summary: 'silnik nie rusza, linia stoi',
      reported_at: ago(4, '07:20'),
      stage: 'on credit hold',
      stage_since: ago(3, '09:10'),
      promised_for: day(1),
      reason: 'credit_hold',
      reason_note: 'Limit 10 000, otwarte 8 900, kosztorys 2 400.',
      estimate: '2400.00',
    },
  ],
});

const creditHoldAbroad: Scene = ({ ago }) => ({
  id: 'harbour',
  shows: 'awaiting_credit in English, with no promised day at all',
  name: 'Harbour Upholstery Ltd',
  salutation: null,
  email: 'workshop@harbour-upholstery.example',
  language: 'en',
  credit_limit: '6000.00',
  owner_id: IRINA,
  jobs: [
    {
      number: 'SN 211',
      asset: 'walking-foot machine',
      summary: 'feed dog worn out',
      reported_at: ago(5, '09:50'),
      stage: 'on credit hold',
      stage_since: ago(4, '12:40'),
      estimate: '1150.00',
    },
  ],
});

/** The next move is not the workshop's: the customer's, or the finance director's. */
export const theirTurn: readonly Scene[] = [fabric, fitting, creditHold, creditHoldAbroad];
