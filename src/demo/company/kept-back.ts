import type { AccountScene } from './account-scene.ts';
import { MOSTLY_LATE, NOW_AND_THEN, PROMPT } from './habits.ts';

const autopay: AccountScene = ({ overdue }) => ({
  customer: 'zajac',
  shows: 'collected by ourselves: that it is open is not his doing',
  paid: PROMPT,
  invoices: [
    { number: 'FV 4020', due_on: overdue(10), lines: [['torba, nowy pasek', '95.00']], autopay: true },
  ],
});

const disputed: AccountScene = ({ overdue }) => ({
  customer: 'zaulek',
  shows: 'the customer contests the invoice, and the accounting system wants to threaten',
  paid: NOW_AND_THEN,
  invoices: [
    { number: 'FV 4021', due_on: overdue(31), lines: [['story okienne, sześć', '1750.00']], disputed: true },
  ],
  planned: [{ about: 'FV 4021', tone: 'formal' }],
});

const complaint: AccountScene = ({ ago, overdue }) => ({
  customer: 'pralnia-swit',
  shows: 'a complaint about the repair is open: the third reminder would be firm, and it is held',
  paid: NOW_AND_THEN,
  invoices: [
    {
      number: 'FV 4022',
      due_on: overdue(37),
      lines: [['overlock: nóż i regulacja', '190.00']],
      service_job_id: 'sn-196',
    },
  ],
  complaints: [
    {
      opened_at: ago(8, '13:30'),
      summary: 'Nóż znowu zrywa nić.',
      item_kind: 'service_job',
      item_id: 'sn-196',
    },
  ],
});

const weOwe: AccountScene = ({ overdue }) => ({
  customer: 'kaminska',
  shows: 'her coat is late by our mistake: she hears about the coat, and not about the money',
  paid: PROMPT,
  invoices: [{ number: 'FV 4023', due_on: overdue(10), lines: [['spódnica, podszycie', '85.00']] }],
});

const weOweThePoor: AccountScene = ({ overdue }) => ({
  customer: 'pod-lipa',
  shows: 'a poor record on the third rung, but their awning is what we owe them: the firm letter is held',
  paid: MOSTLY_LATE,
  invoices: [{ number: 'FV 4024', due_on: overdue(31), lines: [['pokrowce na krzesła', '540.00']] }],
});

const creditReview: AccountScene = ({ overdue, day }) => ({
  customer: 'szwalnia-baltyk',
  shows:
    'their machine stands for our credit limit, and always paid on time: no reminder, and the limit is reviewed',
  paid: PROMPT,
  invoices: [
    { number: 'FV 4025', due_on: overdue(10), lines: [['przegląd linii 1', '4200.00']] },
    { number: 'FV 4026', due_on: day(3), lines: [['silnik stębnówki, wymiana', '4700.00']] },
  ],
});

const creditReviewAbroad: AccountScene = ({ overdue, day }) => ({
  customer: 'harbour',
  shows: 'the same with a mixed record: the limit that it supports is not a higher one',
  paid: NOW_AND_THEN,
  invoices: [
    { number: 'FV 4027', due_on: overdue(10), lines: [['overlocker, timing belt', '1900.00']] },
    { number: 'FV 4028', due_on: day(4), lines: [['two servo motors', '3500.00']] },
  ],
});

const plan: AccountScene = ({ overdue, daysAgo }) => ({
  customer: 'irys',
  shows: 'a payment plan was agreed after the first reminder: no second one while it holds',
  paid: NOW_AND_THEN,
  invoices: [
    { number: 'FV 4029', due_on: overdue(31), lines: [['peleryny fryzjerskie, dwadzieścia', '900.00']] },
  ],
  plans: [{ agreed_on: daysAgo(20), holds_until: daysAgo(-40), note: 'Trzy raty po 300 zł.' }],
});

const grace: AccountScene = ({ day }) => ({
  customer: 'bielak',
  shows: 'late by a working day: within the grace',
  paid: PROMPT,
  invoices: [{ number: 'FV 4030', due_on: day(-1), lines: [['zasłony do salonu', '610.00']] }],
});

const spoke: AccountScene = ({ overdue }) => ({
  customer: 'walczak',
  shows: 'a person wrote to her on the last working day: a machine does not cut in',
  paid: PROMPT,
  invoices: [{ number: 'FV 4031', due_on: overdue(10), lines: [['etola, czyszczenie', '160.00']] }],
});

/** Debts that nobody is reminded of, each for a reason of its own. */
export const keptBack: readonly AccountScene[] = [
  autopay,
  disputed,
  complaint,
  weOwe,
  weOweThePoor,
  creditReview,
  creditReviewAbroad,
  plan,
  grace,
  spoke,
];
