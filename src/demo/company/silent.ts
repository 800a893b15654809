import { IRINA, JAGODA } from './people.ts';
import type { Scene } from './scene.ts';

const quietCoat: Scene = ({ ago }) => ({
  id: 'jablonski',
  shows: 'silent: no promise, nothing late, and nothing heard since he ordered it',
  name: 'Paweł Jabłoński',
  salutation: 'Panie Pawle',
  email: 'pawel.jablonski@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1045',
      summary: 'marynarka z tweedu, na miarę',
      placed_at: ago(6, '13:00'),
      stage: 'sewing',
      stage_since: ago(3, '10:00'),
      total: '1900.00',
    },
  ],
});

const quietFur: Scene = ({ ago }) => ({
  id: 'lebedeva',
  shows: 'silent about a repair, in Russian',
  name: 'Наталья Игоревна Лебедева',
  salutation: 'Наталья Игоревна',
  email: 'lebedeva@pochta.example',
  language: 'ru',
  owner_id: IRINA,
  jobs: [
    {
      number: 'SN 209',
      asset: 'дублёнка',
      summary: 'реставрация воротника',
      reported_at: ago(6, '16:00'),
      stage: 'on the bench',
      stage_since: ago(2, '09:00'),
      estimate: '340.00',
    },
  ],
});

/** No promise and nothing late, but nobody has spoken for long: a note without apology. */
export const silent: readonly Scene[] = [quietCoat, quietFur];
