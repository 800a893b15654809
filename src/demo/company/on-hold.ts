import { IRINA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const creditHold: Scene = ({ ago, day }) => ({
  id: 'szwalnia-baltyk',
  shows: 'on hold by us: their machine stands still because of our credit limit',
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
  shows: 'on hold by us, in English, with no promised day at all',
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

/** Our own credit limit stopped it: the credit person decides, and the manager hears at once. */
export const onHold: readonly Scene[] = [creditHold, creditHoldAbroad];
