import { type StatusReasonCode, statusReason } from '../../src/customer/status-reason.ts';

/** The sentence of any code, as a program writes it that has the code from elsewhere. */
export const reasonOf = statusReason as (
  code: StatusReasonCode,
  evidence: Readonly<Record<string, string>>,
) => string;

/** The names of what stands in the sentence of a code: those that are asked for when it is written. */
export function evidenceNames(code: StatusReasonCode): readonly string[] {
  const asked = new Set<string>();
  reasonOf(code, new Proxy<Record<string, string>>({}, { get: (_, name) => asked.add(String(name)) && '' }));
  return [...asked];
}
