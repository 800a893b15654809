import type { PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { AlarmLetter } from '../../letters/compose/compose-alarm.ts';
import type { WeekLetter } from '../../letters/compose/compose-week.ts';
import type { LetterFacts } from '../../letters/facts/letter-facts.ts';

/**
 * Queues letters about alarms and weeks, of one kind and language, to the addresses that the policy names. They belong to no round and no
 * customer, so no guard holds them and no last look asks whether they are still true.
 */
export async function keepHouseLetters(
  client: PoolClient,
  letters: readonly (AlarmLetter | WeekLetter)[],
  template: { readonly version: string; render(facts: LetterFacts): { readonly subject: string } },
  now: Instant,
): Promise<void> {
  const at = isoInstant(now);
  for (const letter of letters)
    await client.query(
      `insert into letters (id, key, customer_id, audience, kind, language, template_version, to_name, to_address,
         subject, facts, about, findings, message_id, in_reply_to, refs, status, decided_at, due_at)
       values ($1, $2, '', 'staff', $3, $4, $5, $6, $7, $8, $9, '[]', '{}', $10, $11, $12, 'queued', $13, $13)
       on conflict (key) do nothing`,
      [
        letter.id,
        letter.key,
        letter.kind,
        letter.language,
        template.version,
        letter.to.name,
        letter.to.address,
        template.render(letter.facts).subject,
        JSON.stringify(letter.facts),
        letter.messageId,
        letter.inReplyTo,
        letter.inReplyTo === null ? [] : [letter.inReplyTo],
        at,
      ],
    );
}
