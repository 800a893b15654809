import type { Customer } from '../customer/customer.ts';
import type { Rules } from '../policy/rules.ts';

/**
 * What a formal letter must do before a court, by the country of whom it is written to and what they are. Each requirement stands with its
 * source; the sentences that meet it are `reminders.legal` in phrases.yaml, and docs/formal-letters.md says where each stands. Laws change: a
 * person confirms in the policy that they were reviewed. For any other country a person writes.
 */
interface Requirements {
  /** Calendar days that the reader has at least, whatever the policy says. */
  readonly leastDays: number;
}

type LegalKind = NonNullable<Customer['legalKind']>;
export const LEGAL_COUNTRIES = ['PL', 'GB', 'RU'] as const;
type LegalCountry = (typeof LEGAL_COUNTRIES)[number];

const REQUIREMENTS: Readonly<Record<LegalCountry, Readonly<Record<LegalKind, Requirements>>>> = {
  PL: {
    // It names the claim, its sum and the day since which the debtor is in delay (Kodeks cywilny, art. 455 and 476). A statement of claim
    // says whether mediation or another way out of court was tried, and if not, why (Kodeks postępowania cywilnego, art. 187 § 1 pkt 3): so
    // instalments, mediation and another settlement are offered first. Interest by art. 481 KC, at the rate that the policy gives. No law sets
    // the days; a fortnight is what courts see.
    person: { leastDays: 14 },
    // The same; interest by the act of 8 March 2013 on excessive delays in commercial transactions, art. 7, at the rate of the policy.
    company: { leastDays: 14 },
  },
  GB: {
    // England and Wales, individuals and sole traders: Pre-Action Protocol for Debt Claims. Before a court comes a Letter of Claim by post
    // (3.3), with the Information Sheet, the Reply Form and a financial statement enclosed (3.1 (c), (d), Annexes 1 and 2), and 30 days from
    // its date (3.4). A mail is none, so it threatens no court: it announces that letter, what comes with it and its days, offers to agree
    // before (2.1), and says who advises for nothing, as the Information Sheet does.
    person: { leastDays: 14 },
    // Companies: Practice Direction – Pre-Action Conduct and Protocols: the basis of the claim and its sum (6 (a)), a reasonable time, 14
    // days in a straightforward case (6 (b)), what shows it (6 (c)), and that the parties consider settling, a court being the last resort
    // (8–11). Interest by the Late Payment of Commercial Debts (Interest) Act 1998, s. 6, at the rate of the policy.
    company: { leastDays: 14 },
  },
  RU: {
    // Persons: a claim before court is asked for where law or contract say so (ГПК РФ, ст. 131 ч. 2 п. 7, ст. 132 п. 7.1); the days of
    // companies are kept all the same. Who claims, that it is overdue and whom to call: Закон 230-ФЗ of 3 July 2016, ст. 7. To come to
    // terms is open at any stage (ГПК РФ, ст. 153.1–153.7). Interest by ГК РФ, ст. 395, at the rate of the policy.
    person: { leastDays: 30 },
    // Companies: a claim goes to court 30 calendar days after the pre-trial claim was sent, if law or contract set no other way (АПК РФ, ст. 4
    // ч. 5): its circumstances, sum and demand. To come to terms is open at any stage (АПК РФ, ст. 138–138.4). Interest as above.
    company: { leastDays: 30 },
  },
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
  if (known === undefined) return 'no_formal_letter';
  const kind = legalKind ?? 'person';
  return { country: known, kind, ...REQUIREMENTS[known][kind] };
}
