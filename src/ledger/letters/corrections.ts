import type { PoolClient } from 'pg';
import { dateOf, type Instant, isoInstant } from '../../calendar/time.ts';
import { changedBy, ledger } from '../../database/query.ts';
import type { CorrectionLetter } from '../../letters/compose/compose-correction.ts';
import type { LetterFacts } from '../../letters/facts/letter-facts.ts';
import type { WrongBatch } from './wrong-letters.ts';

/** Keeps that these letters were wrong, and what is said of it. Returns its id. */
export async function keepCorrection(
  client: PoolClient,
  batch: WrongBatch,
  correction: {
    readonly by: string;
    readonly at: Instant;
    readonly sentences: Readonly<Record<string, string>>;
    readonly letters: number;
  },
): Promise<string> {
  const of = 'roundId' in batch ? [batch.roundId, null, null] : [null, batch.kind, isoInstant(batch.since)];
  const { rows } = await client.query<{ id: string }>(
    `insert into corrections (at, by, round_id, kind, since, sentences, letters) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      isoInstant(correction.at),
      correction.by,
      ...of,
      JSON.stringify(correction.sentences),
      correction.letters,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('the correction was not written');
  return row.id;
}

/** Queues corrections. They belong to no round, so no guard holds them. Returns how many. */
export async function keepCorrectionLetters(
  client: PoolClient,
  correctionId: string,
  letters: readonly CorrectionLetter[],
  templateOf: (letter: CorrectionLetter) => {
    readonly version: string;
    render(facts: LetterFacts): { readonly subject: string };
  },
  { now, dueAt }: { readonly now: Instant; readonly dueAt: Instant },
): Promise<number> {
  let written = 0;
  for (const letter of letters) {
    const template = templateOf(letter);
    const queued = ledger.insertInto('letters').values({
      id: letter.id,
      key: letter.key,
      customer_id: letter.customerId,
      audience: letter.audience,
      kind: letter.kind,
      language: letter.language,
      template_version: template.version,
      to_name: letter.to.name,
      to_address: letter.to.address,
      reply_to_name: letter.replyTo?.name ?? null,
      reply_to_address: letter.replyTo?.address ?? null,
      for_person: letter.signedBy,
      subject: template.render(letter.facts).subject,
      facts: JSON.stringify(letter.facts),
      about: JSON.stringify(letter.about),
      findings: [],
      message_id: letter.messageId,
      in_reply_to: letter.inReplyTo,
      refs: [...letter.references],
      status: 'queued',
      correction_id: correctionId,
      decided_at: dateOf(now),
      due_at: dateOf(dueAt),
    });
    written += await changedBy(client, queued);
  }
  return written;
}
