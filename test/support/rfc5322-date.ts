// RFC 5322 section 3.3, without the obsolete forms and comments: day-name, day 1*2DIGIT, month, 4*DIGIT year, time, zone.
const DATE_TIME =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4,}) ([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60) [+-]\d{4}$/;

/** The Date headers of a raw mail that are no date-time of RFC 5322 section 3.3; a mail without one, or with two, tells so. */
export function wrongDates(raw: string): readonly string[] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  const dates = [...head.matchAll(/^date:(.*)$/gim)].map(([, value]) => (value ?? '').trim());
  if (dates.length !== 1) return [`${dates.length} Date headers`];
  return dates.filter((date) => !DATE_TIME.test(date));
}
