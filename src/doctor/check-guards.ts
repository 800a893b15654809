import { type Finding, ok, type Patient, warning } from './check-result.ts';

/** Whether guards judge by what is open, and not by a number from before. */
export function checkGuards({ rules: { guards } }: Pick<Patient, 'rules'>): Finding[] {
  const { lettersShare, lettersTimes, lettersFloor, lettersPerRound } = guards;
  const relative = `letters_share (${Math.round(100 * lettersShare)}% of what is open), letters_times (${lettersTimes}) and letters_floor (${lettersFloor})`;
  if (lettersPerRound === null) return [ok('guards', `letters of a round are judged by ${relative}`)];
  return [
    warning(
      'guards',
      `letters_per_round: ${lettersPerRound} holds a round with more letters, however much is open; take it out of your policy, and ${relative} judge instead`,
    ),
  ];
}
