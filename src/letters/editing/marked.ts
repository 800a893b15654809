import type { Sentence, Sentences } from '../language/sentences.ts';

/*
 * Private-use characters stand around what each phrase says while a preview is made, so that a reader of the preview can point at a
 * sentence. Nothing that is sent is made so.
 */
const BEGIN = '\ue020';
const NAMED = '\ue021';
const END = '\ue022';
const ZERO = 0xe030;
const MARK = /\ue020([\ue030-\ue039]+)\ue021|[\ue020-\ue022\ue030-\ue039]/g;

/** Sentences that say which of them said what. */
export interface Marked {
  readonly say: Sentences;
  /** Keys ("what.late") by their number in the marks. */
  readonly keys: readonly string[];
  /** What each phrase was given to say, the last time that it was asked. */
  readonly given: ReadonlyMap<string, object>;
}

/** The same sentences, each with its marks around what it says. */
export function marked(sentences: Sentences): Marked {
  const keys: string[] = [];
  const given = new Map<string, object>();
  const around = (value: unknown, path: string): unknown => {
    if (typeof value === 'function') {
      const begin = `${BEGIN}${digits(keys.push(path) - 1)}${NAMED}`;
      const sentence: Sentence = (context) => {
        given.set(path, context);
        return `${begin}${(value as Sentence)(context)}${END}`;
      };
      return sentence;
    }
    if (value === undefined) return undefined;
    return Object.fromEntries(
      Object.entries(value ?? {}).map(([key, inner]) => [
        key,
        around(inner, path === '' ? key : `${path}.${key}`),
      ]),
    );
  };
  return { say: around(sentences, '') as Sentences, keys, given };
}

const digits = (number: number): string =>
  [...String(number)].map((digit) => String.fromCharCode(ZERO + Number(digit))).join('');
const numberOf = (marks: string): number =>
  Number([...marks].map((mark) => mark.charCodeAt(0) - ZERO).join(''));

/** A text as it is without the marks. */
export const unmarked = (text: string): string => text.replace(MARK, '');

/** Which phrases said something in a text, in the order in which they begin. */
export const saidIn = (text: string, keys: readonly string[]): readonly string[] => [
  ...new Set(
    [...text.matchAll(MARK)].flatMap(([, marks]) =>
      marks === undefined ? [] : (keys[numberOf(marks)] ?? []),
    ),
  ),
];

/** What each phrase said in a text, the first time that it did. */
export function wordsByPhrase(text: string, keys: readonly string[]): ReadonlyMap<string, string> {
  const open: { readonly key: string | undefined; readonly from: number }[] = [];
  const said = new Map<string, string>();
  for (const found of text.matchAll(MARK)) {
    const [mark, marks] = found;
    if (marks !== undefined) open.push({ key: keys[numberOf(marks)], from: found.index + mark.length });
    else if (mark === END) {
      const { key, from } = open.pop() ?? { key: undefined, from: 0 };
      if (key !== undefined && !said.has(key)) said.set(key, unmarked(text.slice(from, found.index)));
    }
  }
  return said;
}

/** Elements whose text is no place for spans. */
const NO_SPANS = /^<(\/?)(title|style|script)\b/i;

/**
 * A letter's HTML with a span around what each phrase says: `data-phrase` is its key. In tags, titles and styles marks are taken out.
 * @param changed keys whose spans are of the class `changed` besides
 */
export function withSpans(html: string, keys: readonly string[], changed: ReadonlySet<string>): string {
  let plain = false;
  return html
    .split(/(<!--[\s\S]*?-->|<[^>]*>)/)
    .map((part, nth) => {
      if (nth % 2 === 1) {
        const [, closes, name] = NO_SPANS.exec(part) ?? [];
        if (name !== undefined) plain = closes === '';
        return unmarked(part);
      }
      return plain ? unmarked(part) : spansIn(part, keys, changed);
    })
    .join('');
}

/** Spans never reach beyond the text in which they begin. */
function spansIn(text: string, keys: readonly string[], changed: ReadonlySet<string>): string {
  let open = 0;
  const spanned = text.replace(MARK, (mark, marks?: string) => {
    const key = marks === undefined ? undefined : keys[numberOf(marks)];
    if (key !== undefined) {
      open += 1;
      return `<span data-phrase="${escaped(key)}"${changed.has(key) ? ' class="changed"' : ''}>`;
    }
    if (mark !== END || open === 0) return '';
    open -= 1;
    return '</span>';
  });
  return `${spanned}${'</span>'.repeat(open)}`;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
