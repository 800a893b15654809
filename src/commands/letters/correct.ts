import { Command, Option } from 'commander';
import { type Instant, parseDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { REMINDER_LETTERS, STATUS_LETTERS } from '../../customer/letter-kinds.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { MOST_WRONG, type WrongBatch } from '../../ledger/letters/wrong-letters.ts';
import {
  type BatchSeen,
  type CorrectionSeen,
  seeBatch,
  seeCorrection,
  sendCorrection,
  type WrongSaid,
  withdrawBatch,
} from '../../round/correct.ts';
import { LANGUAGE } from '../../settings/language-folders.ts';
import { parseMoment } from '../terminal/moment.ts';
import { printable } from '../terminal/printable.ts';
import { type OpenWorld, withWorld } from '../terminal/world.ts';

interface Options {
  readonly round?: string;
  readonly letterKind?: string;
  readonly since?: string;
  readonly say?: WrongSaid;
  readonly withdrawOnly?: boolean;
  readonly send?: boolean;
  readonly by: string;
  readonly policy?: string;
}

/** `tidings correct` */
export const correctCommand = (): Command =>
  new Command('correct')
    .description(
      'letters that said something wrong: keep back what has not gone, and write once to each who got one',
    )
    .option('--round <id>', 'all letters of a round')
    .addOption(
      new Option('--letter-kind <kind>', 'letters of a kind, with --since').choices([
        ...STATUS_LETTERS,
        ...REMINDER_LETTERS,
      ]),
    )
    .option('--since <moment>', 'of the kind: those decided since then, a day or a moment')
    .option(
      '--say <language=sentence>',
      'what was wrong, once for each language of those who got one',
      (text: string, before: WrongSaid = {}): WrongSaid => ({ ...before, ...sentenceIn(text) }),
    )
    .option('--withdraw-only', 'keep back what has not gone, and write to nobody')
    .option('--send', 'do it; without it nothing is changed')
    .requiredOption('--by <name>', 'who decides it')
    .option('--policy <file>', 'the policy file')
    .addHelpText(
      'after',
      `
Without --send it shows how far the letters have come, and how the corrections would read.

Examples:
  $ tidings correct --round 812 --by Ola
  $ tidings correct --round 812 --withdraw-only --send --by Ola
  $ tidings correct --letter-kind late --since 2026-11-26 --say "en=The day in it was wrong." --send --by Ola`,
    )
    .action((options: Options) => withWorld(options, (world) => correct(world, options)));

async function correct(world: OpenWorld, options: Options): Promise<void> {
  const { databases, rules, clock } = world;
  const pool = databases.ledgerPool;
  const batch = batchOf(options, rules.company.timeZone);
  const at = clock.now();
  const { by, say = {} } = options;
  const before = await seeBatch(pool, batch, rules);
  console.log(sayBatch(before));
  if (options.withdrawOnly) {
    if (!options.send) return console.log('Nothing was changed: say --send to keep them back.');
    const withdrawn = await withdrawBatch(pool, batch, { by, at, why: 'it is wrong' });
    return console.log(`${withdrawn} withdrawn; nobody is written to.`);
  }
  if (!options.send) {
    if (before.out === 0) return console.log('Nothing was changed.');
    sayCorrection(await seeCorrection(world, batch, say, at));
    return console.log('Nothing was changed: say --send to write them.');
  }
  const outcome = await sendCorrection(world, batch, say, { by, at });
  if ('faults' in outcome) {
    sayCorrection(outcome);
    throw new ConfigurationFailure('Nothing was changed: the correction cannot go like this.');
  }
  if (outcome.done === 'leaving')
    throw new RunFailure(
      `Nothing was changed: ${outcome.leaving} letters are just being sent. Try again in a minute.`,
    );
  console.log(
    `${outcome.withdrawn} withdrawn, ${outcome.corrected} corrected by ${outcome.written} letters; they count as told no longer.`,
  );
}

function batchOf({ round, letterKind, since }: Options, zone: string): WrongBatch {
  if (round !== undefined && letterKind === undefined && since === undefined) {
    if (!/^\d{1,18}$/.test(round))
      throw new ConfigurationFailure(`"${round}" is no round: rounds have numbers.`);
    return { roundId: round };
  }
  if (round === undefined && letterKind !== undefined && since !== undefined)
    return { kind: letterKind, since: beginning(since, zone) };
  throw new ConfigurationFailure('Say which letters: --round ID, or --letter-kind KIND with --since WHEN.');
}

/** Of a day its midnight: all that was decided on it. */
function beginning(text: string, zone: string): Instant {
  const day = parseDay(text);
  return day === null ? parseMoment(text, zone) : zoneOf(zone).instantOf(day, 0);
}

function sentenceIn(text: string): WrongSaid {
  const [, language = '', sentence = ''] = /^([^=]+)=([\s\S]+)$/.exec(text) ?? [];
  if (!LANGUAGE.test(language))
    throw new ConfigurationFailure(`"${text}" says no language: write it like "en=The day in it was wrong."`);
  return { [language]: sentence };
}

const sayBatch = ({ waiting, leaving, out, readers }: BatchSeen): string =>
  [
    `${waiting} have not gone, ${leaving} are just being sent, ${out} went.`,
    ...readers.map(({ language, readers: count }) => `  ${language}: ${count} readers`),
    ...(waiting + leaving + out >= MOST_WRONG ? [`Only the first ${MOST_WRONG} are looked at.`] : []),
  ].join('\n');

const FAULTS = {
  missing: 'nobody said what was wrong: --say',
  too_long: 'it is too long',
  link: 'it names an address on the web, which no correction does',
  no_template: 'there is no template "correction" in this language',
  no_safety: '',
  voice: '',
} as const;

function sayCorrection({ faults, previews }: CorrectionSeen): void {
  for (const { language, fault, message } of faults)
    console.error(printable(`${language}: ${message || FAULTS[fault]}`));
  for (const { letter, rendered } of previews)
    console.log(printable(`${'─'.repeat(72)}\n${letter.language}: ${rendered.subject}\n\n${rendered.text}`));
}
