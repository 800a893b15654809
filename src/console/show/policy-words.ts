import type { Path } from '../../policy/document.ts';
import { pathInWords } from '../../policy/faults.ts';
import { type FieldKind, fieldAt, fieldText } from '../../policy/fields.ts';
import type { PolicyDifference } from '../../policy/published.ts';
import { isTable } from '../../policy/table.ts';
import type { Say } from '../frame/say.ts';

/** What a value of the policy is called on a page; what no form has goes by its key. */
export function policyLabel(path: Path, say: Say): string {
  const [, list, name, part] = path;
  if (list === 'stages' && name !== undefined && part !== undefined)
    return say(`policy.stage_part.${String(part)}`, { stage: String(name) });
  if (path[0] === 'dunning' && list === 'ladder' && name !== undefined)
    return say('policy.rung', { number: Number(name) + 1 });
  const key = `policy.fields.${path.join('.')}`;
  return say.has(key) ? say(key) : pathInWords(path);
}

/** A value of the policy as a person reads it. @param raw as YAML has it; undefined where it is not there */
export function policyWords(path: Path, raw: unknown, say: Say): string {
  if (raw === undefined || raw === null || raw === '') return say(emptyKey(path));
  if (path[1] === 'ladder' && isTable(raw)) return rungWords(raw, say);
  const field = fieldAt(path);
  if (field === null) return plainly(raw);
  if (field.kind === 'choice') return choiceWords(field.id, String(raw), say);
  return wordsOf(field.kind, raw, say);
}

const emptyKey = (path: Path): string => {
  const [top, , , part] = path;
  if (top === 'alarms_to' || top === 'report_to') return 'policy.nobody';
  return part === 'kind' ? 'policy.not_mapped' : 'policy.none';
};

/** What a choice of a field is called. */
export const choiceWords = (field: string, choice: string, say: Say): string => {
  const key = `policy.choices.${field}.${choice.replaceAll(' ', '_')}`;
  return say.has(key) ? say(key) : choice;
};

function wordsOf(kind: FieldKind, raw: unknown, say: Say): string {
  const text = fieldText(kind, raw);
  switch (kind) {
    case 'working_days':
      return /^\d+$/.test(text) ? say('policy.days', { count: Number(text) }) : text;
    case 'spans':
      return text
        .split(', ')
        .map((each) => wordsOf('working_days', `${each} working days`, say))
        .join(', ');
    case 'letters':
      return /^\d+$/.test(text) ? say('policy.letters', { count: Number(text) }) : text;
    case 'share':
      return `${text}%`;
    case 'yes_no':
      return say(`policy.${text === 'yes' ? 'yes' : 'no'}`);
    case 'calendar_span':
      return spanWords(text, say);
    case 'addresses':
      return text === '' ? say('policy.nobody') : text.split('\n').join(', ');
    case 'time':
    case 'choice':
      return text;
  }
}

function spanWords(text: string, say: Say): string {
  const [amount, unit = ''] = text.split(' ');
  const unitKey = unit.endsWith('s') ? unit : `${unit}s`;
  return /^\d+$/.test(amount ?? '') && ['days', 'weeks', 'months'].includes(unitKey)
    ? say(`policy.spans.${unitKey}`, { count: Number(amount) })
    : text;
}

const rungWords = (rung: Readonly<Record<string, unknown>>, say: Say): string =>
  say(rung.release === 'human' ? 'policy.rung_by_person' : 'policy.rung_by_itself', {
    name: String(rung.rung ?? ''),
    after: spanWords(String(rung.after ?? ''), say),
    tone: say.has(`codes.tones.${String(rung.tone)}`)
      ? say(`codes.tones.${String(rung.tone)}`)
      : String(rung.tone),
  });

const plainly = (raw: unknown): string =>
  Array.isArray(raw) || isTable(raw) ? JSON.stringify(raw) : String(raw);

/** What is to be published, or was, in words: each value before and after. */
export const differencesInWords = (
  differences: readonly PolicyDifference[],
  say: Say,
): readonly { readonly label: string; readonly before: string; readonly after: string }[] =>
  differences.map(({ path, before, after }) => ({
    label: policyLabel(path, say),
    before: policyWords(path, before, say),
    after: policyWords(path, after, say),
  }));
