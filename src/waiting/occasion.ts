import { isoDay } from '../calendar/time.ts';
import type { Finding, FindingKind } from './finding.ts';
import { theFinding } from './finding.ts';
import { wordGiven } from './our-word.ts';
import { lastLetter, type Situation } from './situation.ts';

/** These are news at once when they began after the last letter; the others wait for our word. */
const NEWS: ReadonlySet<FindingKind> = new Set([
  'promise_missed',
  'stage_overrun',
  'long_silence',
  'waiting_for_customer',
]);

/** Why a letter is due now: the occasion. Null with the reason when what was found was told already. */
export function occasionFor(
  situation: Situation,
  findings: readonly Finding[],
): { readonly occasion: string } | { readonly occasion: null; readonly why: string } {
  const letter = lastLetter(situation);
  if (!letter) return { occasion: `first letter: ${findings.map((f) => f.kind).join(', ')}` };
  const word = theFinding(findings, 'word_due');
  if (word) return { occasion: `our word for ${isoDay(word.by)} is due` };
  if (theFinding(findings, 'moving_again')) return { occasion: 'it moves again' };
  const moved = theFinding(findings, 'promise_moved');
  if (moved) return { occasion: `the date moved from ${isoDay(moved.from)} to ${isoDay(moved.to)}` };
  const news = findings.find((finding) => NEWS.has(finding.kind) && finding.began > letter.decidedAt);
  if (news) return { occasion: `new since the last letter: ${news.kind}` };
  const next = wordGiven(situation);
  const told = `told on ${isoDay(situation.zone.dayAt(letter.decidedAt))}`;
  return {
    occasion: null,
    why: next === null ? told : `${told}; our word is to write again by ${isoDay(next)}`,
  };
}
