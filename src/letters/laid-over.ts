import { parse, stringify } from 'yaml';
import { type Documents, phrasesOf } from './documents.ts';
import { lately } from './lately.ts';

/**
 * A company's phrases lie over the shipped ones, key by key: a sentence that an upgrade brings is said at once, and theirs stay.
 * The text that letters are made of is theirs as it is, so that lines are counted as they see them, and below a seam what it
 * lacks. A stored version holds both, and says the same whatever is shipped later.
 */
const SEAM = '\n...\n--- # From the shipped file: what the one above lacks.\n';

interface Laid {
  readonly text: string;
  /** What is taken from below: `verdicts.holds.on_its_way`, in the order in which it stands there. */
  readonly taken: readonly string[];
}

const laidLately = lately<Laid>(8);

/** One phrases file over another. What is no YAML lies over nothing: whoever reads it finds out. */
export const laid = (over: string, under: string): Laid =>
  laidLately(JSON.stringify([over, under]), () => lay(over, under));

function lay(over: string, under: string): Laid {
  const whole = { text: over, taken: [] };
  try {
    const own: unknown = parse(over);
    const spare: unknown = parse(under);
    if (!isMap(own) || !isMap(spare)) return whole;
    const lacking = beyond(spare, own);
    const taken = pathsOf(lacking, '');
    return taken.length === 0 ? whole : { text: `${over}${SEAM}${stringify(lacking)}`, taken };
  } catch {
    return whole;
  }
}

/** The documents that letters are made of, and by path which sentences are taken from the shipped file. */
export function laidOver(
  documents: Documents,
  shipped: Documents,
  languages: readonly string[],
): { readonly laid: Documents; readonly taken: ReadonlyMap<string, readonly string[]> } {
  const over = new Map(documents);
  const taken = new Map<string, readonly string[]>();
  for (const path of languages.map(phrasesOf)) {
    const [own, spare] = [documents.get(path), shipped.get(path)];
    if (own === undefined || spare === undefined || own === spare) continue;
    const both = laid(own, spare);
    over.set(path, both.text);
    if (both.taken.length > 0) taken.set(path, both.taken);
  }
  return { laid: over, taken };
}

/** The text above the seam, which has its lines, and the one below. */
export function parted(text: string): { readonly own: string; readonly under: string | null } {
  const at = text.indexOf(SEAM);
  return at < 0
    ? { own: text, under: null }
    : { own: text.slice(0, at), under: text.slice(at + SEAM.length) };
}

/** All sentences of a text and of what it lies over. @throws Error when it is no YAML */
export function phrasesIn(text: string): unknown {
  const { own, under } = parted(text);
  return under === null ? parse(own) : merged(parse(own), parse(under));
}

/** What stands above hides what stands below, but for maps, which are joined. */
export function merged(over: unknown, under: unknown): unknown {
  if (!isMap(over) || !isMap(under)) return over === undefined ? under : over;
  const keys = [...new Set([...Object.keys(over), ...Object.keys(under)])];
  return Object.fromEntries(keys.map((key) => [key, merged(own(over, key), own(under, key))]));
}

/** What a map has that another lacks, as a map. */
function beyond(spare: Mapped, own: Mapped): Mapped {
  const entries = Object.entries(spare).flatMap(([key, value]): [string, unknown][] => {
    if (!Object.hasOwn(own, key)) return [[key, value]];
    const mine = own[key];
    if (!isMap(value) || !isMap(mine)) return [];
    const inner = beyond(value, mine);
    return Object.keys(inner).length === 0 ? [] : [[key, inner]];
  });
  return Object.fromEntries(entries);
}

function pathsOf(value: unknown, path: string): string[] {
  const entries = isMap(value) ? Object.entries(value) : [];
  if (entries.length === 0) return path === '' ? [] : [path];
  return entries.flatMap(([key, inner]) => pathsOf(inner, path === '' ? key : `${path}.${key}`));
}

type Mapped = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Mapped =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (map: Mapped, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);
