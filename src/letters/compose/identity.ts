import { hash } from 'node:crypto';
import type { LetterId } from '../../customer/ids.ts';
import type { LetterKind, ReminderKind } from '../../customer/letter-kinds.ts';
import type { Rules } from '../../policy/rules.ts';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/**
 * The natural key of a letter: case + kind + occasion, where the occasion is that it is the case's nth letter.
 * Several cases make one key of all of theirs. For reminders an invoice (`invoice:` and its id) stands for the case.
 * @param cases each case with the ordinal of this letter in it
 */
export function letterKey(
  kind: LetterKind | ReminderKind,
  cases: readonly { readonly caseId: string; readonly ordinal: number }[],
): string {
  const [first] = cases;
  if (first && cases.length === 1) return `${first.caseId}/${kind}/${first.ordinal}`;
  const occasions = cases.map(({ caseId, ordinal }) => `${caseId}#${ordinal}`).sort();
  return `${kind}/${sha256(occasions.join('\n')).slice(0, 32)}`;
}

/** The natural key of the letter that tells a person of these tasks. */
export const staffLetterKey = (taskKeys: readonly string[]): string => {
  const [first] = taskKeys;
  if (first !== undefined && taskKeys.length === 1) return `${first}/letter`;
  return `tasks/${sha256([...taskKeys].sort().join('\n')).slice(0, 32)}/letter`;
};

/** Short enough to type, and always the same for the same key. */
export const letterIdOf = (key: string): LetterId => sha256(key).slice(0, 16) as LetterId;

/** RFC 5322 section 3.6.4: unique for ever, and the same at every attempt because it comes from the key. */
export const messageIdOf = (key: string, rules: Rules): string =>
  `<${sha256(`message ${key}`).slice(0, 32)}@${rules.company.from.address.split('@')[1]}>`;
