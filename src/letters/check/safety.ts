import { z } from 'zod';
import { messageOf } from '../../failure.ts';
import { offsetOf, readYaml, schemaFaults } from '../language/file-faults.ts';
import { lately } from '../language/kept-lately.ts';
import { layersOf } from '../language/laid-over.ts';
import { type FilePlace, placeOf } from '../language/place.ts';
import { safetyFile } from '../template/files.ts';
import type { TemplateSource } from '../template/template.ts';
import { type Fault, faultAt, faultLine } from './fault.ts';

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
type SafetyFile = z.infer<typeof safetySchema>;

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

interface SafetyFault {
  /** Null: it stands nowhere, for something is missing. */
  readonly place: FilePlace | null;
  readonly message: string;
}
/** What is wrong with what stands, or should stand, under a key. */
interface KeyFault {
  readonly path: readonly string[];
  readonly message: string;
}

type ReadSafety = { readonly safety: Safety } | { readonly faults: readonly SafetyFault[] };
const readLately = lately<ReadSafety>(16);

/** Reads a safety.yaml and what it lies over; gives all the words, or everything that is missing or wrong. */
export const readSafety = (text: string | undefined): ReadSafety =>
  text === undefined
    ? { faults: [{ place: null, message: MISSING }] }
    : readLately(text, () => {
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
    ? found.faults.map(({ place, message }) => faultAt(safetyFile(language), place, RULE, message))
    : [];
}

/** @throws Error where the safety words are not complete: what cannot be judged is not good */
export function safetyOf(source: Pick<TemplateSource, 'language' | 'safety'>): Safety {
  const found = readSafety(source.safety);
  if ('safety' in found) return found.safety;
  throw new Error(safetyFaults(source).map(faultLine).join('\n'));
}

/** @param whole nothing lies under it, so that it must hold every list */
function read(text: string, whole: boolean): { words: SafetyWords } | { faults: readonly SafetyFault[] } {
  const file = readYaml(text);
  if ('faults' in file)
    return {
      faults: file.faults.map(({ message, ...place }) => ({
        place,
        message: `cannot be read as YAML: ${message}`,
      })),
    };
  const parsed = safetySchema.safeParse(file.data ?? {});
  if (!parsed.success)
    return {
      faults: schemaFaults(parsed.error.issues, file.document, text).map(({ message, ...place }) => ({
        place,
        message,
      })),
    };
  const written = parsed.data;
  const compiled = familiesOf(written);
  const faults = [...(whole ? gapsIn(written) : []), ...compiled.faults];
  if (faults.length > 0)
    return {
      faults: faults.map(({ path, message }) => ({
        place: file.document.hasIn(path) ? placeOf(text, offsetOf(file.document, path)) : null,
        message,
      })),
    };
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

function gapsIn({ never, harsh, harsh_about_money, look_first }: SafetyFile): KeyFault[] {
  const lists = { never, harsh, harsh_about_money };
  const gaps = Object.entries(lists).flatMap(([key, list]) =>
    (list?.length ?? 0) < LEAST_WORDS ? [tooFew([key], list?.length ?? 0, LEAST_WORDS)] : [],
  );
  const shapes = look_first?.shapes.length ?? 0;
  return shapes < LEAST_SHAPES ? [...gaps, tooFew(['look_first', 'shapes'], shapes, LEAST_SHAPES)] : gaps;
}

const tooFew = (path: readonly string[], count: number, least: number): KeyFault => ({
  path,
  message: `${path.join('.')} ${count === 0 ? 'is missing' : `has ${count}`}, and at least ${least} are needed: without them no letter leaves in this language`,
});

/** A word begins where no letter stands before it. */
const START = '(?<!\\p{L})';
/** What every file may name; a part of its own has another name. */
const GIVEN: Readonly<Record<string, string>> = {
  /** Within one sentence, and not far. */
  near: '[^.]{0,70}?',
  start: START,
};

/** A shape that is not understood as it is meant finds nothing, and lets through what it is there for: that is a fault. */
function familiesOf({ look_first }: SafetyFile): { families: RegExp[]; faults: KeyFault[] } {
  const own = Object.entries(look_first?.parts ?? {});
  const faults = own.flatMap(([name, part]) => partFaults(name, part));
  const parts = new Map([...own, ...Object.entries(GIVEN)].map(([name, part]) => [`<${name}>`, part]));
  const families: RegExp[] = [];
  for (const [nth, shape] of (look_first?.shapes ?? []).entries()) {
    const path = ['look_first', 'shapes', String(nth)];
    const unknown = namedIn(shape).filter((name) => !parts.has(name));
    if (unknown.length > 0)
      faults.push({ path, message: `${path.join('.')}: there is no part ${unknown.join(', ')}` });
    else
      try {
        families.push(new RegExp(`${START}(?:${put(shape, parts)})`, 'iu'));
      } catch (error) {
        faults.push({
          path,
          message: `${path.join('.')}: ${messageOf(error)}`,
        });
      }
  }
  return { families, faults };
}

function partFaults(name: string, part: string): KeyFault[] {
  const path = ['look_first', 'parts', name];
  const fault = (what: string) => [{ path, message: `${path.join('.')}: ${what}` }];
  const given = Object.keys(GIVEN).map((each) => `<${each}>`);
  if (Object.hasOwn(GIVEN, name))
    return fault(`${given.join(' and ')} have a meaning already: give the part another name`);
  const named = namedIn(part);
  return named.length === 0
    ? []
    : fault(`names ${named.join(', ')}, and only shapes name parts: write it out`);
}

/** What stands for a part, and every angle bracket that stands for nothing. */
const namedIn = (text: string): string[] =>
  [...text.matchAll(BRACKETS)].filter(([, ofGroup]) => ofGroup === undefined).map(([found]) => found);

const put = (shape: string, parts: ReadonlyMap<string, string>): string =>
  shape.replace(BRACKETS, (found, ofGroup) => ofGroup ?? parts.get(found) ?? found);

/** First those of regular expressions themselves: what looks behind, a group with a name and what refers to it. */
const BRACKETS = /(\(\?<(?:[=!]|[^<>]*>)|\\k<[^<>]*>)|<[^<>]*>|[<>]/g;
