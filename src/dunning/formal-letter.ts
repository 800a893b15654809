import type { Customer } from '../customer/customer.ts';
import type { Rules } from '../policy/rules.ts';

/**
 * What a formal letter must do before a court, by the country of whom it is written to. Each requirement stands with its source; the
 * sentences that meet it are `reminders.legal` in phrases.yaml. Laws change: a person confirms in the policy that they were reviewed.
 */
interface Requirements {
  /** Calendar days that the reader has at least, whatever the policy says. */
  readonly leastDays: number;
}

type LegalKind = NonNullable<Customer['legalKind']>;
export const LEGAL_COUNTRIES = ['PL', 'GB', 'RU'] as const;
type LegalCountry = (typeof LEGAL_COUNTRIES)[number];

/** Null: none is shipped, and a person writes. */
const REQUIREMENTS: Readonly<Record<LegalCountry, Readonly<Record<LegalKind, Requirements | null>>>> = {
  // Poland. A statement of claim says whether the parties tried mediation or another out-of-court way, and if not, why (Kodeks
  // postępowania cywilnego, art. 187 § 1 pkt 3): the letter offers to settle or to agree instalments. It names the claim, its sum and the
  // day from which it is due, of which the debtor is in delay (Kodeks cywilny, art. 455 and 476). Interest by art. 481 KC, or between
  // businesses by the act of 8 March 2013 on excessive delays in commercial transactions, art. 7: only at the rate that the policy gives.
  // No law sets the days; a fortnight is what courts see.
  PL: { person: { leastDays: 14 }, company: { leastDays: 14 } },
  // England and Wales. Companies: Practice Direction – Pre-Action Conduct and Protocols, paras 3, 6(a)–(b) and 8–11: the basis of the claim,
  // its sum, a reasonable time (14 days in a straightforward case), and that the parties consider settling without a court. Interest by
  // the Late Payment of Commercial Debts (Interest) Act 1998, s. 6: only at the rate that the policy gives. Individuals and sole traders:
  // Pre-Action Protocol for Debt Claims, paras 3.1–3.4: 30 days, with the Information Sheet, the Reply Form and a financial statement
  // enclosed (Annexes 1 and 2). A mail without them is none, so a person sends it.
  GB: { person: null, company: { leastDays: 14 } },
  // Russia. Companies: the claim goes to court 30 calendar days after a pre-trial claim was sent (АПК РФ, ст. 4 ч. 5), if law or contract
  // set no other way; it names the circumstances, the sum and the demand. Persons: only where law or contract ask for it (ГПК РФ, ст. 131
  // ч. 2 п. 7, ст. 132 п. 7.1); the same days are kept. Interest by ГК РФ, ст. 395: only at the rate that the policy gives. An amicable
  // settlement may be agreed at any stage (АПК РФ, ст. 138, 139).
  RU: { person: { leastDays: 30 }, company: { leastDays: 30 } },
};

/** Why no machine writes a formal letter. */
type NoFormalLetter = 'no_legal_identity' | 'formal_not_reviewed' | 'no_formal_letter';

interface FormalTerms {
  readonly country: LegalCountry;
  readonly kind: LegalKind;
  readonly leastDays: number;
}

/** The terms of a formal letter to this customer, or why a person writes it. Who is not known to be a company counts as a person. */
export function formalTerms(
  { country, legalKind }: Pick<Customer, 'country' | 'legalKind'>,
  { company, dunning }: Rules,
): FormalTerms | NoFormalLetter {
  if (company.legal === null) return 'no_legal_identity';
  if (dunning.formalReviewedBy === null) return 'formal_not_reviewed';
  const theirs = (country ?? company.country).trim().toUpperCase();
  const known = LEGAL_COUNTRIES.find((each) => each === theirs);
  const kind = legalKind ?? 'person';
  const requirements = known === undefined ? null : REQUIREMENTS[known][kind];
  if (known === undefined || requirements === null) return 'no_formal_letter';
  return { country: known, kind, ...requirements };
}
