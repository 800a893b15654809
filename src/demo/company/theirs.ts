import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const fabric: Scene = ({ ago, day }) => ({
  id: 'adamczyk',
  shows: 'theirs: the fabric must be approved (needs: approval)',
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
  shows: 'theirs: one line needs a fitting, the rest is ready',
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

const deposit: Scene = ({ ago, day }) => ({
  id: 'belov',
  shows: 'theirs: work begins once the deposit is paid (needs: payment), in Russian',
  name: 'Виктор Сергеевич Белов',
  salutation: 'Виктор Сергеевич',
  email: 'v.belov@pochta.example',
  language: 'ru',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1049',
      summary: 'пальто на заказ, кашемир',
      placed_at: ago(7, '13:00'),
      stage: 'waiting for payment',
      stage_since: ago(5, '15:00'),
      promised_for: day(14),
      total: '4200.00',
    },
  ],
});

/** It waits for the customer: what exactly we need. */
export const theirs: readonly Scene[] = [fabric, fitting, deposit];
