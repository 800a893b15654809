import { z } from 'zod';
import { parseDay } from '../../calendar/time.ts';
import { ROLES } from '../../customer/customer.ts';
import { presentName } from '../../customer/letter-kinds.ts';
import { LETTER_STATUSES } from '../../customer/letter-status.ts';

/** What a shape reads: nobody changes it. */
export type FactsOf<Shape extends z.ZodType> = Lasting<z.infer<Shape>>;
type Lasting<Value> = Value extends readonly (infer Item)[]
  ? readonly Lasting<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Lasting<Value[Key]> }
    : Value;

/** `YYYY-MM-DD` */
export const day = z.string().refine((text) => parseDay(text) !== null, 'is not a day such as 2026-11-26');
/** Null means "does not apply or is not known"; a letter never guesses. */
export const text = z.string().nullable();
export const count = z.number().int().nonnegative();

/** A person as a letter names them. */
export const person = z.strictObject({
  name: z.string(),
  role: z.enum(ROLES),
  phone: text,
  email: text,
});
export type NamedPerson = FactsOf<typeof person>;

/** What the facts of every letter hold: from which company it comes, written on what day, and who signs it or gets it. */
export const common = { company: z.string(), today: day, person };

/** What the facts of every letter to a customer hold. */
export const toCustomer = {
  ...common,
  customer: z.strictObject({ name: z.string(), salutation: text }),
};

/** What the facts of every letter to a person of the company hold. Letters of earlier versions tell no phone. */
export const toStaff = {
  ...common,
  customer: z.strictObject({ id: z.string(), name: z.string(), email: text, phone: text.optional() }),
};

type Held<Fields extends z.ZodRawShape> = FactsOf<z.ZodObject<Fields>>;
export type CommonFacts = Held<typeof common>;
export type ToCustomerFacts = Held<typeof toCustomer>;
export type ToStaffFacts = Held<typeof toStaff>;

/** Letters of these kinds that went before, oldest first. */
export const eventsOf = <Kind extends string>(kinds: readonly Kind[]) =>
  z.array(
    z.strictObject({
      on: day,
      letter: z.preprocess((kind) => (typeof kind === 'string' ? presentName(kind) : kind), z.enum(kinds)),
      status: z.enum(LETTER_STATUSES),
    }),
  );
