import type { DemoDays } from './days.ts';
import { IRINA, JAGODA } from './people.ts';
import type { OrderRow, Scene } from './scene.ts';

const unmappedStage: Scene = ({ ago, day }) => ({
  id: 'szulc',
  shows: 'on course at a stage that policy does not map: work in progress, and named in the report',
  name: 'Iwona Szulc',
  salutation: 'Pani Iwono',
  email: 'iwona.szulc@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1032',
      summary: 'obrus z haftem, sześć osób',
      placed_at: ago(11, '10:30'),
      stage: 'u hafciarki',
      stage_since: ago(8, '14:00'),
      promised_for: day(4),
      total: '540.00',
    },
  ],
});

const fromTheFuture: Scene = ({ ago, day }) => ({
  id: 'clarke',
  shows: 'broken; its stage_since lies in the future and is set aside',
  name: 'Robert Clarke',
  salutation: 'Mr Clarke',
  email: 'robert.clarke@letterbox.example',
  language: 'en',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1028',
      summary: 'tartan kilt, taken in',
      placed_at: ago(13, '15:15'),
      stage: 'alteration',
      stage_since: `${day(20)}T09:00:00Z`,
      updated_at: ago(9, '09:00'),
      promised_for: day(-3),
      reason: 'unknown',
      total: '270.00',
    },
  ],
});

const closedTooEarly: Scene = ({ ago, day }) => ({
  id: 'rutkowska',
  shows: 'broken: closed before it was opened, so the closing is set aside and it is judged as open',
  name: 'Monika Rutkowska',
  salutation: 'Pani Moniko',
  email: 'monika.rutkowska@poczta.example',
  language: 'pl',
  owner_id: JAGODA,
  orders: [
    {
      number: 'ZK 1027',
      summary: 'komunijna sukienka, podwinięcie',
      placed_at: ago(10, '13:40'),
      stage: 'alteration',
      stage_since: ago(8, '10:00'),
      promised_for: day(-1),
      closed_at: ago(30, '12:00'),
      reason: 'our_mistake',
      total: '95.00',
    },
  ],
});

const noLanguage: Scene = ({ ago }) => ({
  id: 'hoffmann',
  shows:
    "stalled; no language and no salutation: the company's first language, and a greeting without a name",
  name: 'Greta Hoffmann',
  salutation: null,
  email: 'greta.hoffmann@briefkasten.example',
  language: null,
  country: 'DE',
  owner_id: IRINA,
  orders: [
    {
      number: 'ZK 1041',
      summary: 'poduszki na ławkę, osiem sztuk',
      placed_at: ago(7, '11:00'),
      stage: 'confirmed',
      stage_since: ago(7, '11:30'),
      total: '480.00',
    },
  ],
});

/** Rows with faults, as real tables have them. */
export const oddRows: readonly Scene[] = [unmappedStage, fromTheFuture, closedTooEarly, noLanguage];

/** An order whose customer is in no table: quarantined, and the round goes on. */
export const orphan = ({ ago, day }: DemoDays): OrderRow & { readonly customer_id: string } => ({
  customer_id: 'k-usuniety',
  number: 'ZK 1025',
  summary: 'spodnie, skrócenie',
  placed_at: ago(12, '10:00'),
  stage: 'alteration',
  stage_since: ago(10, '10:00'),
  promised_for: day(-5),
  total: '45.00',
});
