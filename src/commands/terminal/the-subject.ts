import type { Pool } from 'pg';
import { RunFailure } from '../../failure.ts';
import type { Rules } from '../../policy/rules.ts';
import { findSubjects, type Subject, sayHowToTellApart } from '../../source/find/find-subject.ts';
import { printableLine } from './printable.ts';

/**
 * Whom or what a person means by an id or a number; null when nobody has it.
 * @throws RunFailure when it may be more than one, naming them and how to say which
 */
export async function theSubject(
  sourcePool: Pool,
  { sourceSchema }: Pick<Rules, 'sourceSchema'>,
  reference: string,
): Promise<Subject | null> {
  const found = await findSubjects(sourcePool, sourceSchema, reference);
  if (found.length > 1) throw new RunFailure(printableLine(sayHowToTellApart(reference, found)));
  return found[0] ?? null;
}
