import { type IsoDay, parseDay } from '../../calendar/time.ts';
import type { ReminderFacts } from '../facts/reminder-facts.ts';
import { datesOf, NO_BREAK } from '../language/days.ts';
import { type Locale, localeOf } from '../language/locale.ts';
import { moneyFilter } from '../language/money-words.ts';
import { templateFile } from '../template/files.ts';
import type { TemplateSource } from '../template/template.ts';
import { isReminder } from '../template/variables.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Rendered } from './renders.ts';

/**
 * What every reminder says, whatever its words: each invoice by its number, its components, its amount and its
 * due day, the day on which the payments were last read, how to pay, whom to call, and the day of the next step.
 */
export function reminderSays(source: TemplateSource, rendered: readonly Rendered[]): Fault[] {
  if (!isReminder(source.letter)) return [];
  return rendered.flatMap(({ sample, letter }) => {
    if (sample.hostile || !('payTo' in sample.facts)) return [];
    const text = letter.text.replaceAll(NO_BREAK, ' ');
    return demandsOf(sample.facts, localeOf(source))
      .filter(({ says }) => !says.some((words) => text.includes(words.replaceAll(NO_BREAK, ' '))))
      .map(({ what, says: [says] }) =>
        faultAt(
          templateFile(source),
          null,
          'answers',
          `sample "${sample.name}": the letter does not say ${what} ("${says}")`,
        ),
      );
  });
}

interface Demand {
  readonly what: string;
  /** Any of these does. */
  readonly says: readonly string[];
}

function demandsOf(facts: ReminderFacts, locale: Locale): readonly Demand[] {
  const money = moneyFilter(locale.tag);
  const date = dateIn(locale);
  const call = { what: 'whom to call', says: [facts.person.phone ?? facts.person.name] };
  if (facts.letter === 'payment-seen') {
    const numbers = facts.invoices.map(({ number }) => ({ what: 'which invoice', says: [number] }));
    const paid = facts.payment === null ? [] : [{ what: 'what was found', says: [money(facts.payment)] }];
    return [...numbers, ...paid, call];
  }
  const invoices = facts.invoices.flatMap(({ number, open, dueOn, lines, payUrl }) => [
    { what: 'which invoice', says: [number] },
    { what: 'how much is open', says: [money(open)] },
    { what: 'when it was due', says: date(dueOn) },
    ...lines.map(({ description }) => ({ what: 'every component', says: [description] })),
    ...(payUrl === null ? [] : [{ what: 'where to pay', says: [payUrl] }]),
  ]);
  const harsh = facts.letter === 'reminder-firm' || facts.letter === 'reminder-formal';
  return [
    ...invoices,
    { what: 'when the payments were read', says: date(facts.paymentsReadOn) },
    ...(facts.payTo === null ? [] : [{ what: 'where to pay', says: [facts.payTo] }]),
    ...(harsh && facts.nextStepOn !== null
      ? [{ what: 'when the next step follows', says: date(facts.nextStepOn) }]
      : []),
    call,
  ];
}

/** "3 November", "3. November": as the language writes it, with the year or without. */
function dateIn(locale: Locale): (day: IsoDay) => readonly string[] {
  const { thisYear, otherYear } = datesOf(locale);
  return (iso) => (parseDay(iso) === null ? [iso] : [thisYear(iso), otherYear(iso)]);
}
