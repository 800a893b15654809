import type { PoolClient } from 'pg';
import type { Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { Answer } from '../../customer/answers.ts';
import type { LetterClues } from '../../inbox/letter-clues.ts';
import type { Judgment } from '../../inbox/mail-kinds.ts';
import { answerOf } from '../../inbox/tags.ts';
import { prefilledIn, type Tapped, tapped } from '../../inbox/tapped.ts';
import { dateOrderOf } from '../../inbox/written-days.ts';
import type { Rules } from '../../policy/rules.ts';
import { saidWords } from '../letters/said-words.ts';
import type { FoundLetter } from './match-letter.ts';

/** A mail that was judged, as far as it matters here. */
interface Judged {
  readonly judgment: Pick<Judgment, 'kind'>;
  readonly clues: Pick<LetterClues, 'tags'>;
  readonly fromUs: boolean;
  readonly text: string;
  readonly receivedAt: Instant;
}

interface TappedLetter {
  readonly language: string;
  /** What the letter told of is open: a tag of last month decides nothing about this one. */
  readonly open: boolean;
  readonly numbers: readonly string[];
}

/** What its writer decided with one tap, of that very letter, while it is open; null: it is words alone, no answer to us, or over. Asking to be written to less is never over. */
export async function tappedMail(
  client: PoolClient,
  mail: Judged,
  letter: FoundLetter | null,
  rules: Pick<Rules, 'inbox' | 'company'>,
): Promise<Tapped | null> {
  if (mail.judgment.kind !== 'reply' || mail.fromUs || letter === null) return null;
  const tag = mail.clues.tags.find(({ purpose, about }) => answerOf(purpose) !== null && about === letter.id);
  const answer: Answer | null = tag === undefined ? null : answerOf(tag.purpose);
  if (answer === null) return null;
  const about = await letterOf(client, letter.id);
  // How often to write is of no one matter.
  if (about === null || (!about.open && answer !== 'less')) return null;
  const said = await saidWords(client, letter.id);
  return tapped({
    answer,
    text: mail.text,
    prefilled: said === null ? null : prefilledIn(said.html, answer, letter.id),
    numbers: about.numbers,
    language: about.language,
    order: dateOrderOf(about.language, rules),
    on: zoneOf(rules.company.timeZone).dayAt(mail.receivedAt),
  });
}

async function letterOf(client: PoolClient, id: string): Promise<TappedLetter | null> {
  const { rows } = await client.query<TappedLetter>(
    `select l.language,
       exists (select from letter_cases lc join cases c on c.id = lc.case_id
               where lc.letter_id = l.id and c.closed_at is null)
         or exists (select from reminders where letter_id = l.id and rung is not null and ended_at is null) as open,
       array(select one ->> 'number' from jsonb_array_elements(coalesce(l.facts -> 'invoices', '[]') || coalesce(l.facts -> 'items', '[]')) as one
             where one ->> 'number' is not null limit 200) as numbers
     from letters l where l.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}
