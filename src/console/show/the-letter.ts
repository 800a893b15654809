import type { Pool } from 'pg';
import { type LetterInFull, letterInFull } from '../../ledger/letters/letter-in-full.ts';
import { NotThere, type Visit } from '../frame/routes.ts';

/** The letter that the address names. @throws NotThere */
export async function theLetter(pool: Pool, { params }: Visit): Promise<LetterInFull> {
  const { id = '' } = params;
  const letter = id.includes('\0') ? null : await letterInFull(pool, id);
  if (!letter) throw new NotThere();
  return letter;
}
