import { parse } from 'yaml';

/**
 * A company's phrases lie over the shipped ones, key by key: a sentence that an upgrade brings is said at once, and theirs stay.
 * The text that letters are made of is theirs as it is, so that lines are counted as they see them, and below a seam the
 * shipped one. A stored version holds both, and says the same whatever is shipped later. Nothing is parsed to lay one over the
 * other: a draft may be hostile, and is read in a process of its own.
 */
const SEAM = '\n...\n--- # The shipped file: it says what the one above lacks.\n';

/** One phrases file over another. */
export const laid = (over: string, under: string): string =>
  over === under ? over : `${over}${SEAM}${under}`;

/** The texts that lie over each other, the upper one first. */
export function layersOf(text: string): { readonly own: string; readonly under: readonly string[] } {
  const [own = '', ...under] = text.split(SEAM);
  return { own, under };
}

/** All sentences of a text and of what it lies over. @throws Error when it is no YAML */
export const phrasesIn = (text: string): unknown => {
  const { own, under } = layersOf(text);
  return under.reduce<unknown>((over, next) => merged(over, parse(next)), parse(own));
};

/** What stands above hides what stands below, but for maps, which are joined. */
export function merged(over: unknown, under: unknown): unknown {
  if (!isMap(over) || !isMap(under)) return over === undefined ? under : over;
  const keys = [...new Set([...Object.keys(over), ...Object.keys(under)])];
  return Object.fromEntries(keys.map((key) => [key, merged(at(over, key), at(under, key))]));
}

/** Which sentences are taken from below (`verdicts.holds.on_its_way`), in their order there; none where one is no YAML. */
export function takenFrom(over: string, under: string): readonly string[] {
  try {
    const [own, spare]: readonly unknown[] = [parse(over), parse(under)];
    return isMap(own) && isMap(spare) ? beyond(spare, own, '') : [];
  } catch {
    return [];
  }
}

/** What a map has that another lacks. */
function beyond(spare: Mapped, own: Mapped, path: string): string[] {
  return Object.entries(spare).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (!Object.hasOwn(own, key)) return pathsOf(value, at);
    const mine = own[key];
    return isMap(value) && isMap(mine) ? beyond(value, mine, at) : [];
  });
}

const pathsOf = (value: unknown, path: string): string[] =>
  isMap(value) ? Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, `${path}.${key}`)) : [path];

type Mapped = Readonly<Record<string, unknown>>;
export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (map: Mapped, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);
