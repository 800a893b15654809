import type { AccountScene } from './account-scene.ts';
import { NOW_AND_THEN, ONE_SLIP, PROMPT } from './habits.ts';

const unallocated: AccountScene = ({ overdue, day }) => ({
  customer: 'duda',
  shows: 'the money is here and nobody has placed it: the third reminder would be firm, and it is held',
  paid: NOW_AND_THEN,
  invoices: [{ number: 'FV 4013', due_on: overdue(31), lines: [['dwie koszule na miarę', '800.00']] }],
  payments: [{ amount: '800.00', status: 'unallocated', booked_on: day(-2), reference: 'koszule G. Duda' }],
});

const pending: AccountScene = ({ overdue, day }) => ({
  customer: 'nowicki',
  shows: 'the bank announces the transfer (pending)',
  paid: PROMPT,
  invoices: [{ number: 'FV 4014', due_on: overdue(10), lines: [['mundur galowy, zaliczka', '500.00']] }],
  payments: [{ names: 'FV 4014', amount: '500.00', status: 'pending', scheduled_for: day(1) }],
});

const aMonthLate: AccountScene = ({ overdue, daysAgo }) => ({
  customer: 'evans',
  shows: 'the transfer is scheduled, with its date a month wrong: held, and the date is quoted',
  paid: ONE_SLIP,
  invoices: [
    { number: 'FV 4015', due_on: overdue(10), lines: [['overcoat, new buttons and hem', '290.00']] },
  ],
  payments: [{ names: 'FV 4015', amount: '290.00', status: 'scheduled', scheduled_for: daysAgo(-23) }],
});

const creditNote: AccountScene = ({ overdue, daysAgo }) => ({
  customer: 'dab',
  shows: 'a credit note covers the invoice',
  paid: PROMPT,
  invoices: [
    { number: 'FV 4016', due_on: overdue(10), lines: [['togi adwokackie, dwie', '1160.00']] },
    {
      number: 'KOR 4016',
      issued_on: daysAgo(3),
      due_on: daysAgo(-11),
      lines: [['korekta do FV 4016: zły rozmiar', '-1160.00']],
    },
  ],
});

const pennies: AccountScene = ({ overdue, daysAgo }) => ({
  customer: 'kaczmarek',
  shows: 'a part payment left ten złoty open: nobody writes about so little',
  paid: PROMPT,
  invoices: [
    {
      number: 'FV 4017',
      due_on: overdue(10),
      lines: [['garsonka, przeróbka', '460.00']],
      open_amount: '10.00',
    },
  ],
  payments: [{ names: 'FV 4017', amount: '450.00', status: 'booked', booked_on: daysAgo(9) }],
});

const otherCurrency: AccountScene = ({ overdue, daysAgo }) => ({
  customer: 'larsen',
  shows: 'paid in euro what was billed in złoty: a person sorts it out, and nobody is reminded',
  paid: PROMPT,
  invoices: [{ number: 'FV 4018', due_on: overdue(10), lines: [['sail cover, restitched', '870.00']] }],
  payments: [
    { names: 'FV 4018', amount: '202.50', currency: 'EUR', status: 'unallocated', booked_on: daysAgo(5) },
  ],
});

const paidSince: AccountScene = ({ overdue, day }) => ({
  customer: 'gromova',
  shows: 'reminded a week ago, and paid since: she is thanked, and the matter ends',
  paid: PROMPT,
  invoices: [
    {
      number: 'FV 4019',
      due_on: overdue(18),
      lines: [['пальто, замена подкладки', '340.00']],
      open_amount: '0.00',
      closed_on: day(-1),
    },
  ],
  payments: [{ names: 'FV 4019', amount: '340.00', status: 'booked', booked_on: day(-1) }],
});

/** Money that is here, or on its way, or that was too little to write about. */
export const onItsWay: readonly AccountScene[] = [
  unallocated,
  pending,
  aMonthLate,
  creditNote,
  pennies,
  otherCurrency,
  paidSince,
];
