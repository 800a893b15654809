import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const morningCoat: Scene = ({ ago, day }) => ({
  id: 'baker',
  shows: 'on course, but promised later than he needs it from the start: a task for the owner, and no letter',
  name: 'Thomas Baker',
  salutation: 'Mr Baker',
  email: 'thomas.baker@letterbox.example',
  phone: '+48 22 000 02 17',
  language: 'en',
  owner_id: TOMASZ,
  orders: [
    {
      number: 'ZK 1054',
      summary: 'morning coat, let out at the waist',
      placed_at: ago(2, '12:30'),
      stage: 'alteration',
      stage_since: ago(1, '08:45'),
      promised_for: day(5),
      needed_by: day(2),
      reason: 'our_mistake',
      reason_note: 'Booked for the wrong week; the wedding date was in his first email.',
      total: '380.00',
    },
  ],
});

const twoEmails: Scene = ({ ago, day }) => ({
  id: 'hughes',
  shows: 'on course, and two emails that nobody answered: a task, and no letter over them',
  name: 'Margaret Hughes',
  salutation: 'Mrs Hughes',
  email: 'margaret.hughes@letterbox.example',
  phone: '+48 22 000 02 18',
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

const phoned: Scene = ({ ago, day }) => ({
  id: 'krol',
  shows: 'broken, and a person phoned since: no letter follows (hold)',
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
      promised_for: day(-2),
      reason: 'our_mistake',
      total: '140.00',
    },
  ],
  contacts: [{ at: ago(1, '15:20'), channel: 'phone', direction: 'to_customer', person_id: JAGODA }],
});

const wroteToday: Scene = ({ ago, day, minutesAgo }) => ({
  id: 'volkov',
  shows: 'at risk, and the customer wrote within the hour: a person owes him a reply (hold, and a task)',
  name: 'Дмитрий Павлович Волков',
  salutation: 'Дмитрий Павлович',
  email: 'd.volkov@pochta.example',
  phone: '+48 22 000 02 19',
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

/** A person has spoken, or should: no letter. */
export const peopleFirst: readonly Scene[] = [morningCoat, twoEmails, phoned, wroteToday];
