import { z } from 'zod';
import { ITEM_KINDS } from '../../customer/ids.ts';
import { ITEM_STATES } from '../../customer/item-state.ts';
import { STATUS_LETTERS } from '../../customer/letter-kinds.ts';
import { TASK_KINDS, TASK_REASONS } from '../../customer/task.ts';
import { STAGE_KINDS } from '../../policy/stage-kinds.ts';
import { ENDS, FINDING_KINDS } from '../../waiting/finding.ts';
import { count, day, eventsOf, type FactsOf, person, text, toCustomer, toStaff } from './fact-shapes.ts';

/** A shipment that is on its way, as a letter tells of it. */
const shipment = z.strictObject({
  carrier: text,
  trackingNumber: text,
  trackingUrl: text,
  /** The day on which the carrier expects to deliver it. */
  expectedOn: day.nullable(),
  /** There is more to the order than what is in it. */
  part: z.boolean(),
  /** The one of several lines that is in it. */
  line: text,
});
export type ShipmentFacts = FactsOf<typeof shipment>;

/** The slowest of several lines, when it is one line that holds the order up. */
const line = z.strictObject({
  description: z.string(),
  of: count,
  ready: count,
  /** Its own promised day, or the one on which a carrier expects to deliver it. */
  due: day.nullish(),
  /** What became of all its other lines; `left`: some of it has not arrived yet. */
  rest: z.enum(['delivered', 'left']).nullish(),
});
export type RestOfLines = NonNullable<FactsOf<typeof line>['rest']>;

/** One item as a letter tells of it: language-neutral, JSON, spans in working days. */
export const item = z.strictObject({
  kind: z.enum(ITEM_KINDS),
  id: z.string(),
  number: z.string(),
  /** What it is, cut to a sensible length: "wedding suit, four pieces". */
  thing: text,
  asset: text,
  url: text,
  publicNote: text,
  found: z.array(z.enum(FINDING_KINDS)),
  stageKind: z.enum(STAGE_KINDS),
  /** Code of the reason; `unknown` when the company does not say. */
  reason: z.string(),
  /** The day since which the stage, or the slowest line's stage, has lasted, and for how many working days. */
  since: day.nullable(),
  inStageFor: count.nullable(),
  promisedFor: day.nullable(),
  /** What an earlier letter named, when the company moved the date since. */
  promisedBefore: day.nullable(),
  neededBy: day.nullable(),
  /** When it is now likely, where a line's own promise or the stage's allowance tells. */
  expected: day.nullable(),
  /** Working days past the promised date. */
  lateBy: count.nullable(),
  silentSince: day.nullable(),
  silentFor: count.nullable(),
  /** Messages from the customer that nobody answered. */
  unanswered: count,
  /** The word we gave for a day that has passed: we did not write when we said we would. */
  brokenWord: day.nullable(),
  line: line.nullable(),
  /** The ready lines may be taken now (policy offer_partial, and at least one line is ready). */
  offerPartial: z.boolean(),
  // Letters of the first edition do not say what follows.
  /** The company may change or cancel it when asked (policy offer_change). */
  offerChange: z.boolean().optional(),
  state: z.enum(ITEM_STATES).optional(),
  /** What a stage of theirs waits for: a code. */
  needs: text.optional(),
  collectAt: text.optional(),
  /** Working days in which four of five leave the stage. */
  usually: count.nullish(),
  /** A promised day that the company took back since an earlier letter named it. */
  withdrawn: day.nullish(),
  /** A likely day that an earlier letter named, and that has passed. */
  passedDay: day.nullish(),
  /** An earlier letter named today as the likely day, and it is not over. */
  namedToday: z.boolean().optional(),
  /** How an earlier letter, of that day, said that it ends, when that no longer holds. */
  ended: z.enum(ENDS).nullish(),
  endedOn: day.nullish(),
  /** Nothing changed since the letter before. */
  quiet: z.boolean().optional(),
  /** It is known for certain that the day will be missed. */
  certain: z.boolean().optional(),
  /** Letters about this state before: the nth one does not say what the one before said. */
  nth: count.optional(),
  /** The choice that the law of the customer's country gives: to wait, or to cancel. */
  option: z
    .strictObject({
      silence: z.enum(['consents', 'cancels']),
      revised: day.nullable(),
      answerBy: day.nullable(),
    })
    .nullish(),
  /** The letter before said that a person calls by this day, and nobody did. */
  callMissed: day.nullish(),
  /** The likely day is one on which a carrier expects to deliver: all of what is still to come, or a part. */
  carried: z.enum(['whole', 'part']).nullish(),
  /** What left and no letter told of before. */
  shipments: z.array(shipment).optional(),
});
export type ItemFacts = FactsOf<typeof item>;

/** All that a status letter says, before words: stored with the letter, so it can be rendered again exactly. */
export const status = z.strictObject({
  letter: z.enum(STATUS_LETTERS),
  ...toCustomer,
  /** From the second rung on: the next person up. */
  nextPerson: person.nullable(),
  /** credit-hold: who decides, and how to reach them; empty otherwise. */
  deciders: z.array(person),
  items: z.array(item).min(1),
  /** Our word: the day by which we write again; null: nothing more is to be said. */
  nextWordBy: day.nullable(),
  /** Who has been given to find out what holds it up. */
  finder: person.nullish(),
  /** A person calls by that day instead of a further letter: they have it as a task. */
  callBy: day.nullish(),
  /** Items of theirs about which there is nothing to say: they are on course. */
  rest: count.optional(),
  /** One apology at most: for the delay or for the silence, whichever is worse. */
  apology: z.enum(['delay', 'silence', 'risk']).nullable(),
  /** How many letters about this went before; 0 for the first. */
  lettersBefore: count,
  /** Nothing changed since the letter before: the letter says so honestly. */
  noNews: z.boolean(),
});
export type StatusFacts = FactsOf<typeof status>;

/** All that a staff letter says; `why` is a code with a sentence per language. */
export const staff = z.strictObject({
  letter: z.enum(['task', 'escalation']),
  ...toStaff,
  task: z.enum(TASK_KINDS),
  why: z.enum(TASK_REASONS),
  /** The day by which it is to be done, where one was given; letters of earlier versions do not say. */
  dueOn: day.nullish(),
  /** What the customer wrote beside an answer with one tap. */
  said: z.string().nullish(),
  items: z.array(item),
  /** The letters of the case so far, oldest first. */
  story: eventsOf(STATUS_LETTERS),
});
export type StaffFacts = FactsOf<typeof staff>;
