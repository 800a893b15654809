import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type AnyLetterKind, REMINDER_LETTERS } from '../../customer/letter-kinds.ts';
import { ConfigurationFailure } from '../../failure.ts';
import type { Sample } from '../../letters/check/fault.ts';
import { letterFactsSchema } from '../../letters/facts/facts-schema.ts';
import { lately } from '../../letters/language/kept-lately.ts';
import { packageRoot } from '../../settings/package-root.ts';

const folder = path.join(packageRoot, 'emails', 'samples');
const fields = z.record(z.string(), z.unknown());
const sharedSchema = z.strictObject({
  status: fields,
  staff: fields,
  reminder: fields,
  call: fields,
  credit: fields,
  alarm: fields,
  digest: fields,
  week: fields,
  correction: fields,
  task: fields,
  item: fields,
  invoice: fields,
});
const fileSchema = z.strictObject({
  /** A sample names only what differs from shared.yaml; `hostile` ones are for safety, not for style. */
  samples: z.record(
    z.string(),
    z.looseObject({
      hostile: z.boolean().optional(),
      items: z.array(fields).optional(),
      invoices: z.array(fields).optional(),
      tasks: z.array(fields).optional(),
    }),
  ),
});
type Json = Record<string, unknown>;
type Shared = z.infer<typeof sharedSchema>;

/** The sample facts beside the templates of one letter, in one language. Throws ConfigurationFailure. */
export async function readSamples(letter: AnyLetterKind, language: string): Promise<Sample[]> {
  const shared = await readYaml('shared.yaml', sharedSchema);
  const { samples } = await readYaml(`${letter}.yaml`, fileSchema);
  const base = shared[baseOf(letter)];
  return Object.entries(samples).map(([name, { hostile = false, items, invoices, tasks, ...differing }]) => {
    const about = aboutWhat(letter, { items, invoices, tasks }, shared);
    const facts = { ...base, ...differing, letter, ...about };
    const read = letterFactsSchema.safeParse(inLanguage(facts, language));
    if (!read.success) {
      throw new ConfigurationFailure(
        `emails/samples/${letter}.yaml, sample "${name}": ${z.prettifyError(read.error)}`,
      );
    }
    return { name, hostile, facts: read.data };
  });
}

/** What a letter tells of one by one, each filled up from what all samples share. */
function aboutWhat(
  letter: AnyLetterKind,
  { items, invoices, tasks }: Readonly<Record<'items' | 'invoices' | 'tasks', readonly Json[] | undefined>>,
  shared: Shared,
): Json {
  const filled = (over: Json, each: readonly Json[] = [{}]): readonly Json[] =>
    each.map((one) => ({ ...over, ...one }));
  if (letter === 'alarm' || letter === 'week' || letter === 'correction') return {};
  if (letter === 'digest') return { tasks: filled(shared.task, tasks) };
  if (ABOUT_INVOICES.includes(letter)) return { invoices: filled(shared.invoice, invoices) };
  return { items: filled(shared.item, items) };
}

const ABOUT_INVOICES: readonly AnyLetterKind[] = [...REMINDER_LETTERS, 'call-customer'];

function baseOf(letter: AnyLetterKind): keyof Shared {
  if (letter === 'call-customer') return 'call';
  if (letter === 'review-credit-limit') return 'credit';
  if (letter === 'alarm' || letter === 'digest' || letter === 'week' || letter === 'correction')
    return letter;
  if (letter === 'task' || letter === 'escalation') return 'staff';
  return ABOUT_INVOICES.includes(letter) ? 'reminder' : 'status';
}

/** More than there are letters: whoever checks all of them in every language reads each file once. */
const readLately = lately<unknown>(50);

async function readYaml<Value>(name: string, schema: z.ZodType<Value>): Promise<Value> {
  const text = await readFile(path.join(folder, name), 'utf8').catch(() => {
    throw new ConfigurationFailure(
      `emails/samples/${name} is missing: every letter needs samples to be checked with.`,
    );
  });
  try {
    return readLately(`${name}\n${text}`, () => schema.parse(parse(text))) as Value;
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ConfigurationFailure(`emails/samples/${name}: ${why}`);
  }
}

/** A value written per language, `{ en: …, pl: …, ru: … }`, becomes the one of this language, else English. */
function inLanguage(value: unknown, language: string): unknown {
  if (Array.isArray(value)) return value.map((inner) => inLanguage(inner, language));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (Object.hasOwn(value, 'en') && entries.every(([key]) => /^[a-z]{2}(-[A-Z]{2})?$/.test(key))) {
    return new Map(entries).get(language) ?? new Map(entries).get('en');
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, inLanguage(inner, language)]));
}
