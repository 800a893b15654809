import { IRINA, JAGODA } from './people.ts';
import type { Scene } from './scene.ts';

const coat: Scene = ({ ago, day }) => ({
  id: 'kaminska',
  shows: 'broken: the promised day is over, by a mistake of ours that is said so',
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

const overseas: Scene = ({ ago, day }) => ({
  id: 'carter',
  shows: 'broken, and late on its way; in New York, by whose clock her dates and sending hours are',
  name: 'Emily Carter',
  salutation: 'Ms Carter',
  email: 'emily.carter@letterbox.example',
  language: 'en',
  time_zone: 'America/New_York',
  country: 'US',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1030',
      summary: 'three linen shirts',
      placed_at: ago(14, '18:00'),
      stage: 'with the courier',
      stage_since: ago(6, '15:30'),
      promised_for: day(-1),
      reason: 'carrier_delay',
      total: '1380.00',
      shipments: [
        {
          carrier: 'DHL Express',
          tracking_number: '40 1144 2063',
          tracking_url: 'https://carrier.example/track/4011442063',
          shipped_at: ago(6, '15:30'),
          expected_on: day(-1),
        },
      ],
    },
  ],
});

/** The promised day is over: written about at once. */
export const broken: readonly Scene[] = [coat, overseas];
