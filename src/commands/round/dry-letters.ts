import { nextSendingHour } from '../../calendar/sending-hours.ts';
import { type Instant, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { ConfigurationFailure } from '../../failure.ts';
import type { Rules } from '../../policy/rules.ts';
import type { LetterInWords } from '../../round/in-words.ts';
import { printable, printableLine } from '../terminal/printable.ts';

/**
 * When the round would be that a dry one shows the letters of: now, or the next hour in which letters may go.
 * @throws ConfigurationFailure where the policy has no such hour within a year
 */
export function whenTheyGo(now: Instant, { hours, calendar, company }: Rules): Instant {
  const next = nextSendingHour(hours, calendar, zoneOf(company.timeZone), now);
  if (next === null)
    throw new ConfigurationFailure(
      'By the policy no letter may go within a year: mend `hours` or `days_off`.',
    );
  return next;
}

/** A moment on the company's clock: "Monday 2026-11-30 08:00, Europe/Warsaw". */
export function onTheirClock(at: Instant, timeZone: string): string {
  const zone = zoneOf(timeZone);
  const day = isoDay(zone.dayAt(at));
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone }).format(at);
  const minute = zone.minuteOfDay(at);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${weekday} ${day} ${clock}, ${timeZone}`;
}

/** A letter as its reader would read it, with whom it goes to and when. */
export function letterInFull({ letter, rendered }: LetterInWords, when: string): string {
  const waits = letter.needsPerson ? ', once a person has read it and let it go' : '';
  const to = letter.to.name === null ? letter.to.address : `${letter.to.name} <${letter.to.address}>`;
  return [
    '─'.repeat(72),
    `To: ${printableLine(to)}`,
    `Goes: ${when}${waits}`,
    `Subject: ${printableLine(rendered.subject)}`,
    '',
    printable(rendered.text.trimEnd()),
    '',
  ].join('\n');
}
