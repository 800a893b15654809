import type { DemoDays } from './days.ts';
import { IRINA, JAGODA, TOMASZ } from './people.ts';
import type { ContactRow, DemoCustomer, OrderRow, Scene } from './scene.ts';

type Who = Pick<DemoCustomer, 'id' | 'name' | 'salutation' | 'email' | 'language' | 'owner_id'>;

/** Somebody of ours wrote to them on the last working day, as people do. */
const wrote = ({ ago }: DemoDays, person: string): ContactRow => ({
  at: ago(1, '11:30'),
  channel: 'email',
  direction: 'to_customer',
  person_id: person,
});

/** An order on course: no letter goes to this customer. */
const onTime =
  (who: Who, shows: string, order: (days: DemoDays) => OrderRow, heard = false): Scene =>
  (days) => ({
    ...who,
    shows,
    orders: [order(days)],
    ...(heard ? { contacts: [wrote(days, who.owner_id)] } : {}),
  });

const polish = (id: string, name: string, salutation: string, owner: string): Who => ({
  id,
  name,
  salutation,
  email: `${id}@poczta.example`,
  language: 'pl',
  owner_id: owner,
});

const JUST_PLACED = 'on course: placed on the last working day';
const NEW_STAGE = 'on course: its stage has just begun, and an allowance is no forecast';
const CONFIRMED = 'on course: well ahead of its day, and a person confirmed it on the last working day';

/** The promise is ahead and not at risk: nothing. */
export const onCourse: readonly Scene[] = [
  onTime(polish('lis', 'Agata Lis', 'Pani Agato', JAGODA), JUST_PLACED, ({ ago, day }) => ({
    number: 'ZK 1060',
    summary: 'spodnie, zwężenie nogawek',
    placed_at: ago(1, '12:10'),
    stage: 'measured',
    stage_since: ago(1, '12:30'),
    promised_for: day(6),
    total: '70.00',
  })),
  onTime(polish('zielinska', 'Joanna Zielińska', 'Pani Joanno', JAGODA), NEW_STAGE, ({ ago, day }) => ({
    number: 'ZK 1055',
    summary: 'sukienka z lnu, na miarę',
    placed_at: ago(2, '13:10'),
    stage: 'sewing',
    stage_since: ago(1, '14:00'),
    promised_for: day(1),
    total: '760.00',
  })),
  onTime(
    polish('duda', 'Grzegorz Duda', 'Panie Grzegorzu', JAGODA),
    CONFIRMED,
    ({ ago, day }) => ({
      number: 'ZK 1046',
      summary: 'garnitur na miarę, szary',
      placed_at: ago(7, '10:00'),
      stage: 'sewing',
      stage_since: ago(2, '09:00'),
      promised_for: day(8),
      total: '2700.00',
    }),
    true,
  ),
  onTime(
    polish('walczak', 'Helena Walczak', 'Pani Heleno', TOMASZ),
    CONFIRMED,
    ({ ago, day }) => ({
      number: 'ZK 1048',
      summary: 'futro, nowa podszewka',
      placed_at: ago(6, '16:20'),
      stage: 'handwork',
      stage_since: ago(4, '09:00'),
      promised_for: day(15),
      needed_by: day(18),
      total: '980.00',
    }),
    true,
  ),
  onTime(
    polish('nowicki', 'Adam Nowicki', 'Panie Adamie', JAGODA),
    CONFIRMED,
    ({ ago, day }) => ({
      number: 'ZK 1050',
      summary: 'mundur galowy strażaka',
      placed_at: ago(5, '09:25'),
      stage: 'fabric ordered',
      stage_since: ago(2, '10:00'),
      promised_for: day(9),
      total: '1600.00',
      lines: [
        { description: 'bluza galowa', stage: 'fabric ordered', stage_since: ago(2), promised_for: day(7) },
        { description: 'spodnie z lampasem', stage: 'cutting', stage_since: ago(1) },
      ],
    }),
    true,
  ),
  onTime(
    {
      id: 'evans',
      name: 'David Evans',
      salutation: 'Mr Evans',
      email: 'david.evans@letterbox.example',
      language: 'en',
      owner_id: TOMASZ,
    },
    CONFIRMED,
    ({ ago, day }) => ({
      number: 'ZK 1051',
      summary: 'dinner jacket, relined',
      placed_at: ago(5, '14:00'),
      stage: 'alteration',
      stage_since: ago(2, '13:00'),
      promised_for: day(5),
      total: '450.00',
    }),
    true,
  ),
  onTime(
    {
      id: 'petrova',
      name: 'Мария Андреевна Петрова',
      salutation: 'Мария Андреевна',
      email: 'm.petrova@pochta.example',
      language: 'ru',
      owner_id: IRINA,
    },
    JUST_PLACED,
    ({ ago, day }) => ({
      number: 'ZK 1059',
      summary: 'шёлковая блузка на заказ',
      placed_at: ago(1, '10:05'),
      stage: 'confirmed',
      stage_since: ago(1, '10:40'),
      promised_for: day(10),
      total: '520.00',
    }),
  ),
];

/** A repair that is on its way back within its time. */
const bagOnTime: Scene = (days) => ({
  ...polish('zajac', 'Wojciech Zając', 'Panie Wojciechu', TOMASZ),
  shows: CONFIRMED,
  jobs: [
    {
      number: 'SN 212',
      asset: 'plecak skórzany',
      summary: 'nowe klamry',
      reported_at: days.ago(5, '12:00'),
      stage: 'on the bench',
      stage_since: days.ago(2, '15:00'),
      promised_for: days.day(4),
      estimate: '130.00',
    },
  ],
  contacts: [wrote(days, TOMASZ)],
});

export const onCourseJobs: readonly Scene[] = [bagOnTime];
