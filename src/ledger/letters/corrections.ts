import type { PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { copyIn } from '../../database/copy-in.ts';
import { textArray } from '../../database/postgres-text.ts';
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
  const rows = letters.map((letter) => {
    const template = templateOf(letter);
    return {
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
      findings: textArray([]),
      message_id: letter.messageId,
      in_reply_to: letter.inReplyTo,
      refs: textArray(letter.references),
      status: 'queued',
      correction_id: correctionId,
      decided_at: isoInstant(now),
      due_at: isoInstant(dueAt),
    };
  });
  await copyIn(client, 'letters', rows);
  return rows.length;
}
