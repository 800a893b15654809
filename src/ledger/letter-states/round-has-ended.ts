/**
 * Letters of a round may go when it has ended, because only then its guards can judge: of table `letters` as `l`. Their
 * round's end lets them all go at once, however many they are.
 */
export const ROUND_HAS_ENDED =
  'not exists (select from rounds r where r.id = l.round_id and r.finished_at is null)';
