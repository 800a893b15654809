import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { dayOfDate, type Instant, instantOf, isoInstant } from '../../src/calendar/time.ts';
import type { LetterFacts } from '../../src/letters/facts/letter-facts.ts';
import { type TemplateSource, versionOf } from '../../src/letters/template/template.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { AN_ORDER, insert } from './company-rows.ts';

/** 2026-11-26, a Thursday, at the given time of day in UTC. */
export const at = (time: string): Instant => instantOf(Date.parse(`2026-11-26T${time}Z`));
export const today = dayOfDate(2026, 11, 26);

const shipped = (file: string): string => readFileSync(path.join(packageRoot, 'emails', file), 'utf8');

/** The English letter about a stalled item, as it is shipped. */
export const templateSource: TemplateSource = {
  letter: 'late',
  language: 'en',
  layout: shipped('layout.mjml'),
  template: shipped('en/late.mjml'),
  phrases: shipped('en/phrases.yaml'),
  locale: shipped('en/language.yaml'),
  safety: shipped('en/safety.yaml'),
};

export const statusFacts: LetterFacts = {
  letter: 'late',
  company: 'Pracownia Nowak',
  customer: { name: 'Zofia Maj', salutation: null },
  today: '2026-11-26',
  person: { name: 'Anna Nowak', role: 'owner', phone: '+48 22 000 00 00', email: 'anna@nowak.example' },
  nextPerson: null,
  deciders: [],
  items: [
    {
      kind: 'order',
      id: 'O1',
      number: '1001',
      thing: 'wedding suit, four pieces',
      asset: null,
      url: null,
      publicNote: null,
      found: ['promise_missed'],
      stageKind: 'awaiting_stock',
      reason: 'stock_transfer',
      since: '2026-11-20',
      inStageFor: 4,
      promisedFor: '2026-11-24',
      promisedBefore: null,
      neededBy: null,
      expected: null,
      lateBy: 2,
      silentSince: null,
      silentFor: null,
      unanswered: 0,
      brokenWord: null,
      line: null,
      offerPartial: false,
    },
  ],
  nextWordBy: '2026-12-01',
  apology: 'delay',
  lettersBefore: 0,
  noNews: false,
};

export interface OutboxLetter {
  readonly id: string;
  readonly toName?: string;
  readonly toAddress?: string;
  readonly replyToName?: string | null;
  readonly subject?: string;
  readonly audience?: 'customer' | 'staff';
  readonly kind?: string;
  readonly language?: string;
  readonly inReplyTo?: string | null;
  readonly references?: readonly string[];
  readonly decidedAt?: Instant;
  readonly status?: string;
  readonly templateVersion?: string;
  /** Letters of a customer belong to case `case-<customer>`. */
  readonly customerId?: string;
  /** The order that it is about; O1 unless told otherwise. */
  readonly orderId?: string;
}

/** Stores the template and returns its version. */
export async function storeTemplate(pool: pg.Pool, source: TemplateSource = templateSource): Promise<string> {
  const hash = versionOf(source);
  await pool.query(
    `insert into template_versions (hash, letter, language, source, first_used)
     values ($1, $2, $3, $4, '2026-11-26T08:00Z') on conflict do nothing`,
    [hash, source.letter, source.language, JSON.stringify(source)],
  );
  return hash;
}

/** Puts letters into the outbox, due when they were decided (2026-11-26 09:00 UTC unless told otherwise). */
export async function putLetters(pool: pg.Pool, letters: readonly OutboxLetter[]): Promise<void> {
  const version = await storeTemplate(pool);
  const rows = letters.map((letter) => {
    const customerId = letter.customerId ?? `C-${letter.id}`;
    return {
      id: letter.id,
      key: `case-${customerId}/${letter.kind ?? 'late'}/${letter.id}`,
      customer_id: customerId,
      audience: letter.audience ?? 'customer',
      kind: letter.kind ?? 'late',
      language: letter.language ?? 'en',
      template_version: letter.templateVersion ?? version,
      to_name: letter.toName ?? 'Zofia Maj',
      to_address: letter.toAddress ?? `zofia.${letter.id.toLowerCase()}@customer.example`,
      reply_to_name: letter.replyToName === undefined ? 'Anna Nowak' : letter.replyToName,
      reply_to_address: 'anna@nowak.example',
      for_person: 'P1',
      subject: letter.subject ?? 'Your wedding suit',
      facts: statusFacts,
      about: [{ kind: 'order', id: letter.orderId ?? 'O1' }],
      findings: ['promise_missed'],
      message_id: `<${letter.id}@nowak.example>`,
      in_reply_to: letter.inReplyTo ?? null,
      refs: letter.references ?? [],
      status: letter.status ?? 'queued',
      status_reason: letter.status === 'held' ? 'too many letters in one round' : null,
      decided_at: isoInstant(letter.decidedAt ?? at('09:00')),
      due_at: isoInstant(letter.decidedAt ?? at('09:00')),
    };
  });
  await pool.query(
    `with given as (select * from json_populate_recordset(null::letters, $1::json)),
     opened as (
       insert into cases (id, customer_id, item_kind, item_id, opened_at)
       select distinct 'case-' || customer_id, customer_id, 'order', 'O-' || customer_id, '2026-11-26T08:00Z'::timestamptz
       from given where audience = 'customer' on conflict do nothing
     ), written as (
       insert into letters (id, key, customer_id, audience, kind, language, template_version, to_name, to_address,
         reply_to_name, reply_to_address, for_person, subject, facts, about, findings, message_id, in_reply_to, refs,
         status, status_reason, decided_at, due_at)
       select id, key, customer_id, audience, kind, language, template_version, to_name, to_address,
         reply_to_name, reply_to_address, for_person, subject, facts, about, findings, message_id, in_reply_to, refs,
         status, status_reason, decided_at, due_at from given
     )
     insert into letter_cases (letter_id, case_id, customer_id, ordinal, told)
     select id, 'case-' || customer_id, customer_id,
       row_number() over (partition by customer_id order by id), '{}' from given where audience = 'customer'`,
    [JSON.stringify(rows)],
  );
}

/** The same with each one's customer and order in the company's tables, which is whom it still goes to. */
export async function putAddressedLetters(
  pool: pg.Pool,
  letters: readonly Pick<OutboxLetter, 'id' | 'status' | 'decidedAt'>[],
): Promise<void> {
  await putLetters(
    pool,
    letters.map((letter) => ({ ...letter, orderId: `O-${letter.id}` })),
  );
  const ids = letters.map(({ id }) => id);
  await insert(
    pool,
    'customers',
    ids.map((id) => ({
      id: `C-${id}`,
      name: 'Zofia Maj',
      email: `zofia.${id.toLowerCase()}@customer.example`,
    })),
  );
  await insert(
    pool,
    'orders',
    ids.map((id) => ({ ...AN_ORDER, id: `O-${id}`, number: '1001', customer_id: `C-${id}` })),
  );
}

export interface LetterRow {
  readonly id: string;
  readonly status: string;
  readonly status_reason: string | null;
  readonly attempts: number;
  readonly uncertain_count: number;
  readonly message_id: string;
  readonly submitted_at: Date | null;
  readonly due_at: Date;
  readonly leased_by: string | null;
}

export async function letterRow(pool: pg.Pool, id: string): Promise<LetterRow> {
  const { rows } = await pool.query<LetterRow>('select * from letters where id = $1', [id]);
  const [row] = rows;
  if (!row) throw new Error(`no letter ${id}`);
  return row;
}

export async function statuses(pool: pg.Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ status: string; n: number }>(
    'select status, count(*)::integer as n from letters group by status',
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}
