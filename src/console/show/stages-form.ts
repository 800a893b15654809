import { stageKey } from '../../customer/stage-key.ts';
import type { PathFault } from '../../policy/faults.ts';
import { fieldText, fieldValue } from '../../policy/fields.ts';
import { originOf, type PolicyOrigin } from '../../policy/in-force.ts';
import type { Layers } from '../../policy/parse.ts';
import type { PolicyChange } from '../../policy/published.ts';
import { isFinished, STAGE_KINDS, type StageKind } from '../../policy/stage-kinds.ts';
import { isTable } from '../../policy/table.ts';
import type { StageKnown } from '../../usual/stages-known.ts';
import type { UsualStay } from '../../usual/usual-time.ts';
import type { Say } from '../frame/say.ts';
import { type Typed, valueAt } from './policy-form.ts';
import { choiceWords } from './policy-words.ts';

/** What a stage of the customer's may wait for, as letters say it; the company's own words stand beside these. */
const NEEDS = ['answer', 'approval', 'payment', 'papers', 'visit', 'appointment', 'device'];
/** An export may hold names without end. */
const MOST_ROWS = 150;

/** One stage as its page shows it: what it means, how long it may take, and how long it usually does. */
export interface StageRow {
  readonly at: number;
  /** As the company writes it. */
  readonly name: string;
  /** As policy names it. */
  readonly key: string;
  /** Open items that stand there; null: none. */
  readonly items: number | null;
  readonly kind: string;
  readonly kindFrom: PolicyOrigin | null;
  readonly allowance: string;
  readonly allowanceFrom: PolicyOrigin | null;
  readonly needs: string;
  readonly needsFrom: PolicyOrigin | null;
  /** Lines of the file, where it says any of these. */
  readonly line: number | null;
  readonly stay: UsualStay | null;
  readonly over: boolean;
  readonly fault: 'kind' | 'allowance' | 'needs' | null;
}

export interface StageRows {
  readonly unmapped: readonly StageRow[];
  readonly used: readonly StageRow[];
  readonly others: readonly StageRow[];
  readonly kinds: readonly { readonly value: string; readonly says: string }[];
  readonly needs: readonly { readonly value: string; readonly says: string }[];
}

/** What is known of stages besides the policy. */
export interface StagesSeen {
  readonly open: readonly { readonly stage: string; readonly items: number }[];
  readonly known: readonly StageKnown[];
}

/** All stages: those that nobody mapped first, then those at which something stands or stood, then the rest of the policy's. */
export function stageRows(
  layers: Layers,
  { open, known }: StagesSeen,
  say: Say,
  typed: Typed | null = null,
  faults: readonly PathFault[] = [],
): StageRows {
  const seen = new Map<string, { name: string; items: number; stay: UsualStay | null }>();
  for (const { stage, items } of open) {
    const before = seen.get(stageKey(stage));
    seen.set(stageKey(stage), {
      name: before?.name ?? stage,
      items: items + (before?.items ?? 0),
      stay: null,
    });
  }
  for (const { stage, stay } of known) {
    const before = seen.get(stageKey(stage));
    const longer = (stay?.most ?? -1) > (before?.stay?.most ?? -1) ? stay : (before?.stay ?? stay);
    seen.set(stageKey(stage), { name: before?.name ?? stage, items: before?.items ?? 0, stay: longer });
  }
  const mapped = valueAt(layers, ['waiting', 'stages']);
  const names = [...new Set([...seen.keys(), ...Object.keys(isTable(mapped) ? mapped : {})])];
  const rows = names.map((key, at) => rowOf(key, at, seen.get(key), layers, typed, faults));
  const isMapped = ({ kindFrom }: StageRow): boolean => kindFrom !== null;
  const stands = ({ key }: StageRow): boolean => seen.has(key);
  const texts = new Set([...NEEDS, ...rows.flatMap(({ needs }) => (needs === '' ? [] : [needs]))]);
  return {
    unmapped: rows.filter((row) => !isMapped(row)).slice(0, MOST_ROWS),
    used: rows.filter((row) => isMapped(row) && stands(row)).slice(0, MOST_ROWS),
    others: rows.filter((row) => isMapped(row) && !stands(row)).slice(0, MOST_ROWS),
    kinds: STAGE_KINDS.map((value) => ({ value, says: choiceWords('stage.kind', value, say) })),
    needs: [...texts].map((value) => ({ value, says: choiceWords('stage.needs', value, say) })),
  };
}

function rowOf(
  key: string,
  at: number,
  seen: { readonly name: string; readonly items: number; readonly stay: UsualStay | null } | undefined,
  layers: Layers,
  typed: Typed | null,
  faults: readonly PathFault[],
): StageRow {
  const part = (name: string) => {
    const path = ['waiting', 'stages', key, name];
    const raw = valueAt(layers, path);
    return { raw, origin: raw === undefined ? null : originOf(layers, path) };
  };
  const [kind, allowance, needs] = [part('kind'), part('allowance'), part('needs')];
  const mine = typed === null ? undefined : placeOf(typed, key);
  const typedOr = (name: string, otherwise: string): string =>
    mine === undefined ? otherwise : (typed?.[`${name}.${mine}`] ?? otherwise);
  const text = fieldText('working_days', allowance.raw);
  const fault = faults.find(({ path }) => path[1] === 'stages' && path[2] === key)?.path[3];
  const { stay = null } = seen ?? {};
  const allows = /^\d+$/.test(text) ? Number(text) : null;
  return {
    at,
    name: seen?.name ?? key,
    key,
    items: seen?.items || null,
    kind: typedOr('kind', typeof kind.raw === 'string' ? kind.raw : ''),
    kindFrom: kind.origin?.from ?? null,
    allowance: typedOr('allowance', text),
    allowanceFrom: allowance.origin?.from ?? null,
    needs: typedOr('needs', typeof needs.raw === 'string' ? needs.raw : ''),
    needsFrom: needs.origin?.from ?? null,
    line: [kind, allowance, needs].find(({ origin }) => origin?.from === 'file')?.origin?.line ?? null,
    stay,
    over: allows !== null && stay?.most != null && stay.most > allows && !isFinished(kind.raw as StageKind),
    fault: fault === undefined ? null : fault === 'allowance' || fault === 'needs' ? fault : 'kind',
  };
}

const ROW = /^name\.(\d{1,4})$/;
const placeOf = (typed: Typed, key: string): string | undefined =>
  Object.keys(typed)
    .map((name) => ROW.exec(name)?.[1])
    .find((place) => place !== undefined && stageKey(typed[`name.${place}`] ?? '') === key);

/** What somebody typed of stages that is other than what is in force; what stands in the file stays. */
export function stageChanges(typed: Typed, layers: Layers): readonly PolicyChange[] {
  return Object.keys(typed).flatMap((name): readonly PolicyChange[] => {
    const place = ROW.exec(name)?.[1];
    const key = stageKey(typed[name] ?? '');
    if (place === undefined || key === '') return [];
    const change = (part: string, value: unknown): readonly PolicyChange[] => {
      const path = ['waiting', 'stages', key, part];
      const raw = valueAt(layers, path);
      const isFiles = raw !== undefined && originOf(layers, path).from === 'file';
      return isFiles || (raw ?? null) === value ? [] : [{ path, value }];
    };
    const kind = typed[`kind.${place}`] ?? '';
    // Not mapped, and left so.
    if (kind === '' && valueAt(layers, ['waiting', 'stages', key, 'kind']) === undefined) return [];
    const allowance = typed[`allowance.${place}`];
    const needs = typed[`needs.${place}`];
    const raw = valueAt(layers, ['waiting', 'stages', key, 'allowance']);
    const same = allowance === undefined || fieldText('working_days', raw) === allowance.trim();
    return [
      ...(typed[`kind.${place}`] === undefined ? [] : change('kind', kind)),
      ...(same ? [] : change('allowance', fieldValue('working_days', allowance))),
      ...(needs === undefined ? [] : change('needs', needs === '' ? null : needs)),
    ];
  });
}
