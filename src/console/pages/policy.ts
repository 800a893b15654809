import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PublishedPolicy } from '../../ledger/documents/published-policy.ts';
import { publishPolicy, readPublishedPolicy } from '../../ledger/documents/published-policy.ts';
import { type PathFault, pathInWords } from '../../policy/faults.ts';
import { POLICY_SECTIONS, type PolicySection } from '../../policy/fields.ts';
import { policyInForce } from '../../policy/in-force.ts';
import { layersOf } from '../../policy/parse.ts';
import {
  type PolicyChange,
  policyDifferences,
  publishedFaults,
  withChanges,
} from '../../policy/published.ts';
import type { YamlTable } from '../../policy/table.ts';
import {
  type ConsoleWorld,
  type Done,
  form,
  NotUnderstood,
  page,
  type Route,
  type Shown,
  type Visit,
} from '../frame/routes.ts';
import { changesIn, ladderChange, shownField, shownLadder, type Typed } from '../show/policy-form.ts';
import { differencesInWords } from '../show/policy-words.ts';

/** Bytes of a form with many stages, whose names may be long. */
export const POLICY_LIMIT = 1_048_576;
const MOST_WHY = 500;

const SECTIONS = Object.keys(POLICY_SECTIONS) as PolicySection[];
export const typedForm = z.record(z.string().max(200), z.string().max(20_000));
const change = z.object({ path: z.array(z.string().max(200)).min(1).max(6), value: z.unknown() });
const publishing = z.object({
  changes: z.string().max(POLICY_LIMIT),
  basis: z.string().max(30),
  back: z.enum(['/settings/stages', ...SECTIONS.map((name) => `/settings/policy/${name}`)]),
  why: z.string().trim().max(MOST_WHY),
});

/** The policy by its sections, and what an admin changes of it: looked at in words, then published with a reason. */
export const policyPages = (world: ConsoleWorld): readonly Route[] => [
  page('/settings/policy', 'read', z.unknown(), async (visit) => ({
    view: 'settings-policy',
    data: await overview(world, visit),
  })),
  ...SECTIONS.flatMap((name) => [
    page(`/settings/policy/${name}`, 'administer', z.unknown(), async (visit) =>
      sectionForm(world, visit, name),
    ),
    form(
      `/settings/policy/${name}`,
      'administer',
      typedForm,
      async (visit, typed) => {
        const { layers, published } = await policyNow(world);
        const changes = [
          ...changesIn(POLICY_SECTIONS[name], typed, layers),
          ...(name === 'dunning' ? ladderChange(typed, layers) : []),
        ];
        return lookAt(world, visit, { published, changes, back: `/settings/policy/${name}` }, (faults) =>
          sectionForm(world, visit, name, typed, faults),
        );
      },
      POLICY_LIMIT,
    ),
  ]),
  form(
    '/settings/policy/publish',
    'administer',
    publishing,
    (visit, given) => published(world, visit, given),
    POLICY_LIMIT,
  ),
];

/** What is in force: the file as this worker read it, and what was published last. */
export async function policyNow(world: ConsoleWorld) {
  const { file, name, shipped } = world.policyTexts;
  const published = await readPublishedPolicy(world.databases.ledgerPool);
  return { published, layers: layersOf(file, name, shipped, published.table) };
}

async function overview(world: ConsoleWorld, { say }: Visit): Promise<object> {
  const { policyFile, policyTexts } = world;
  const { file, name, shipped } = policyTexts;
  const { layers, published } = await policyNow(world);
  const values = policyInForce(file, name, shipped, published.table);
  const now = await readFile(policyFile, 'utf8').catch(() => null);
  return {
    policyFile,
    values,
    groups: SECTIONS.map((section) => ({
      name: section,
      fields: POLICY_SECTIONS[section].map((field) => shownField(field, layers, say)),
      ladder: section === 'dunning' ? shownLadder(layers, say) : null,
    })),
    published: published.id === null ? null : { by: published.by, at: published.at },
    // It takes effect at the worker's next start.
    changed: now !== null && now !== file,
    file: linesOf(file),
    shipped: values.some(({ from }) => from === 'default') && shipped !== file ? linesOf(shipped) : null,
  };
}

const linesOf = (text: string): readonly string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);

async function sectionForm(
  world: ConsoleWorld,
  { say }: Visit,
  section: PolicySection,
  typed: Typed | null = null,
  faults: readonly PathFault[] = [],
): Promise<Shown> {
  const { layers } = await policyNow(world);
  return {
    view: 'settings-policy-form',
    status: faults.length === 0 ? 200 : 422,
    data: {
      group: section,
      fields: POLICY_SECTIONS[section].map((field) => shownField(field, layers, say, typed, faults)),
      ladder: section === 'dunning' ? shownLadder(layers, say, typed, faults) : null,
      faults: faults.length,
      policyFile: world.policyFile,
    },
  };
}

/** What somebody wants to publish. */
interface WantedPolicy {
  readonly published: PublishedPolicy;
  readonly changes: readonly PolicyChange[];
  /** The form that it was typed into. */
  readonly back: string;
}

/**
 * The changes in words, with the question why; back to the form where something is wrong with them.
 * @param again the form, with every fault at its field
 */
export async function lookAt(
  world: ConsoleWorld,
  { say }: Visit,
  { published, changes, back }: WantedPolicy,
  again: (faults: readonly PathFault[]) => Promise<Shown>,
): Promise<Shown | Done> {
  if (changes.length === 0) return { to: back, notice: { key: 'policy_unchanged' } };
  const table = withChanges(published.table, changes);
  const faults = publishedFaults(world.policyTexts, table);
  if (faults.length > 0) return again(faults);
  return confirmation(world, say, { published, changes, back }, table);
}

function confirmation(
  { policyTexts }: ConsoleWorld,
  say: Visit['say'],
  { published, changes, back }: WantedPolicy,
  table: YamlTable,
  { fault = null, why = '' }: { readonly fault?: string | null; readonly why?: string } = {},
): Shown {
  return {
    view: 'settings-policy-look',
    status: fault === null ? 200 : 422,
    data: {
      differences: differencesInWords(policyDifferences(policyTexts, published.table, table), say),
      changes: JSON.stringify(changes),
      basis: published.id ?? '',
      back,
      why,
      fault,
      mostWhy: MOST_WHY,
    },
  };
}

async function published(
  world: ConsoleWorld,
  visit: Visit,
  { changes: sent, basis, back, why }: z.output<typeof publishing>,
): Promise<Shown | Done> {
  const changes = changesOf(sent);
  const now = await readPublishedPolicy(world.databases.ledgerPool);
  const table = withChanges(now.table, changes);
  const wanted = { published: now, changes, back };
  const faults = publishedFaults(world.policyTexts, table);
  if (faults.length > 0)
    throw new NotUnderstood(faults.map(({ path, message }) => `${pathInWords(path)}: ${message}`).join('; '));
  const again = (fault: string) => confirmation(world, visit.say, wanted, table, { fault, why });
  if (why === '') return again('why');
  // Somebody was quicker: what is typed here goes over what they published, once it was looked at.
  if ((now.id ?? '') !== basis) return again('conflict');
  const publisher = { by: visit.user.name, why, at: visit.now };
  const done = await publishPolicy(world.databases.ledgerPool, table, now.id, publisher);
  if (done === 'conflict') return again('conflict');
  return {
    to: back === '/settings/stages' ? back : '/settings/policy',
    notice: { key: 'policy_published' },
  };
}

function changesOf(text: string): readonly PolicyChange[] {
  try {
    const read = z.array(change).safeParse(JSON.parse(text));
    if (read.success) return read.data.map(({ path, value }) => ({ path, value }));
  } catch {
    // Said below.
  }
  throw new NotUnderstood('changes');
}
