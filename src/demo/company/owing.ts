import type { AccountScene } from './account-scene.ts';
import { MOSTLY_LATE, NEW, NOW_AND_THEN, ONE_SLIP, PROMPT } from './habits.ts';

const firstSlip: AccountScene = ({ overdue }) => ({
  customer: 'lis',
  shows: 'a clean record where the ladder threatens by now: a person is asked to call, and no letter goes',
  paid: PROMPT,
  invoices: [
    { number: 'FV 4001', due_on: overdue(31), lines: [['płaszcz zimowy, nowa podszewka', '380.00']] },
  ],
});

const nudged: AccountScene = ({ overdue }) => ({
  customer: 'petrova',
  shows: 'a clean record: the letter guesses a slip; the accounting system planned a formal one',
  paid: ONE_SLIP,
  invoices: [
    { number: 'FV 4002', due_on: overdue(10), lines: [['летнее платье, подгонка по фигуре', '260.00']] },
  ],
  planned: [{ about: 'FV 4002', tone: 'formal' }],
});

const unknown: AccountScene = ({ overdue }) => ({
  customer: 'grant',
  shows: 'too few invoices to tell: the first letter is friendly, and guesses nothing',
  paid: NEW,
  invoices: [{ number: 'FV 4003', due_on: overdue(10), lines: [['evening bag, clasp replaced', '140.00']] }],
});

const mixed: AccountScene = ({ overdue }) => ({
  customer: 'kravtsov',
  shows: 'a mixed record on the second rung: plain, as the ladder says',
  paid: NOW_AND_THEN,
  invoices: [{ number: 'FV 4004', due_on: overdue(18), lines: [['костюм, чистка и ремонт', '310.00']] }],
});

const poorAtFirm: AccountScene = ({ overdue }) => ({
  customer: 'poranek',
  shows:
    'a poor record on the third rung: firm, with instalments offered; the accounting system asks as well',
  paid: MOSTLY_LATE,
  invoices: [{ number: 'FV 4005', due_on: overdue(31), lines: [['dwanaście fartuchów, szycie', '1320.00']] }],
  planned: [{ about: 'FV 4005', tone: 'firm' }],
});

const poorAtFormal: AccountScene = ({ overdue }) => ({
  customer: 'neon',
  shows: 'a poor record on the last rung: the formal letter waits until a person releases it',
  paid: MOSTLY_LATE,
  invoices: [
    {
      number: 'FV 4006',
      due_on: overdue(46),
      lines: [
        ['obicia dwóch kanap', '2900.00'],
        ['kurtyna, obszycie', '640.00'],
      ],
    },
  ],
});

const combinedBill: AccountScene = ({ overdue }) => ({
  customer: 'latarnia',
  shows: 'cleaning and alterations on one bill: the letter names both',
  paid: PROMPT,
  invoices: [
    {
      number: 'FV 4007',
      due_on: overdue(10),
      lines: [
        ['czyszczenie pościeli i koców', '780.00'],
        ['poprawki krawieckie, zasłony', '420.00'],
      ],
      pay_url: 'https://platnosci.nowak.example/fv-4007',
    },
  ],
});

const severalRungs: AccountScene = ({ overdue, day }) => ({
  customer: 'piruet',
  shows:
    'two invoices on different rungs: one letter to the office, in the tone of the older; the third is not due',
  paid: NOW_AND_THEN,
  invoices: [
    { number: 'FV 4008', due_on: overdue(18), lines: [['spódniczki treningowe, dziewięć sztuk', '720.00']] },
    { number: 'FV 4009', due_on: overdue(10), lines: [['kostium solistki, poprawki', '150.00']] },
    { number: 'FV 4010', due_on: day(4), lines: [['kostiumy na pokaz, zaliczka', '1000.00']] },
  ],
});

const twoCurrencies: AccountScene = ({ overdue }) => ({
  customer: 'bridgewater',
  shows: 'debts in two currencies: one letter, and each currency with its own sum',
  paid: PROMPT,
  invoices: [
    { number: 'FV 4011', due_on: overdue(10), lines: [['hussar jackets, two, braid repaired', '940.00']] },
    {
      number: 'FV 4012',
      due_on: overdue(10),
      currency: 'EUR',
      lines: [
        ['ball gown, let out', '180.00'],
        ['courier to Bristol', '34.50'],
      ],
    },
  ],
});

/** Money overdue, on every rung and with every record. */
export const owing: readonly AccountScene[] = [
  firstSlip,
  nudged,
  unknown,
  mixed,
  poorAtFirm,
  poorAtFormal,
  combinedBill,
  severalRungs,
  twoCurrencies,
];
