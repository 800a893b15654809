import { z } from 'zod';
import { parseDay } from '../../calendar/time.ts';
import { ROLES } from '../../customer/customer.ts';
import { ITEM_KINDS } from '../../customer/ids.ts';
import { ITEM_STATES } from '../../customer/item-state.ts';
import { presentName } from '../../customer/letter-kinds.ts';
import { LETTER_STATUSES } from '../../customer/letter-status.ts';
import { STAGE_KINDS } from '../../policy/stage-kinds.ts';
import { ENDS, FINDING_KINDS } from '../../waiting/finding.ts';

export const day = z.string().refine((text) => parseDay(text) !== null, 'is not a day such as 2026-11-26');
export const text = z.string().nullable();
export const count = z.number().int().nonnegative();

export const person = z.strictObject({
  name: z.string(),
  role: z.enum(ROLES),
  phone: text,
  email: text,
});

const shipment = z.strictObject({
  carrier: text,
  trackingNumber: text,
  trackingUrl: text,
  expectedOn: day.nullable(),
  part: z.boolean(),
  line: text,
});

export const item = z.strictObject({
  kind: z.enum(ITEM_KINDS),
  id: z.string(),
  number: z.string(),
  thing: text,
  asset: text,
  url: text,
  publicNote: text,
  found: z.array(z.enum(FINDING_KINDS)),
  stageKind: z.enum(STAGE_KINDS),
  reason: z.string(),
  since: day.nullable(),
  inStageFor: count.nullable(),
  promisedFor: day.nullable(),
  promisedBefore: day.nullable(),
  neededBy: day.nullable(),
  expected: day.nullable(),
  lateBy: count.nullable(),
  silentSince: day.nullable(),
  silentFor: count.nullable(),
  unanswered: count,
  brokenWord: day.nullable(),
  line: z
    .strictObject({
      description: z.string(),
      of: count,
      ready: count,
      due: day.nullish(),
      rest: z.enum(['delivered', 'left']).nullish(),
    })
    .nullable(),
  offerPartial: z.boolean(),
  offerChange: z.boolean().optional(),
  state: z.enum(ITEM_STATES).optional(),
  needs: text.optional(),
  collectAt: text.optional(),
  usually: count.nullish(),
  withdrawn: day.nullish(),
  passedDay: day.nullish(),
  namedToday: z.boolean().optional(),
  ended: z.enum(ENDS).nullish(),
  endedOn: day.nullish(),
  quiet: z.boolean().optional(),
  certain: z.boolean().optional(),
  nth: count.optional(),
  option: z
    .strictObject({
      silence: z.enum(['consents', 'cancels']),
      revised: day.nullable(),
      answerBy: day.nullable(),
    })
    .nullish(),
  callMissed: day.nullish(),
  carried: z.enum(['whole', 'part']).nullish(),
  shipments: z.array(shipment).optional(),
});

/** What the facts of every letter hold. */
export const common = { company: z.string(), today: day, person };

/** What the facts of every letter to a customer hold. */
export const toCustomer = {
  ...common,
  customer: z.strictObject({ name: z.string(), salutation: text }),
};

/** What the facts of every letter to a person of the company hold. */
export const toStaff = {
  ...common,
  customer: z.strictObject({ id: z.string(), name: z.string(), email: text, phone: text.optional() }),
};

/** Letters of these kinds that went before, oldest first. */
export const eventsOf = <Kind extends string>(kinds: readonly Kind[]) =>
  z.array(
    z.strictObject({
      on: day,
      letter: z.preprocess((kind) => (typeof kind === 'string' ? presentName(kind) : kind), z.enum(kinds)),
      status: z.enum(LETTER_STATUSES),
    }),
  );
