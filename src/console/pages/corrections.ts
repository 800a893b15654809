import { z } from 'zod';
import { isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { CORRECTION_KIND, REMINDER_LETTERS, STATUS_LETTERS } from '../../customer/letter-kinds.ts';
import { MOST_WRONG, type WrongBatch } from '../../ledger/letters/wrong-letters.ts';
import { LONGEST_SENTENCE } from '../../letters/words/correction-words.ts';
import {
  type CorrectionSeen,
  seeBatch,
  seeCorrection,
  sendCorrection,
  type WrongSaid,
  withdrawBatch,
} from '../../round/correct.ts';
import { LANGUAGE } from '../../settings/language-folders.ts';
import {
  type ConsoleWorld,
  form,
  NotUnderstood,
  page,
  type Route,
  type Shown,
  type Visit,
} from '../frame/routes.ts';
import { label } from '../show/label.ts';
import { withQuery } from '../show/list-page.ts';
import { dayQuery, oneOf } from '../show/place.ts';

const KINDS = [...STATUS_LETTERS, ...REMINDER_LETTERS] as const;
const which = {
  round: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
  kind: oneOf(KINDS),
  since: z.string().max(20).optional().catch(undefined),
};
const query = z.object(which);
/** A field `say_en` for each language. */
const said = z.looseObject(which);
type Which = z.output<typeof query>;

/** Letters that said something wrong: what has not gone is kept back, and who got one is told so, once. */
export const correctionPages = (world: ConsoleWorld): readonly Route[] => [
  page('/corrections', 'administer', query, (visit, named) => show(world, visit, named)),
  form('/corrections/look', 'administer', said, (visit, body) => show(world, visit, body, sentencesOf(body))),
  form('/corrections/withdraw', 'administer', query, async ({ user, now, say }, named) => {
    const batch = batchOf(world, named);
    if (batch === null) throw new NotUnderstood(say('corrections.which'));
    const why = say('corrections.withdrawn_because');
    const withdrawn = await withdrawBatch(world.databases.ledgerPool, batch, { by: user.name, at: now, why });
    return { to: addressOf(named), notice: { key: 'batch_withdrawn', with: { count: withdrawn } } };
  }),
  form('/corrections/send', 'administer', said, async (visit, body) => {
    const batch = batchOf(world, body);
    if (batch === null) throw new NotUnderstood(visit.say('corrections.which'));
    const by = { by: visit.user.name, at: visit.now };
    const outcome = await sendCorrection(world, batch, sentencesOf(body), by);
    if ('faults' in outcome) return show(world, visit, body, sentencesOf(body), outcome);
    const to = addressOf(body);
    if (outcome.done === 'leaving')
      return { to, notice: { key: 'batch_leaving', with: { count: outcome.leaving } } };
    return { to, notice: { key: 'batch_corrected', with: { count: outcome.written } } };
  }),
];

/** How far the letters have come, a field for each language, and how the corrections would read. */
async function show(
  world: ConsoleWorld,
  visit: Visit,
  named: Which,
  sentences: WrongSaid | null = null,
  given: CorrectionSeen | null = null,
): Promise<Shown> {
  const { say } = visit;
  const batch = batchOf(world, named);
  const { databases, rules } = world;
  const seen = batch === null ? null : await seeBatch(databases.ledgerPool, batch, rules);
  const looked =
    given ??
    (batch === null || sentences === null ? null : await seeCorrection(world, batch, sentences, visit.now));
  return {
    view: 'corrections',
    status: (given?.faults.length ?? 0) > 0 ? 422 : 200,
    data: {
      which: { round: named.round ?? null, kind: named.kind, since: named.since ?? null },
      kinds: KINDS.map((code) => ({ code, label: label(say, 'letters', code) })),
      today: isoDay(zoneOf(rules.company.timeZone).dayAt(visit.now)),
      seen,
      cut: seen !== null && seen.waiting + seen.leaving + seen.out >= MOST_WRONG ? MOST_WRONG : null,
      most: LONGEST_SENTENCE,
      sayings: (seen?.readers ?? []).map(({ language, readers }) => ({
        language,
        readers,
        field: `say_${language}`,
        said: sentences?.[language] ?? '',
        faults: (looked?.faults ?? [])
          .filter((each) => each.language === language)
          .map(({ fault, message }) => (fault === 'voice' ? message : say(`corrections.faults.${fault}`))),
      })),
      previews: (looked?.previews ?? []).map(({ letter, rendered }) => ({
        language: letter.language,
        subject: rendered.subject,
        text: rendered.text,
      })),
      maySend: looked !== null && looked.faults.length === 0 && looked.previews.length > 0,
      kindName: label(say, 'letters', CORRECTION_KIND),
    },
  };
}

/** Null: it is not said which letters. */
function batchOf({ rules }: ConsoleWorld, { round, kind, since }: Which): WrongBatch | null {
  if (round !== undefined) return { roundId: round };
  const day = dayQuery.parse(since ?? '');
  if (kind === null || day === null) return null;
  return { kind, since: zoneOf(rules.company.timeZone).instantOf(day, 0) };
}

const addressOf = ({ round, kind, since }: Which): string =>
  withQuery('/corrections', { round: round ?? null, kind, since: since ?? null });

const sentencesOf = (body: z.output<typeof said>): WrongSaid =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const language = name.replace(/^say_/, '');
      if (language === name || !LANGUAGE.test(language) || typeof value !== 'string') return [];
      return [[language, value.slice(0, 2_000)]];
    }),
  );
