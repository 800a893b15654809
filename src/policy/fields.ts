import { TONES } from '../customer/tone.ts';
import type { Path } from './document.ts';
import { STAGE_KINDS } from './stage-kinds.ts';
import { isTable } from './table.ts';

/** How a value of the policy is typed in a form, and read. */
export type FieldKind =
  | 'working_days'
  | 'spans'
  | 'calendar_span'
  | 'share'
  | 'time'
  | 'letters'
  | 'yes_no'
  | 'addresses'
  | 'choice';

/** One value that the console offers. */
export interface PolicyField {
  /** Keys of the policy from the top, with dots: what the field is called in a form, and its label. */
  readonly id: string;
  readonly kind: FieldKind;
  /** Of a choice. */
  readonly choices: readonly string[];
}

const field = (id: string, kind: FieldKind, choices: readonly string[] = []): PolicyField => ({
  id,
  kind,
  choices,
});
const TELLING = ['never', 'after_delay', 'always'];

/** What is changed together, in the order in which it is shown. The ladder and the stages are lists, and have forms of their own. */
export const POLICY_SECTIONS = {
  hours: [
    field('hours.from', 'time'),
    field('hours.to', 'time'),
    field('hours.on', 'choice', ['working days', 'every day']),
  ],
  waiting: [
    field('waiting.warn_before', 'working_days'),
    field('waiting.at_risk_below', 'share'),
    field('waiting.next_word', 'spans'),
    field('waiting.silence', 'spans'),
    field('waiting.after_a_person', 'working_days'),
    field('waiting.default_allowance', 'working_days'),
    field('waiting.tell_ready', 'choice', TELLING),
    field('waiting.remind_ready', 'working_days'),
    field('waiting.tell_done', 'choice', TELLING),
    field('waiting.offer_partial', 'yes_no'),
    field('waiting.offer_change', 'yes_no'),
    field('waiting.abandoned_after', 'calendar_span'),
  ],
  dunning: [
    field('dunning.grace', 'calendar_span'),
    field('dunning.minimum_gap', 'calendar_span'),
    field('dunning.remind_when_usual_delay_is_over', 'yes_no'),
    field('dunning.hold_when_we_owe', 'choice', ['any', 'same item']),
    field('dunning.said_paid_holds', 'working_days'),
    field('dunning.decide_within', 'working_days'),
    field('dunning.thank_for_payment', 'yes_no'),
  ],
  people: [
    field('escalation.manager_after', 'letters'),
    field('escalation.director_after', 'letters'),
    field('escalation.call_after_quiet', 'letters'),
    field('alarms_to', 'addresses'),
    field('report_to', 'addresses'),
  ],
} as const satisfies Readonly<Record<string, readonly PolicyField[]>>;

export type PolicySection = keyof typeof POLICY_SECTIONS;

export const CALENDAR_UNITS = ['days', 'weeks', 'months'] as const;
export const RELEASES = ['automatic', 'human'] as const;

const all: readonly PolicyField[] = Object.values(POLICY_SECTIONS).flat();

/** The field of a path, also of the parts of a stage; null: no form has it. */
export function fieldAt(path: Path): PolicyField | null {
  const [top, list, , part] = path;
  if (top === 'waiting' && list === 'stages' && path.length === 4) {
    if (part === 'kind') return field('stage.kind', 'choice', STAGE_KINDS);
    if (part === 'allowance') return field('stage.allowance', 'working_days');
    if (part === 'needs') return field('stage.needs', 'choice');
  }
  return all.find(({ id }) => id === path.join('.')) ?? null;
}

const number = (text: string): string | null => /^\s*(\d+(?:\.\d+)?)/.exec(text)?.[1] ?? null;
const asText = (raw: unknown): string => (raw === null || raw === undefined ? '' : String(raw));

/** What stands in the form for a value as YAML has it; what is not written as we write it stands as it is. */
export function fieldText(kind: FieldKind, raw: unknown): string {
  if (kind === 'addresses') return Array.isArray(raw) ? raw.map(asText).join('\n') : asText(raw);
  if (kind === 'spans')
    return (Array.isArray(raw) ? raw : [raw]).map((each) => counted(asText(each))).join(', ');
  if (kind === 'working_days' || kind === 'share' || kind === 'letters') return counted(asText(raw));
  if (kind === 'calendar_span') return inPlural(asText(raw));
  if (kind === 'yes_no') return raw === undefined || raw === null ? '' : raw === true ? 'yes' : 'no';
  return asText(raw);
}

/** `1 month` as `1 months`: a form has the number and its unit apart. */
const inPlural = (text: string): string => text.trim().replace(/^(\d+) +(day|week|month)$/, '$1 $2s');

const counted = (text: string): string =>
  /^\s*\d+(?:\.\d+)?\s*(%|letters?|working days?)?\s*$/.test(text) ? (number(text) ?? text) : text;

/** The value that YAML has for what somebody typed. What cannot be read goes on as it is, and is a fault of its field. */
export function fieldValue(kind: FieldKind, typed: string): unknown {
  const text = typed.trim();
  if (kind === 'addresses')
    return text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  if (text === '') return null;
  if (kind === 'spans') return text.split(/[,;\s]+/).map((each) => ofUnit(each, 'working days'));
  if (kind === 'working_days') return ofUnit(text, 'working days');
  if (kind === 'letters') return ofUnit(text, 'letters');
  if (kind === 'share') return /^\d+(?:[.,]\d+)?$/.test(text) ? `${text.replace(',', '.')}%` : text;
  if (kind === 'yes_no') return text === 'yes' ? true : text === 'no' ? false : text;
  return text;
}

const ofUnit = (text: string, unit: string): string =>
  /^\d{1,6}$/.test(text) ? `${Number(text)} ${unit}` : text;

/** A rung as its row in the form has it: all text. */
export interface RungText {
  readonly rung: string;
  readonly after: string;
  readonly tone: string;
  readonly release: string;
}

export const rungTexts = (ladder: unknown): readonly RungText[] =>
  (Array.isArray(ladder) ? ladder : []).filter(isTable).map(({ rung, after, tone, release }) => ({
    rung: asText(rung),
    after: inPlural(asText(after)),
    tone: asText(tone),
    release: asText(release) || RELEASES[0],
  }));

/** The ladder as YAML has it; a row without a name and a span is none. */
export const ladderValue = (rows: readonly RungText[]): readonly object[] =>
  rows
    .filter(({ rung, after }) => rung.trim() !== '' || after.trim() !== '')
    .map(({ rung, after, tone, release }) => ({
      rung: rung.trim() || null,
      after: after.trim() || null,
      tone,
      ...(release === RELEASES[1] ? { release } : {}),
    }));

export const LADDER_TONES = TONES;
