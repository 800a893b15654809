import type pg from 'pg';

/** How large the ledger of the benchmark is. */
export interface LedgerSize {
  /** All open; each has an order, and some letters. */
  readonly cases: number;
  readonly lettersOfEach: number;
  readonly customers: number;
  /** Overdue invoices, each with a verdict. */
  readonly verdicts: number;
}

/**
 * Fills both databases (which must be one), set-based and without triggers: cases with letters over the last months, of which the
 * last gave a word that is broken (one in 50), due today (one in 20) or none (one in 33); a history; verdicts.
 * @param at the console's moment, as PostgreSQL reads it
 */
export async function fillLedger(pool: pg.Pool, size: LedgerSize, at: string): Promise<void> {
  const client = await pool.connect();
  try {
    // Triggers would write the history row by row; it is filled below.
    await client.query('set session_replication_role = replica');
    // Millions of rows at a time: longer than anything that a worker asks.
    await client.query('set statement_timeout = 0');
    await client.query("set maintenance_work_mem = '1GB'");
    const indexes = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
       where indrelid = any(array['letters', 'cases', 'letter_cases', 'history', 'verdicts']::regclass[]) and not indisunique`,
    );
    for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
    for (const statement of [...sourceRows(size, at), ...ledgerRows(size, at)]) await client.query(statement);
    for (const { definition } of indexes.rows) await client.query(definition);
    await client.query('vacuum analyze');
  } finally {
    client.release(true);
  }
}

const FIRST = `(array['Anna','Jan','Maria','Piotr','Katarzyna','Tomasz','Ewa','Marek','Zofia','Adam'])[1 + n % 10]`;
const LAST = `(array['Kowalska','Nowak','Wiśniewski','Wójcik','Kamińska','Lewandowski','Zielińska','Szymański','Dąbrowski','Maj'])[1 + (n / 10) % 10]`;
const customer = (n: string, customers: number): string =>
  `'C' || lpad((1 + ${n} % ${customers})::text, 7, '0')`;

function sourceRows({ cases, customers, verdicts }: LedgerSize, at: string): readonly string[] {
  return [
    `insert into source.people values
       ('p1', 'Anna Maj', 'owner', 'anna@company.example', '+48 22 555 0101', 'p2'),
       ('p2', 'Jan Lis', 'manager', 'jan@company.example', '+48 22 555 0102', null)`,
    `insert into source.customers (id, name, email, language, time_zone, owner_id)
     select 'C' || lpad(n::text, 7, '0'), ${FIRST} || ' ' || ${LAST} || '-' || n / 100, 'c' || n || '@customers.example', 'pl', 'Europe/Warsaw', 'p1'
     from generate_series(1, ${customers}) n`,
    `insert into source.orders (id, customer_id, number, summary, placed_at, stage, stage_since, promised_for, owner_id, updated_at)
     select 'O' || lpad(n::text, 8, '0'), ${customer('n', customers)}, '2026/' || n, 'wedding suit, size ' || (44 + n % 20),
            '${at}'::timestamptz - interval '200 days', 'picking', '${at}'::timestamptz - interval '190 days', '${at}'::date - 180, 'p1',
            '${at}'::timestamptz - interval '190 days'
     from generate_series(1, ${cases}) n`,
    `insert into source.invoices (id, customer_id, number, issued_on, due_on, currency, total, open_amount)
     select 'F' || lpad(n::text, 7, '0'), ${customer('n * 7', customers)}, 'FV/2026/' || n, '${at}'::date - 60 - n % 300, '${at}'::date - 30 - n % 300,
            'PLN', 100 + n % 900, 100 + n % 900
     from generate_series(1, ${verdicts}) n`,
    `insert into source.feeds values ('orders', '${at}'), ('service_jobs', '${at}'), ('payments', '${at}')`,
  ];
}

const CASE = `'order:O' || lpad(n::text, 8, '0') || '@20260601T080000Z'`;
const OPENED = (at: string): string =>
  `'${at}'::timestamptz - (20 + n % 160) * interval '1 day' - n * interval '1 microsecond'`;
const NO_WORD = 'n % 33 = 2';

function ledgerRows(
  { cases, customers, lettersOfEach, verdicts }: LedgerSize,
  at: string,
): readonly string[] {
  const word = `case when n % 50 = 0 then '${at}'::date - 1 - (n / 50 % 9)::int when n % 20 = 1 then '${at}'::date
                     else '${at}'::date + 1 + (n % 6)::int end`;
  return [
    `insert into template_versions values ('t1', 'late', 'pl', '{}', '${at}')`,
    `insert into rounds (at, started_at, finished_at, report) overriding user value values ('${at}', '${at}', '${at}', '{"suppressed_harsh": 12}')`,
    `insert into cases (id, customer_id, item_kind, item_id, opened_at, word_by, letter_held, climbed,
                        since, stage, reason, supplier, owner_id, lane, promised_for)
     select ${CASE}, ${customer('n', customers)}, 'order', 'O' || lpad(n::text, 8, '0'), ${OPENED(at)},
            case when not (${NO_WORD}) then ${word} end, case when n % 5000 = 3 then true end,
            case when n % 200 = 5 then 'director' when n % 40 = 6 then 'manager' end,
            '${at}'::date - 5 - n % 150, (array['picking','sewing','ironing','packing'])[1 + n % 4], case when n % 3 = 0 then 'supplier_late' end,
            case when n % 3 = 0 then 'supplier ' || n % 40 end, 'p' || 1 + n % 2, 'lane ' || n % 7,
            case when n % 5 > 0 then '${at}'::date - 100 + n % 110 end
     from generate_series(1, ${cases}) n`,
    // Decided in the order of their ids, as a ledger that has grown is.
    `insert into letters (id, key, customer_id, round_id, audience, kind, language, template_version, to_name, to_address, subject, facts,
                          about, findings, next_word_by, message_id, status, status_reason, decided_at, due_at, attempts, submitted_at, settled_at)
     select id, id || '/late/' || k, ${customer('n', customers)}, 1, 'customer', 'late', 'pl', 't1', 'Anna', 'c' || n || '@customers.example',
            'Zamówienie 2026/' || n, jsonb_build_object('paragraphs', repeat('Your order stands still. ', 20)),
            jsonb_build_array(jsonb_build_object('kind', 'order', 'id', 'O' || lpad(n::text, 8, '0'))), '{stage_overrun}',
            case when k = ${lettersOfEach} then ${word} else (decided + interval '6 days')::date end, '<' || id || '@company.example>',
            status, case when status <> 'submitted' then 'a reason' end, decided, decided, 1,
            case when status = 'submitted' then decided + interval '1 minute' end, decided + interval '1 minute'
     from (select n, k, 'L' || lpad(((k - 1) * ${cases} + n)::text, 8, '0') as id,
                  ${OPENED(at)} + k * (20 + n % 160) * interval '1 day' / (${lettersOfEach} + 1) as decided,
                  case when ${NO_WORD} then 'withdrawn' when n % 5000 = 3 and k = ${lettersOfEach} then 'held' else 'submitted' end as status
           from generate_series(1, ${lettersOfEach}) k, generate_series(1, ${cases}) n) l`,
    `insert into letter_cases (letter_id, case_id, customer_id, ordinal, told)
     select 'L' || lpad(((k - 1) * ${cases} + n)::text, 8, '0'), ${CASE}, ${customer('n', customers)}, k, '{"stage": "picking", "lineNo": null, "promisedFor": null, "stoodStill": true}'
     from generate_series(1, ${lettersOfEach}) k, generate_series(1, ${cases}) n`,
    `insert into history (at, recorded_at, subject_kind, subject_id, customer_id, what, to_state, who, detail)
     select decided_at, decided_at, 'letter', id, customer_id, 'written', 'queued', 'worker',
            jsonb_build_object('letter', kind, 'about', about) from letters order by decided_at`,
    `insert into tasks (key, customer_id, kind, for_person, case_id, about, why, created_at)
     select ${CASE} || '/escalation/manager', ${customer('n', customers)}, 'escalation', 'p2', ${CASE},
            jsonb_build_array(jsonb_build_object('kind', 'order', 'id', 'O' || lpad(n::text, 8, '0'))), 'letters_passed',
            '${at}'::timestamptz - (n % 100) * interval '1 hour'
     from generate_series(1, ${cases}) n where n % 40 = 6 or n % 200 = 5`,
    `insert into verdicts (key, invoice_id, customer_id, days_overdue, record, rung, verdict, allowed_tone, release, without_tone, holds, reasons, decided_at,
                           due_on, open_amount, currency)
     select 'invoice:F' || lpad(n::text, 7, '0'), 'F' || lpad(n::text, 7, '0'), ${customer('n * 7', customers)}, 30 + n % 300,
            (array['clean','clean','clean','mixed','unknown','poor'])[1 + n % 6], 'second', v,
            case v when 'send' then 'firm' when 'soften' then 'friendly' end, 'automatic', 'firm',
            case when v <> 'hold' then '{}' when n % 4 = 0 then array['by_hand'] when n % 4 = 1 then array['money_pending']
                 when n % 4 = 2 then array['minimum_gap', 'outside_hours'] else array['disputed', 'complaint_open'] end, array['They pay reliably, so no letter to them goes above friendly.'], '${at}',
            '${at}'::date - 30 - n % 300, 100 + n % 900, 'PLN'
     from (select n, (array['hold','hold','hold','send','soften','hold','hand over'])[1 + n % 7] as v from generate_series(1, ${verdicts}) n) x`,
    `insert into money_ages (at, ages) select '${at}', jsonb_agg(to_jsonb(s)) from (
       select verdict, record, '' as hold, currency, 'over_90' as age, count(*)::int as invoices, sum(open_amount)::text as open
       from verdicts group by 1, 2, 4) s`,
    `insert into days (day, submitted, words_due, words_kept, harsh_kept_back)
     select d::date, 30000 + extract(day from d)::int * 100, 900, 870, 3
     from generate_series('${at}'::date - interval '40 days', '${at}'::date - interval '1 day', interval '1 day') d`,
  ];
}
