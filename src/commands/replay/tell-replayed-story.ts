import { instantOf, isoDay } from '../../calendar/time.ts';
import { type Zone, zoneOf } from '../../calendar/zone.ts';
import type { ReplayedStory, StoryEntry } from '../../replay/playing/story.ts';
import { printable } from '../terminal/printable.ts';

/** A replayed story day by day, in the company's zone, with the words of its letters. */
export function tellReplayedStory(story: Omit<ReplayedStory, 'letters'>, timeZone: string): string {
  const zone = zoneOf(timeZone);
  const lines = [`Customer ${story.customer.id}: what happened, and what Tidings would have written`];
  let today = '';
  for (const entry of story.entries) {
    const { day, time } = localOf(entry.at, zone);
    if (day !== today) lines.push('', day);
    today = day;
    lines.push(`  ${time}  ${lineOf(entry)}`, ...wordsOf(entry));
  }
  if (story.entries.length === 0) lines.push('', 'Nothing of theirs was open on these days.');
  return lines.map(printable).join('\n');
}

function localOf(at: string, zone: Zone): { day: string; time: string } {
  const moment = instantOf(Date.parse(at));
  const minutes = zone.minuteOfDay(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  return { day: isoDay(zone.dayAt(moment)), time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

function lineOf(entry: StoryEntry): string {
  const about = entry.about.join(', ').replaceAll('\n', ' ');
  switch (entry.what) {
    case 'opened':
      return `${entry.kind.replace('_', ' ')} ${about} opened${entry.promised_for ? `, promised for ${entry.promised_for}` : ''}`;
    case 'stage':
      return `${about} came to "${entry.stage}"${entry.promised_for ? `, promised for ${entry.promised_for}` : ''}`;
    case 'closed':
      return `${about} closed${entry.outcome ? ` (${entry.outcome})` : ''}`;
    case 'contact':
      return `${entry.channel} ${entry.direction === 'to_customer' ? 'to the customer' : 'from the customer'}${about && ` about ${about}`}`;
    case 'invoice':
      return `invoice ${about} ${entry.event}`;
    case 'decided':
      return `${about}: ${entry.decision.replace('_', ' ')}, because ${entry.reason}`;
    case 'task':
      return `task ${entry.kind} for ${entry.person ?? 'nobody'} about ${about}: ${entry.why}`;
    case 'letter':
      return `letter ${entry.kind} to ${entry.to} about ${about}${entry.held ? ', held for a person' : ''}${entry.next_word_by ? `; next word by ${entry.next_word_by}` : ''}`;
  }
}

/** The letter itself, set in; one without a template of its language has none. */
function wordsOf(entry: StoryEntry): readonly string[] {
  if (entry.what !== 'letter' || entry.text === null) return [];
  return [
    `      | ${entry.subject ?? ''}`,
    '      |',
    ...entry.text
      .trimEnd()
      .split('\n')
      .map((line) => `      | ${line}`),
  ];
}
