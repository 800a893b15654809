import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const twoEmails: Scene = ({ ago, day }) => ({
  id: 'hughes',
  shows: 'twelve working days of silence, and two emails that nobody answered',
  name: 'Margaret Hughes',
  salutation: 'Mrs Hughes',
  email: 'margaret.hughes@letterbox.example',
  language: 'en',
  owner_id: TOMASZ,
  orders: [
    {
      number: 'ZK 1026',
      summary: "grandmother's evening gown, restored",
      placed_at: ago(14, '11:45'),
      stage: 'handwork',
      stage_since: ago(13, '09:00'),
      promised_for: day(8),
      total: '1650.00',
    },
  ],
  contacts: [
    { at: ago(12, '10:00'), channel: 'email', direction: 'to_customer', person_id: TOMASZ },
    { at: ago(9, '20:40'), channel: 'email', direction: 'from_customer' },
    { at: ago(5, '21:15'), channel: 'email', direction: 'from_customer' },
  ],
});

const quietCoat: Scene = ({ ago, day }) => ({
  id: 'jablonski',
  shows: 'all is well with it, but the customer has heard nothing for too long',
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
      promised_for: day(6),
      total: '1900.00',
    },
  ],
});

const quietFur: Scene = ({ ago, day }) => ({
  id: 'lebedeva',
  shows: 'silence about a repair that is on course, in Russian',
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
      promised_for: day(5),
      estimate: '340.00',
    },
  ],
});

const phoned: Scene = ({ ago, day }) => ({
  id: 'krol',
  shows: 'a person phoned on the last working day, so no letter follows (hold)',
  name: 'Barbara Król',
  salutation: 'Pani Barbaro',
  email: 'barbara.krol@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1040',
      summary: 'żakiet, zwężenie w ramionach',
      placed_at: ago(9, '14:30'),
      stage: 'alteration',
      stage_since: ago(7, '10:00'),
      promised_for: day(-1),
      reason: 'our_mistake',
      total: '140.00',
    },
  ],
  contacts: [{ at: ago(1, '15:20'), channel: 'phone', direction: 'to_customer', person_id: JAGODA }],
});

const wroteToday: Scene = ({ ago, day, minutesAgo }) => ({
  id: 'volkov',
  shows: 'the customer wrote within the hour, and a person owes him a reply (hold, and a task)',
  name: 'Дмитрий Павлович Волков',
  salutation: 'Дмитрий Павлович',
  email: 'd.volkov@pochta.example',
  language: 'ru',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1037',
      summary: 'костюм-тройка, примерка пройдена',
      placed_at: ago(11, '11:30'),
      stage: 'sewing',
      stage_since: ago(8, '10:00'),
      promised_for: day(2),
      total: '3100.00',
    },
  ],
  contacts: [{ at: minutesAgo(40), channel: 'email', direction: 'from_customer' }],
});

/** What was said, and what was not. */
export const silence: readonly Scene[] = [twoEmails, quietCoat, quietFur, phoned, wroteToday];
