import type { Path } from '../../policy/document.ts';
import type { PathFault } from '../../policy/faults.ts';
import {
  CALENDAR_UNITS,
  type FieldKind,
  fieldText,
  fieldValue,
  LADDER_TONES,
  ladderValue,
  type PolicyField,
  RELEASES,
  type RungText,
  rungTexts,
} from '../../policy/fields.ts';
import { originOf, type PolicyOrigin } from '../../policy/in-force.ts';
import type { Layers } from '../../policy/parse.ts';
import type { PolicyChange } from '../../policy/published.ts';
import { isTable, own } from '../../policy/table.ts';
import type { Say } from '../frame/say.ts';
import { choiceWords, policyLabel, policyWords } from './policy-words.ts';

/** Everything that somebody typed, by the names of the form's fields. */
export type Typed = Readonly<Record<string, string>>;

/** One choice of a select. */
interface Option {
  readonly value: string;
  readonly says: string;
}

/** One field as its page shows it. */
export interface ShownField {
  readonly id: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly hint: string | null;
  readonly text: string;
  /** Of a span of the calendar. */
  readonly unit: string | null;
  readonly options: readonly Option[];
  /** In words, for who may not change it. */
  readonly words: string;
  readonly from: PolicyOrigin;
  readonly line: number | null;
  readonly fault: string | null;
}

/** The value of a path as it is in force, as YAML has it. */
export const valueAt = ({ whole }: Pick<Layers, 'whole'>, path: Path): unknown =>
  path.reduce<unknown>((at, step) => (isTable(at) ? own(at, String(step)) : undefined), whole);

/** A field with what is in force, or with what was typed and what is wrong with it. */
export function shownField(
  field: PolicyField,
  layers: Layers,
  say: Say,
  typed: Typed | null = null,
  faults: readonly PathFault[] = [],
): ShownField {
  const path = field.id.split('.');
  const raw = valueAt(layers, path);
  const { from, line } =
    raw === undefined ? { from: 'default' as const, line: null } : originOf(layers, path);
  const text =
    from === 'file' ? fieldText(field.kind, raw) : (typed?.[field.id] ?? fieldText(field.kind, raw));
  const [amount = '', unit = 'days'] = text.split(' ');
  const isSpan = field.kind === 'calendar_span';
  const fault = faults.some((each) => each.path.join('.').startsWith(field.id));
  const hint = `policy.hints.${field.id}`;
  return {
    id: field.id,
    kind: field.kind,
    label: policyLabel(path, say),
    hint: say.has(hint) ? say(hint) : null,
    text: isSpan ? amount : text,
    unit: isSpan ? (typed?.[`${field.id}.unit`] ?? (unit.endsWith('s') ? unit : `${unit}s`)) : null,
    options: optionsOf(field, say),
    words: policyWords(path, raw, say),
    from,
    line,
    fault: fault ? faultWords(field, text, say) : null,
  };
}

function optionsOf({ id, kind, choices }: PolicyField, say: Say): readonly Option[] {
  if (kind === 'yes_no') return ['yes', 'no'].map((value) => ({ value, says: say(`policy.${value}`) }));
  if (kind === 'calendar_span')
    return CALENDAR_UNITS.map((value) => ({ value, says: say(`policy.units.${value}`) }));
  return choices.map((value) => ({ value, says: choiceWords(id, value, say) }));
}

/** What is wrong with a field: where what stands in it could be read, it does not go with another one. */
function faultWords({ id, kind }: PolicyField, text: string, say: Say): string {
  const key = `policy.faults.${id}`;
  const reads = { time: /^\d{1,2}:\d{2}$/, letters: /^\d+$/ }[kind as string];
  return reads?.test(text.trim()) && say.has(key) ? say(key) : say(`policy.faults.kinds.${kind}`);
}

/** What somebody typed that is another value than the one in force. Who sets a value in the file has it there. */
export function changesIn(
  fields: readonly PolicyField[],
  typed: Typed,
  layers: Layers,
): readonly PolicyChange[] {
  return fields.flatMap(({ id, kind }): readonly PolicyChange[] => {
    const path = id.split('.');
    const text = typed[id];
    const raw = valueAt(layers, path);
    if (text === undefined || (raw !== undefined && originOf(layers, path).from === 'file')) return [];
    const value = fieldValue(kind, kind === 'calendar_span' ? spanText(text, typed[`${id}.unit`]) : text);
    return fieldText(kind, value) === fieldText(kind, raw) ? [] : [{ path, value }];
  });
}

const spanText = (amount: string, unit: string | undefined): string =>
  amount.trim() === '' ? '' : `${amount.trim()} ${unit ?? 'days'}`;

const LADDER: Path = ['dunning', 'ladder'];
/** Rows without anything in them, to add to. */
const EMPTY: RungText = { rung: '', after: '', tone: LADDER_TONES[0], release: RELEASES[0] };
const MOST_RUNGS = 12;

/** The ladder as its form shows it. */
export function shownLadder(
  layers: Layers,
  say: Say,
  typed: Typed | null = null,
  faults: readonly PathFault[] = [],
): object {
  const { from, line } = originOf(layers, LADDER);
  const raw = valueAt(layers, LADDER);
  const rows = from === 'file' || typed === null ? rungTexts(raw) : rowsIn(typed);
  const faultOf = (at: number): string | null => {
    const part = faults.find(({ path }) => path[0] === 'dunning' && path[1] === 'ladder' && path[2] === at)
      ?.path[3];
    if (part === undefined) return null;
    const key = `policy.faults.ladder.${String(part)}`;
    return say(say.has(key) ? key : 'policy.faults.ladder.after');
  };
  return {
    from,
    line,
    words: (Array.isArray(raw) ? raw : []).map((each, at) => policyWords([...LADDER, at], each, say)),
    rows: [...rows, ...(from === 'file' ? [] : [EMPTY])].map((row, at) => {
      const [amount = '', unit = 'days'] = row.after.split(' ');
      return { ...row, at, after: amount, unit: unit.endsWith('s') ? unit : `${unit}s`, fault: faultOf(at) };
    }),
    tones: LADDER_TONES.map((value) => ({ value, says: say(`codes.tones.${value}`) })),
    units: CALENDAR_UNITS.map((value) => ({ value, says: say(`policy.units.${value}`) })),
    releases: RELEASES.map((value) => ({ value, says: say(`policy.releases.${value}`) })),
  };
}

/** The rows that were typed; those without anything in them are none, so that faults count as the policy does. */
function rowsIn(typed: Typed): readonly RungText[] {
  return Array.from({ length: MOST_RUNGS }, (_, at) => ({
    rung: typed[`ladder.${at}.rung`] ?? '',
    after: spanText(typed[`ladder.${at}.after`] ?? '', typed[`ladder.${at}.unit`]),
    tone: typed[`ladder.${at}.tone`] ?? '',
    release: typed[`ladder.${at}.release`] ?? RELEASES[0],
  })).filter(({ rung, after }) => rung.trim() !== '' || after !== '');
}

/** The ladder that was typed, where it is another one; one that stands in the file is the file's. */
export function ladderChange(typed: Typed, layers: Layers): readonly PolicyChange[] {
  if (originOf(layers, LADDER).from === 'file' || typed['ladder.0.tone'] === undefined) return [];
  const rows = rowsIn(typed);
  return JSON.stringify(rows) === JSON.stringify(rungTexts(valueAt(layers, LADDER)))
    ? []
    : [{ path: ['dunning', 'ladder'], value: ladderValue(rows) }];
}
