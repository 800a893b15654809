/** Moments at which somebody may start the demo, and at which calendars are at their worst. */
export const DAYS = {
  'a Wednesday morning': '2026-11-25T10:00:00+01:00',
  'a Sunday night': '2026-11-22T23:40:00+01:00',
  'half past midnight on a Monday': '2026-06-01T00:30:00+02:00',
  'Christmas Eve': '2026-12-24T09:00:00+01:00',
  'the day after a long weekend': '2026-05-04T08:00:00+02:00',
  'a Friday evening': '2027-02-26T19:30:00+01:00',
  'a Saturday noon': '2026-08-15T12:00:00+02:00',
  'the day on which clocks go forward': '2027-03-28T12:00:00+02:00',
  '29 February 2028': '2028-02-29T14:00:00+01:00',
};
