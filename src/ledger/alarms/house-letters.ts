import type { PoolClient } from 'pg';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { changedBy, ledger } from '../../database/query.ts';
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
  const at = dateOf(now);
  for (const letter of letters) {
    const queued = ledger
      .insertInto('letters')
      .values({
        id: letter.id,
        key: letter.key,
        customer_id: '',
        audience: 'staff',
        kind: letter.kind,
        language: letter.language,
        template_version: template.version,
        to_name: letter.to.name,
        to_address: letter.to.address,
        subject: template.render(letter.facts).subject,
        facts: JSON.stringify(letter.facts),
        about: '[]',
        findings: [],
        message_id: letter.messageId,
        in_reply_to: letter.inReplyTo,
        refs: letter.inReplyTo === null ? [] : [letter.inReplyTo],
        status: 'queued',
        decided_at: at,
        due_at: at,
      })
      .onConflict((conflict) => conflict.column('key').doNothing());
    await changedBy(client, queued);
  }
}
