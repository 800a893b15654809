import { parseDocument } from 'yaml';
import { z } from 'zod';
import { lately } from '../language/kept-lately.ts';
import { layersOf } from '../language/laid-over.ts';
import { safetyFile } from '../template/files.ts';
import type { TemplateSource } from '../template/template.ts';
import { type Fault, faultAt } from './fault.ts';

const RULE = 'safety';
/** Fewer words than these forget one of court, debt collector, enforcement, termination and cutting off. */
const LEAST_WORDS = 5;
const LEAST_SHAPES = 3;

const word = z.string().refine((text) => /\S/.test(text), 'is empty');
const words = z.array(word);
const safetySchema = z.strictObject({
  never: words.optional(),
  harsh: words.optional(),
  harsh_about_money: words.optional(),
  innocent: words.nullish(),
  look_first: z.strictObject({ parts: z.record(z.string(), word).optional(), shapes: words }).optional(),
});
type Written = z.infer<typeof safetySchema>;

/** What no letter of a language says, as one safety.yaml has it. In lower case; a word matches from its beginning. */
export interface SafetyWords {
  readonly never: readonly string[];
  readonly harsh: readonly string[];
  readonly harshAboutMoney: readonly string[];
  /** Words that only begin like one of these. */
  readonly innocent: readonly string[];
  /** Families of wordings that ask the reader to look whether they have paid. */
  readonly lookFirst: readonly RegExp[];
}

/** The company's own words above those that Tidings brings: each file speaks for itself, so that none takes a word from another. */
export type Safety = readonly SafetyWords[];

const readLately = lately<{ readonly safety: Safety } | { readonly faults: readonly string[] }>(16);

/** Reads a safety.yaml and what it lies over; gives all the words, or everything that is missing or wrong. */
export const readSafety = (text: string | undefined) =>
  readLately(text ?? '', () => {
    if (text === undefined) return { faults: [MISSING] };
    const { own, under } = layersOf(text);
    const layers = [own, ...under].map((layer, nth, all) => read(layer, nth === all.length - 1));
    const faults = layers.flatMap((layer) => ('faults' in layer ? layer.faults : []));
    return faults.length > 0
      ? { faults }
      : { safety: layers.flatMap((layer) => ('words' in layer ? [layer.words] : [])) };
  });

const MISSING =
  'is missing: without the words that no letter says, none leaves in this language. Begin with that of another language';

/** Why no letter may be written in the language of a source; empty when its safety words are complete. */
export function safetyFaults({ language, safety }: Pick<TemplateSource, 'language' | 'safety'>): Fault[] {
  const found = readSafety(safety);
  return 'faults' in found
    ? found.faults.map((message) => faultAt(safetyFile(language), null, RULE, message))
    : [];
}

/** @throws Error where the safety words are not complete: what cannot be judged is not good */
export function safetyOf({ language, safety }: Pick<TemplateSource, 'language' | 'safety'>): Safety {
  const found = readSafety(safety);
  if ('safety' in found) return found.safety;
  throw new Error(found.faults.map((fault) => `${safetyFile(language)}: ${fault}`).join('\n'));
}

/** @param whole nothing lies under it, so that it must hold every list */
function read(text: string, whole: boolean): { words: SafetyWords } | { faults: readonly string[] } {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0)
    return { faults: document.errors.map(({ message }) => `cannot be read as YAML: ${message}`) };
  const parsed = safetySchema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
  if (!parsed.success)
    return {
      faults: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`),
    };
  const written = parsed.data;
  const compiled = familiesOf(written);
  const faults = [...(whole ? gapsIn(written) : []), ...compiled.faults];
  if (faults.length > 0) return { faults };
  const plain = (list: readonly string[] | null | undefined) => (list ?? []).map((one) => one.toLowerCase());
  return {
    words: {
      never: plain(written.never),
      harsh: plain(written.harsh),
      harshAboutMoney: plain(written.harsh_about_money),
      innocent: plain(written.innocent),
      lookFirst: compiled.families,
    },
  };
}

function gapsIn({ never, harsh, harsh_about_money, look_first }: Written): string[] {
  const lists = { never, harsh, harsh_about_money };
  const gaps = Object.entries(lists).flatMap(([key, list]) =>
    (list?.length ?? 0) < LEAST_WORDS ? [tooFew(key, list?.length ?? 0, LEAST_WORDS)] : [],
  );
  const shapes = look_first?.shapes.length ?? 0;
  return shapes < LEAST_SHAPES ? [...gaps, tooFew('look_first.shapes', shapes, LEAST_SHAPES)] : gaps;
}

const tooFew = (key: string, count: number, least: number): string =>
  `${key} ${count === 0 ? 'is missing' : `has ${count}`}, and at least ${least} are needed: without them no letter leaves in this language`;

/** A word begins where no letter stands before it. */
const START = '(?<!\\p{L})';
/** Within one sentence, and not far. */
const NEAR = '[^.]{0,70}?';

function familiesOf({ look_first }: Written): { families: RegExp[]; faults: string[] } {
  const parts = new Map(Object.entries({ ...look_first?.parts, near: NEAR, start: START }));
  const families: RegExp[] = [];
  const faults: string[] = [];
  for (const [nth, shape] of (look_first?.shapes ?? []).entries()) {
    const unknown = [...shape.matchAll(PART)].map(([, name = '']) => name).filter((name) => !parts.has(name));
    if (unknown.length > 0)
      faults.push(`look_first.shapes.${nth}: there is no part <${unknown.join('>, <')}>`);
    else
      try {
        families.push(
          new RegExp(`${START}(?:${shape.replace(PART, (_, name: string) => parts.get(name) ?? '')})`, 'u'),
        );
      } catch (error) {
        faults.push(`look_first.shapes.${nth}: ${error instanceof Error ? error.message : String(error)}`);
      }
  }
  return { families, faults };
}

/** Not that of a group with a name: `(?<name>…)`. */
const PART = /(?<!\(\?)<([a-z_]+)>/g;
