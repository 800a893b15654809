import { dayAfter } from '../../account/due-day.ts';
import { type Duration, daysLater } from '../../calendar/duration.ts';
import { type Day, dayOf, isoDay } from '../../calendar/time.ts';
import { GONE } from '../../customer/letter-status.ts';
import type { SeasonalGrace } from '../../policy/rules.ts';
import { billingAddressOf } from '../billing-address.ts';
import { firstReminderWorth } from '../first-reminder.ts';
import type { DunningSituation } from '../situation.ts';
import { type HoldRule, hold } from './hold.ts';

/** The rung before which it stands is not due by days overdue. */
export const holdNextRungLater: HoldRule = ({ standing: { next, nextOn, due } }) => {
  if (next === null || nextOn === null || due !== null) return null;
  return hold('next_rung_later', nextOn, { day: isoDay(nextOn), rung: next.rung, tone: next.tone });
};

/** The top rung was submitted: from here on a person decides. */
export const holdLadderEnded: HoldRule = ({ standing }) =>
  standing.next === null ? hold('ladder_ended', null) : null;

/**
 * The last reminder to this customer went too short a time ago, about whichever invoice, and whether its matter has ended since: money
 * that came and went back, or a row that vanished and returned, makes the gap no shorter. One about another customer to the same address
 * counts for half of it: so each of them has its turn before the other's next one.
 */
export const holdMinimumGap: HoldRule = ({ situation }) => {
  const { memory, rules, zone, today } = situation;
  const gone = memory.dunning.reminders.filter(({ tone, status }) => tone !== null && GONE.includes(status));
  const theirs =
    gone.length === 0
      ? null
      : zone.dayAt(latest(gone.map(({ submittedAt, decidedAt }) => submittedAt ?? decidedAt)));
  const there = lastToAddress(situation);
  const afterTheirs = theirs === null ? today : daysLater(theirs, rules.dunning.minimumGap);
  const afterThere = there === null ? today : halfOf(rules.dunning.minimumGap, there);
  const until = afterTheirs >= afterThere ? afterTheirs : afterThere;
  const last = until === afterTheirs ? theirs : there;
  return today < until ? hold('minimum_gap', until, { day: last === null ? undefined : isoDay(last) }) : null;
};

const halfOf = (gap: Duration, from: Day): Day => dayOf(from + Math.ceil((daysLater(from, gap) - from) / 2));

function lastToAddress(situation: DunningSituation): Day | null {
  const { remindedAt } = situation.memory.dunning;
  if (remindedAt.size === 0) return null;
  const address = billingAddressOf(situation.facts.customer)?.address.toLowerCase();
  const last = address === undefined ? undefined : remindedAt.get(address);
  return last === undefined ? null : situation.zone.dayAt(last);
}

const latest = <Moment extends number>(moments: readonly Moment[]): Moment =>
  moments.reduce((a, b) => (b > a ? b : a));

/** It was overdue before Tidings went live, and nobody has released it: a company that never wrote does not begin with old debts. */
export const holdBacklog: HoldRule = ({ invoice, dueDay, reminders, situation: { memory, rules, zone } }) => {
  const { goLive } = rules;
  if (goLive === null || reminders.length > 0 || dueDay >= zone.dayAt(goLive)) return null;
  if (memory.released.some(({ kind, id }) => kind === 'invoice' && id === invoice.id)) return null;
  return hold('backlog', null, { day: isoDay(zone.dayAt(goLive)) });
};

/** By their habit the money comes about now by itself: a first reminder would be for nothing (first-reminder.ts). */
export const holdUsualDelay: HoldRule = ({ record, gone, dueDay, standing, situation: { rules, today } }) => {
  if (gone.length > 0 || standing.due === null || standing.due !== rules.dunning.ladder[0]) return null;
  const usual = record.usualLateness ?? null;
  const worth = firstReminderWorth(dueDay, usual, rules) ?? today;
  return today < worth ? hold('usual_delay', worth, { days: usual || undefined }) : null;
};

/** A reminder about it waits for a person; a second one would overtake it. */
export const holdHeldLetter: HoldRule = ({ reminders, situation: { zone } }) => {
  const held = reminders.find(({ status, ended, tone }) => status === 'held' && !ended && tone !== null);
  if (!held) return null;
  const { decidedAt, tone, rung } = held;
  return hold('letter_held', null, {
    day: isoDay(zone.dayAt(decidedAt)),
    tone: tone ?? undefined,
    rung: rung ?? undefined,
  });
};

/** It is not overdue, or by less than the policy's grace. */
export const holdWithinGrace: HoldRule = ({ dueDay, daysOverdue, situation: { rules, today } }) => {
  const first = dayOf(Math.max(dayAfter(dueDay), daysLater(dueDay, rules.dunning.grace)));
  return today < first ? hold('within_grace', first, { days: daysOverdue }) : null;
};

/** Weeks in which nobody gets a first reminder. One whose ladder has begun goes on. */
export const holdSeasonalGrace: HoldRule = ({ gone, situation: { facts, rules, today } }) => {
  if (gone.length > 0) return null;
  if (rules.dunning.seasonalGrace.length === 0) return null;
  const country = (facts.customer.country ?? rules.company.country).toUpperCase();
  const seasons = rules.dunning.seasonalGrace.filter(
    (one) => one.country === null || one.country === country,
  );
  if (!inSeason(today, seasons)) return null;
  const end = endOfSeasons(today, seasons);
  return hold('seasonal_grace', end, { day: end === null ? undefined : isoDay(end) });
};

/** A policy that names the whole year gives nobody a first reminder; there is no end to look for. */
const LONGEST = 366;

function endOfSeasons(today: Day, seasons: readonly SeasonalGrace[]): Day | null {
  let day = today;
  for (let n = 0; n < LONGEST; n++) {
    if (!inSeason(day, seasons)) return day;
    day = dayAfter(day);
  }
  return null;
}

function inSeason(day: Day, seasons: readonly SeasonalGrace[]): boolean {
  if (seasons.length === 0) return false;
  const date = isoDay(day);
  const at = Number(date.slice(-5, -3)) * 100 + Number(date.slice(-2));
  return seasons.some(({ from, to }) => {
    const first = from.month * 100 + from.day;
    const last = to.month * 100 + to.day;
    return first <= last ? first <= at && at <= last : at >= first || at <= last;
  });
}
