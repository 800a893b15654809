import { type Instant, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { type About, type CustomerId, type LetterId, type PersonId, refKey } from '../../customer/ids.ts';
import { CORRECTION_KIND } from '../../customer/letter-kinds.ts';
import { grouped } from '../../grouped.ts';
import type { Rules } from '../../policy/rules.ts';
import type { CorrectionFacts } from '../facts/correction-facts.ts';
import type { LetterBase } from '../facts/letter-facts.ts';
import { letterIdOf, messageIdOf } from './identity.ts';
import { type Thread, threadOf } from './thread.ts';

/** A letter that said something wrong, as its correction answers it. */
export interface Wrong {
  readonly id: LetterId;
  readonly customerId: CustomerId;
  readonly language: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo: { readonly name: string; readonly address: string } | null;
  readonly signedBy: PersonId | null;
  readonly subject: string;
  readonly about: readonly About[];
  readonly messageId: string;
  /** When it went, or was decided. */
  readonly at: Instant;
  readonly customer: CorrectionFacts['customer'];
  readonly person: CorrectionFacts['person'];
}

export interface CorrectionLetter extends LetterBase, Thread {
  readonly audience: 'customer';
  readonly kind: typeof CORRECTION_KIND;
  readonly replyTo: Wrong['replyTo'];
  readonly signedBy: PersonId | null;
  readonly facts: CorrectionFacts;
}

/**
 * Pure: one letter to each who got any of these, in the thread of the last, signed as that was. Nobody has two: its key is the correction, the
 * customer and the address.
 * @param sentenceIn what was wrong, in a language
 */
export function composeCorrections(
  correctionId: string,
  wrong: readonly Wrong[],
  sentenceIn: (language: string) => string,
  now: Instant,
  rules: Rules,
): readonly CorrectionLetter[] {
  const zone = zoneOf(rules.company.timeZone);
  const readers = grouped(wrong, ({ customerId, to }) =>
    JSON.stringify([customerId, to.address.toLowerCase()]),
  );
  return [...readers].map(([reader, letters]) => {
    const last = letters.reduce((a, b) => (b.at >= a.at ? b : a));
    const key = `correction/${correctionId}/${reader}`;
    return {
      audience: 'customer',
      kind: CORRECTION_KIND,
      id: letterIdOf(key),
      key,
      messageId: messageIdOf(key, rules),
      language: last.language,
      customerId: last.customerId,
      to: last.to,
      replyTo: last.replyTo,
      signedBy: last.signedBy,
      about: [...new Map(letters.flatMap(({ about }) => about).map((one) => [refKey(one), one])).values()],
      ...threadOf(letters.map(({ id, messageId, at }) => ({ id, messageId, decidedAt: at }))),
      facts: {
        letter: CORRECTION_KIND,
        company: rules.company.name,
        today: isoDay(zone.dayAt(now)),
        customer: last.customer,
        person: last.person,
        wroteOn: isoDay(zone.dayAt(last.at)),
        wrong: last.subject,
        letters: letters.length,
        sentence: sentenceIn(last.language),
      },
    };
  });
}
