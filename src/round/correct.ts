import type { Pool, PoolClient } from 'pg';
import { nextSendingHour } from '../calendar/sending-hours.ts';
import { type Instant, instantOf } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { PersonId } from '../customer/ids.ts';
import { CORRECTION_KIND } from '../customer/letter-kinds.ts';
import { WITHDRAWABLE } from '../customer/letter-status.ts';
import { inTheNameOf } from '../database/in-the-name-of.ts';
import { readInForce } from '../ledger/documents/documents-in-force.ts';
import { markCorrected } from '../ledger/letter-states/corrected.ts';
import { withdrawLetters } from '../ledger/letter-states/withdrawn.ts';
import { keepCorrection, keepCorrectionLetters } from '../ledger/letters/corrections.ts';
import { readWrongLetters, type WrongBatch, type WrongLetter } from '../ledger/letters/wrong-letters.ts';
import { checkTemplate } from '../letters/check/check.ts';
import { faultLine } from '../letters/check/fault.ts';
import { safetyFaults } from '../letters/check/safety.ts';
import {
  type CorrectionLetter,
  composeCorrections,
  type Wrong,
} from '../letters/compose/compose-correction.ts';
import { named } from '../letters/compose/customer-letter.ts';
import { person, toCustomer } from '../letters/facts/fact-shapes.ts';
import { sourcesOf } from '../letters/template/documents.ts';
import type { RenderedLetter } from '../letters/template/template.ts';
import { LONGEST_SENTENCE } from '../letters/words/correction-words.ts';
import type { Rules } from '../policy/rules.ts';
import type { World } from './round.ts';

/** What a person says was wrong, by language. */
export type WrongSaid = Readonly<Record<string, string>>;

/** How far the letters of a wrong batch have come. */
export interface BatchSeen {
  /** Can be kept from going. */
  readonly waiting: number;
  /** Just being sent: in a minute it is known what became of them. */
  readonly leaving: number;
  /** Went, or perhaps: their readers are told. */
  readonly out: number;
  /** How many readers those that are out have, by language, the most first. */
  readonly readers: readonly { readonly language: string; readonly readers: number }[];
}

/** What cannot be said, or seems not to be, in a correction of one language. */
interface SentenceFault {
  readonly language: string;
  readonly fault: 'missing' | 'too_long' | 'link' | 'no_template' | 'no_safety' | 'voice';
  /** Of `no_safety` and `voice`: what the check of letters says. */
  readonly message: string;
}

export interface CorrectionSeen {
  readonly faults: readonly SentenceFault[];
  /** One letter of each language, as it would go. */
  readonly previews: readonly { readonly letter: CorrectionLetter; readonly rendered: RenderedLetter }[];
}

/** `leaving`: letters of it are just being sent, and nothing was done. */
type Corrected =
  | { readonly done: 'leaving'; readonly leaving: number }
  | {
      readonly done: 'corrected';
      readonly withdrawn: number;
      readonly corrected: number;
      readonly written: number;
    };

export const seeBatch = async (pool: Pool, batch: WrongBatch, rules: Rules): Promise<BatchSeen> =>
  seen(await readWrongLetters(pool, batch), rules);

function seen(letters: readonly WrongLetter[], rules: Rules): BatchSeen {
  const { waiting, leaving, out } = parted(letters);
  const readers = new Map<string, number>();
  for (const { language } of composeCorrections('', wrongOf(out, rules), () => '', FIRST, rules))
    readers.set(language, (readers.get(language) ?? 0) + 1);
  return {
    waiting: waiting.length,
    leaving: leaving.length,
    out: out.length,
    readers: [...readers]
      .map(([language, count]) => ({ language, readers: count }))
      .sort((a, b) => b.readers - a.readers),
  };
}

/** Keeps back what has not gone. Returns how many letters that were. */
export const withdrawBatch = (
  pool: Pool,
  batch: WrongBatch,
  { by, at, why }: { readonly by: string; readonly at: Instant; readonly why: string },
): Promise<number> =>
  inTheNameOf(pool, { who: by, why }, async (client) => {
    const { waiting } = parted(await readWrongLetters(client, batch, 'for update'));
    return withdrawLetters(
      client,
      waiting.map(({ id }) => id),
      { by, why, at },
    );
  });

/** The corrections as they would go, one of each language, and all that speaks against them; nothing is written. */
export async function seeCorrection(
  { databases, rules, templates }: World,
  batch: WrongBatch,
  sentences: WrongSaid,
  now: Instant,
): Promise<CorrectionSeen> {
  // What was published since the last round is what they say.
  await templates.refresh(databases.ledgerPool);
  const { out } = parted(await readWrongLetters(databases.ledgerPool, batch));
  const letters = composeCorrections('', wrongOf(out, rules), saidIn(sentences), now, rules);
  const first = [...new Map(letters.map((letter) => [letter.language, letter])).values()];
  const faults = await faultsOf(databases.ledgerPool, first, sentences);
  if (faults.some(({ fault }) => UNWRITABLE.includes(fault))) return { faults, previews: [] };
  await templates.compile(databases.ledgerPool, first);
  return {
    faults,
    previews: first.map((letter) => ({ letter, rendered: templates.of(letter).render(letter.facts) })),
  };
}

/**
 * Withdraws what has not gone, and writes once to each who got any of the rest: all of it in one transaction, or nothing. What was wrong counts
 * as told no longer.
 */
export async function sendCorrection(
  world: World,
  batch: WrongBatch,
  sentences: WrongSaid,
  { by, at: now }: { readonly by: string; readonly at: Instant },
): Promise<Corrected | CorrectionSeen> {
  const { databases, templates } = world;
  const pool = databases.ledgerPool;
  const look = await seeCorrection(world, batch, sentences, now);
  if (look.faults.length > 0) return look;
  await templates.prepare(
    pool,
    look.previews.map(({ letter }) => letter),
    now,
  );
  const seenIn = new Set(look.previews.map(({ letter }) => letter.language));
  const outcome = await inTheNameOf(
    pool,
    { who: by, why: null },
    async (client): Promise<Corrected | null> => {
      const { waiting, leaving, out } = parted(await readWrongLetters(client, batch, 'for update'));
      if (leaving.length > 0) return { done: 'leaving', leaving: leaving.length };
      // One that left since it was looked at may be in a language in which nobody said anything.
      if (out.some(({ language }) => !seenIn.has(language))) return null;
      const why = 'it is corrected';
      const withdrawn = await withdrawLetters(
        client,
        waiting.map(({ id }) => id),
        { by, why, at: now },
      );
      if (out.length === 0) return { done: 'corrected', withdrawn, corrected: 0, written: 0 };
      return {
        done: 'corrected',
        withdrawn,
        ...(await correctThose(client, world, batch, { sentences, out, by, now })),
      };
    },
  );
  return outcome ?? seeCorrection(world, batch, sentences, now);
}

async function correctThose(
  client: PoolClient,
  { rules, templates }: World,
  batch: WrongBatch,
  {
    sentences,
    out,
    by,
    now,
  }: {
    readonly sentences: WrongSaid;
    readonly out: readonly WrongLetter[];
    readonly by: string;
    readonly now: Instant;
  },
): Promise<{ readonly corrected: number; readonly written: number }> {
  const correctionId = await keepCorrection(client, batch, { by, at: now, sentences, letters: out.length });
  const corrected = await markCorrected(
    client,
    out.map(({ id }) => id),
    { correctionId, by, at: now },
  );
  const letters = composeCorrections(correctionId, wrongOf(out, rules), saidIn(sentences), now, rules);
  const moment = { now, dueAt: nextHour(now, rules) };
  const written = await keepCorrectionLetters(
    client,
    correctionId,
    letters,
    (each) => templates.of(each),
    moment,
  );
  return { corrected, written };
}

/** Nobody is woken for it: by the hours of the company. */
function nextHour(now: Instant, { hours, calendar, company }: Rules): Instant {
  return nextSendingHour(hours, calendar, zoneOf(company.timeZone), now) ?? now;
}

const FIRST = instantOf(0);

const saidIn =
  (sentences: WrongSaid) =>
  (language: string): string =>
    sentences[language]?.trim() ?? '';

function parted(letters: readonly WrongLetter[]) {
  const isWaiting = ({ status }: WrongLetter): boolean => WITHDRAWABLE.includes(status);
  const waiting = letters.filter(isWaiting);
  const leaving = letters.filter(({ status }) => status === 'sending');
  const out = letters.filter((letter) => !isWaiting(letter) && letter.status !== 'sending');
  return { waiting, leaving, out };
}

const greets = toCustomer.customer;

/** A letter of another build may greet in another way: then the correction greets nobody by name, and the company signs. */
const wrongOf = (letters: readonly WrongLetter[], rules: Rules): readonly Wrong[] =>
  letters.map((row) => {
    const customer = greets.safeParse(row.customer);
    const signs = person.safeParse(row.person);
    return {
      id: row.id,
      customerId: row.customer_id,
      language: row.language,
      to: { name: row.to_name, address: row.to_address },
      replyTo:
        row.reply_to_address === null
          ? null
          : { name: row.reply_to_name ?? '', address: row.reply_to_address },
      signedBy: row.for_person as PersonId | null,
      subject: row.subject,
      about: row.about,
      messageId: row.message_id,
      at: instantOf((row.submitted_at ?? row.decided_at).getTime()),
      customer: customer.data ?? { name: row.to_name, salutation: null },
      person: signs.data ?? named(null, rules),
    };
  });

/** No correction can be made in the language, whatever is to be said. */
const UNWRITABLE: readonly SentenceFault['fault'][] = ['no_template', 'no_safety'];

/** What looks like an address to go to. */
const LINK = /https?:|www\.|\b[\w-]+\.(?:com|net|org|io|eu|pl|de|ru|uk)\b/i;

/** What a person wrote is held to what every letter of ours is held to. */
async function faultsOf(
  pool: Pool,
  letters: readonly CorrectionLetter[],
  sentences: WrongSaid,
): Promise<readonly SentenceFault[]> {
  const faults: SentenceFault[] = [];
  const { laid, languages } = await readInForce(pool);
  const sources = sourcesOf(laid, languages);
  for (const { language, facts } of letters) {
    const sentence = saidIn(sentences)(language);
    const fault = (code: SentenceFault['fault'], message = '') =>
      faults.push({ language, fault: code, message });
    const source = sources.find((each) => each.language === language && each.letter === CORRECTION_KIND);
    const [unsafe] = source === undefined ? [] : safetyFaults(source);
    if (source === undefined) fault('no_template');
    else if (unsafe) fault('no_safety', faultLine(unsafe));
    else if (sentence === '') fault('missing');
    else if (sentence.length > LONGEST_SENTENCE) fault('too_long');
    else if (LINK.test(sentence)) fault('link');
    else
      for (const { message } of await checkTemplate(source, [{ name: 'correction', hostile: false, facts }]))
        fault('voice', message);
  }
  return faults;
}
