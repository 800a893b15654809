import { parse } from 'yaml';
import { z } from 'zod';
import { ANSWERS } from '../../customer/answers.ts';
import { ROLES } from '../../customer/customer.ts';
import { STATUS_LETTERS } from '../../customer/letter-kinds.ts';
import { LETTER_STATUSES, type LetterStatus } from '../../customer/letter-status.ts';
import { TASK_KINDS, TASK_REASONS } from '../../customer/task.ts';
import { STAGE_KINDS } from '../../policy/stage-kinds.ts';
import { alarmPhrases } from './alarm-phrases.ts';
import { digestPhrases, LATER_TASKS } from './digest-phrases.ts';
import { type FileFault, offsetOf, readYaml, schemaFaults } from './file-faults.ts';
import { fitted, isLacking, isUnknownKey } from './fit-phrases.ts';
import { lately } from './kept-lately.ts';
import { layersOf, merged, phrasesIn } from './laid-over.ts';
import { moneyPhrases } from './money-phrases.ts';
import { placeOf } from './place.ts';
import { pluralCategories } from './plurals.ts';
import {
  ALSO,
  CAN,
  ENDS,
  GROUPS,
  MIXES,
  NEEDS,
  REASONS,
  sentence,
  sentences,
  sentencesWithLater,
  TELLING_STAGES,
  WHAT,
  WHY,
} from './sentence-kinds.ts';
import { weekPhrases } from './week-phrases.ts';

const week = z.array(sentence).length(7);
const reason = z.strictObject({ why: sentence });
const forms = z.strictObject({
  your: sentence,
  plain: sentence,
  start: sentence,
  mid: sentence,
  about: sentence,
  again: sentence,
});

const answer = z.strictObject({ label: sentence, subject: sentence, body: sentence });
const answerPhrases = z.strictObject({
  lead: sentence,
  ...(Object.fromEntries(ANSWERS.map((one) => [one, answer])) as Record<
    (typeof ANSWERS)[number],
    typeof answer
  >),
});

/** States of letters that came later: a stored version of before has no words for them. */
const LATER_STATUSES = ['corrected'] as const satisfies readonly LetterStatus[];

const phrasesSchema = z.strictObject({
  /** What each letter is headed with: the event, and the new day where there is one. */
  subjects: sentences(STATUS_LETTERS),
  greeting: z.strictObject({ named: sentence, plain: sentence }),
  names: z.strictObject({ order: forms, service_job: forms }),
  roles: sentences(ROLES),
  apologies: sentences(['delay', 'risk', 'silence', 'standstill']),
  can: sentences(CAN),
  partial: sentence,
  /** What has left: with whom, under what number, expected when. */
  shipment: sentence,
  // Versions of before there was such a choice offer none.
  delay_option: sentences(['choice', 'silence_consents', 'silence_cancels', 'no_day']).optional(),
  /** A letter about several: how it begins, what it lists them under, and how it names each. */
  several: z.strictObject({
    opening: sentences(MIXES),
    labels: sentences(GROUPS),
    lines: sentences(GROUPS),
    rest: sentence,
    finds_out: sentence,
    still_finds_out: sentence,
    can: sentence,
  }),
  needs: sentences(NEEDS).catchall(sentence),
  next: sentences(['word', 'decision', 'call', 'asked']),
  what: sentences(WHAT),
  also: sentences(ALSO),
  state: sentences(STAGE_KINDS),
  why: sentences(WHY),
  reasons: z
    .object(
      Object.fromEntries(REASONS.map((code) => [code, reason])) as Record<
        (typeof REASONS)[number],
        typeof reason
      >,
    )
    .catchall(reason),
  /** Why it was cancelled; of other codes `reasons` says it. */
  ends: z
    .object(
      Object.fromEntries(ENDS.map((code) => [code, reason])) as Record<(typeof ENDS)[number], typeof reason>,
    )
    .catchall(reason),
  waits: z.strictObject(
    Object.fromEntries(TELLING_STAGES.map((stage) => [stage, reason])) as Record<
      (typeof TELLING_STAGES)[number],
      typeof reason
    >,
  ),
  looking_after: sentence,
  finds_out: sentence,
  still_finds_out: sentence,
  decider: sentence,
  closing: sentences(['replies', 'because', 'next_person', 'next_person_phone']),
  staff: z.strictObject({
    greeting: sentence,
    footer: sentence,
    subject: sentencesWithLater(TASK_KINDS, LATER_TASKS),
    ask: sentencesWithLater(TASK_KINDS, LATER_TASKS),
    why: sentences([...TASK_REASONS, 'needed_passed']),
    due: sentence,
    reasons: sentences(REASONS).catchall(sentence),
    letters: sentences(STATUS_LETTERS),
    statuses: sentencesWithLater(LETTER_STATUSES, LATER_STATUSES),
    story: sentence,
  }),
  ...moneyPhrases,
  // Versions of before corrected nothing.
  corrections: sentences(['subject', 'what', 'what_several', 'sorry', 'can', 'can_phone']).optional(),
  // Versions of before there were answers offer none.
  answers: answerPhrases.optional(),
  // Versions that letters were written with before there were alarms, lists of tasks, or weeks, still have to be read.
  alarms: alarmPhrases.optional(),
  digest: digestPhrases.optional(),
  week: weekPhrases.optional(),
  plurals: z.record(z.string(), z.record(z.string(), sentence)),
  numbers: z.array(sentence),
  weekdays: z.strictObject({ day: week, on: week, by: week, since: week, for: week }),
  day_separator: z.string(),
});
/** Parts that none but the company's own people read: a language without them still says its letters to customers. */
const FOR_STAFF: readonly string[] = ['staff', 'calls', 'credit', 'verdicts', 'alarms', 'digest', 'week'];
/** Whether only the company's people read a sentence: `digest.subject`. */
export const isForStaff = (key: string): boolean => FOR_STAFF.includes(key.split('.')[0] ?? '');

/** The sentences and word forms of one language, as `emails/<language>/phrases.yaml` holds them. */
export type Phrases = z.infer<typeof phrasesSchema>;

export type ReadPhrases =
  | {
      readonly phrases: Phrases;
      /** Keys that no letter says: a slip of a pen, or sentences of another version. Letters are written without them. */
      readonly unknown: readonly FileFault[];
      /** What it lacks of what the company's own people alone read: a language that only customers read may. */
      readonly gaps: readonly FileFault[];
      /** Sentences stand in it for ones that it lacks (fit-phrases.ts). */
      readonly lacks: boolean;
    }
  | { readonly faults: readonly FileFault[] };

/** All letters of a language share one file, and reading it takes longer than all else about a letter. */
const readLately = lately<ReadPhrases>(8);
const storedLately = lately<ReadPhrases>(8);

/** Reads a phrases file, and what it lies over (laid-over.ts); gives the phrases, or every fault in it. */
export const readPhrases = (text: string, language: string): ReadPhrases =>
  readLately(`${language}\n${text}`, () => read(text, language));

/**
 * Reads the phrases of a stored version, which another build may have written: a letter that would say a sentence which it
 * lacks is broken, and all others are said.
 */
export const readStoredPhrases = (text: string, language: string): ReadPhrases =>
  storedLately(`${language}\n${text}`, () => {
    const strictly = readPhrases(text, language);
    if (!('faults' in strictly)) return strictly;
    const phrases = filled(text);
    return phrases === null ? strictly : { phrases, unknown: [], gaps: [], lacks: true };
  });

function filled(text: string): Phrases | null {
  try {
    return fitted(phrasesSchema, phrasesIn(text), true);
  } catch {
    return null;
  }
}

/** More than anybody writes; a text that names itself again and again grows without end. */
const MOST_ALIASES = 100;

function read(text: string, language: string): ReadPhrases {
  const { own, under } = layersOf(text);
  const file = readYaml(own, MOST_ALIASES);
  if ('faults' in file) return file;
  const { document } = file;
  const data = under.reduce<unknown>((over, next) => merged(over, parse(next)), file.data);
  const parsed = phrasesSchema.safeParse(data);
  const issues = parsed.error?.issues ?? [];
  const told = schemaFaults(issues, document, own);
  const isStaffGap = (issue: z.core.$ZodIssue): boolean =>
    isLacking(issue, data) && isForStaff(String(issue.path[0]));
  const lacks = issues.some(isStaffGap);
  const phrases = issues.every((issue) => isUnknownKey(issue) || isStaffGap(issue))
    ? fitted(phrasesSchema, data, lacks)
    : null;
  if (phrases === null) return { faults: told };
  const faults = missingForms(phrases, language).map((message) => ({
    message,
    ...placeOf(own, offsetOf(document, ['plurals'])),
  }));
  const unknown = told.filter((_, nth) => issues[nth] !== undefined && isUnknownKey(issues[nth]));
  const gaps = told.filter((_, nth) => issues[nth] !== undefined && isStaffGap(issues[nth]));
  return faults.length > 0 ? { faults: [...told, ...faults] } : { phrases, unknown, gaps, lacks };
}

function missingForms(phrases: Phrases, language: string): string[] {
  const needed = pluralCategories(language);
  return Object.entries(phrases.plurals).flatMap(([noun, forms]) =>
    needed
      .filter((category) => forms[category] === undefined)
      .map((category) => `plurals.${noun} has no form "${category}", which this language needs`),
  );
}
