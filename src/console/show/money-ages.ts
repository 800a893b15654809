import { amountOf, minorDigits, signedMinorUnits } from '../../customer/money.ts';
import { grouped } from '../../grouped.ts';
import { AGES, type Age, type AgedSum } from '../../ledger/lists/money-ages.ts';

/** What is owed in one currency, by age; null where nothing is. */
export interface AgesOfCurrency {
  readonly currency: string;
  readonly ages: readonly { readonly age: Age; readonly invoices: number; readonly open: string | null }[];
  readonly total: string;
}

/** So many currencies, those of most invoices first. */
const MOST = 12;

/** Pure: sums as a table has them: a row for each currency, a column for each age. Currencies are never added up. */
export function agesByCurrency(sums: readonly AgedSum[]): readonly AgesOfCurrency[] {
  return [...grouped(sums, ({ currency }) => currency)]
    .map(([currency, those]) => ({ currency, those, invoices: count(those) }))
    .sort((a, b) => b.invoices - a.invoices)
    .slice(0, MOST)
    .map(({ currency, those }) => ({
      currency,
      ages: AGES.map((age) => {
        const ofAge = those.filter((sum) => sum.age === age);
        return { age, invoices: count(ofAge), open: ofAge.length === 0 ? null : total(ofAge, currency) };
      }),
      total: total(those, currency),
    }));
}

const count = (sums: readonly AgedSum[]): number => sums.reduce((all, { invoices }) => all + invoices, 0);

const total = (sums: readonly AgedSum[], currency: string): string =>
  amountOf(
    sums.reduce((all, { open }) => all + minorOf(open, currency), 0n),
    currency,
  ).amount;

/** What has more digits than its currency is rounded: it is shown, and nobody is asked for it. */
const minorOf = (open: string, currency: string): bigint =>
  signedMinorUnits(open, currency) ?? BigInt(Math.round(Number(open) * 10 ** minorDigits(currency)));
