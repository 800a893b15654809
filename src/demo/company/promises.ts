import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const suit: Scene = ({ ago, friday, saturday, afterSaturday }) => ({
  id: 'wisniewski',
  shows: 'one of four items is in another warehouse, and it is needed by Saturday',
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

const coat: Scene = ({ ago, day }) => ({
  id: 'kaminska',
  shows: 'promise missed, by a mistake of ours that is said so',
  name: 'Anna Kamińska',
  salutation: 'Pani Anno',
  email: 'anna.kaminska@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1038',
      summary: 'płaszcz wełniany, wymiana podszewki',
      placed_at: ago(12, '11:05'),
      stage: 'alteration',
      stage_since: ago(3, '12:00'),
      promised_for: day(-2),
      reason: 'our_mistake',
      public_note: 'Podszewkę skroiliśmy o dwa centymetry za krótko i szyjemy ją od nowa.',
      total: '420.00',
    },
  ],
});

const uniforms: Scene = ({ ago, day }) => ({
  id: 'sokolova',
  shows: "promise at risk by one line's own date",
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

const morningCoat: Scene = ({ ago, day }) => ({
  id: 'baker',
  shows: "the customer's own date is at risk and close, so the manager hears of it",
  name: 'Thomas Baker',
  salutation: 'Mr Baker',
  email: 'thomas.baker@letterbox.example',
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

const dress: Scene = ({ ago, day }) => ({
  id: 'zielinska',
  shows: 'promise at risk, because the stage usually takes longer than what is left',
  name: 'Joanna Zielińska',
  salutation: 'Pani Joanno',
  email: 'j.zielinska@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1055',
      summary: 'sukienka z lnu, na miarę',
      placed_at: ago(2, '13:10'),
      stage: 'sewing',
      stage_since: ago(1, '14:00'),
      promised_for: day(1),
      total: '760.00',
    },
  ],
});

const waistcoat: Scene = ({ ago, day }) => ({
  id: 'whitfield',
  shows: 'the day on which the customer needed it has passed, although ours has not come',
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
      promised_for: day(12),
      needed_by: day(-1),
      reason: 'supplier_late',
      total: '310.00',
    },
  ],
});

/** Promises that are missed or at risk. */
export const promises: readonly Scene[] = [suit, coat, uniforms, morningCoat, dress, waistcoat];
