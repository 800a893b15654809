import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { PAGE_LANGUAGES } from '../../src/console/frame/say.ts';
import { csvFile, wholeList } from '../../src/console/show/csv.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { pause, resume } from '../../src/ledger/rounds/pauses.ts';
import { round } from '../../src/round/round.ts';
import { NAME_WORDS, NUMBER_WORDS } from '../../src/source/find/folded.ts';
import { at } from '../calendar/words.ts';
import { demoRules } from '../demo/demo-rules.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';

/** The demo company, a round after its first: 35 stalled items, of which four have no word; one letter is held. */
const NOW = at('2026-11-25T10:00:00+01:00');

let databases: FreshDatabases;
let running: RunningConsole;
let reader: Visitor;
let releaser: Visitor;

beforeAll(async () => {
  databases = await freshDatabases();
  const rules = await demoRules();
  const world = { rules, clock: fixedClock(NOW), templates: await Templates.shipped() };
  await loadDemo(databases, rules, world.clock, world.templates);
  await round({ ...world, databases }, { wait: true });
  running = await startConsole(databases, world);
  reader = await running.signIn('reader');
  releaser = await running.signIn('releaser');
});
afterAll(async () => {
  await running.close();
  await databases.close();
});

const seen = async (path: string, who = reader): Promise<string> => {
  const { status, text } = await who.get(path);
  expect(status).toBe(200);
  return text;
};
/** How many rows a list shows. */
const rows = (html: string): number => html.split('<td data-label="Customer">').length - 1;
/** Whom a list shows first. */
const firstOf = (html: string): string | undefined =>
  /<td data-label="Customer">[\s\S]*?<\/td>/.exec(html)?.[0];
const nextOf = (html: string): string | undefined =>
  /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
const sql = (text: string) => databases.ledgerPool.query(text);

describe('Today', () => {
  const answer = async () => /class="answer \w+">([^<]+)</.exec(await seen('/'))?.[1];

  test('is red while anybody is late without a word, and says what is worst', async () => {
    const html = await seen('/');
    expect(html).toMatch(
      /class="answer bad">\d+ orders and jobs are late, and nobody told their customers\./,
    );
    await sql(`update late_items set heard = true`);
    expect(await answer()).toMatch(/^Nobody waits without a word. \d+ things need somebody, below.$/);
    expect(await seen('/')).toContain('class="answer warn"');
    await sql(`update cases set word_by = '2026-11-24' where item_id = 'zk-1042'`);
    expect(await answer()).toBe('One customer was not written to by the day we said.');
    await pause(databases.ledgerPool, NOW, 'the <b>move</b>', 'Ola');
    expect(await answer()).toBe('Nothing is written or sent, because everything is paused.');
    expect(await seen('/')).toContain('Paused by Ola: the &lt;b&gt;move&lt;/b&gt;');
    await resume(databases.ledgerPool, NOW, 'Ola');
    await sql(`update cases set word_by = '2026-11-27' where item_id = 'zk-1042'`);
    await sql(`update late_items set heard = false`);
  });

  test('lists what needs somebody, each with one way to do it; what is one’s own stands first', async () => {
    const first = async (who = reader) =>
      /<ol class="needs">[\s\S]*?<li([^>]*)>[\s\S]*?class="need-title"[^>]*><bdi>([^<]+)/
        .exec(await seen('/', who))
        ?.slice(1);
    expect(await seen('/')).toMatch(/href="\/customers\/[^"]+" aria-label="Tell them: /);
    expect((await first())?.[0]).toBe('');
    const { rows: tasks } = await sql(
      `select for_person as person from tasks where done_at is null and for_person is not null limit 1`,
    );
    const company = databases.openSourceForImport();
    await company.query('update source.people set email = $1 where id = $2', [
      `${reader.name}@tailor.example`,
      tasks[0]?.person,
    ]);
    expect((await first())?.[0]).toBe(' class="mine"');
    await company.query('update source.people set email = null where id = $1', [tasks[0]?.person]);
    await company.end();
  });

  test('each page says beside its sections how much waits there', async () => {
    const { rows: open } = await sql('select count(*)::int as count from tasks where done_at is null');
    expect(await seen('/money')).toContain(`Tasks <span class="nav-count">${open[0]?.count}</span>`);
  });

  test('a customer whose order is ready or closed by now is no silence of ours', async () => {
    const untold = async () => Number(/class="answer bad">(\d+) orders/.exec(await seen('/'))?.[1]);
    const before = await untold();
    const company = databases.openSourceForImport();
    const { rows: late } =
      await sql(`select item_id as id from late_items l where item_kind = 'order' and not heard and last_day = '2026-11-25'
      and not exists (select from letter_cases lc join cases c on c.id = lc.case_id where c.item_id = l.item_id) order by item_id limit 1`);
    await company.query(`update source.orders set closed_at = $2 where id = $1`, [
      late[0]?.id,
      '2026-11-25T09:30:00+01:00',
    ]);
    expect(await untold()).toBe(before - 1);
    await company.query('update source.orders set closed_at = null where id = $1', [late[0]?.id]);
    await company.end();
  });

  test('draws the letters of thirty days, and tells the numbers in a table', async () => {
    await sql(`insert into days (day, submitted, words_due, words_kept) values ('2026-11-23', 40, 8, 6), ('2026-11-24', 20, 2, 2)
      on conflict (day) do update set submitted = excluded.submitted, words_due = excluded.words_due, words_kept = excluded.words_kept`);
    const html = await seen('/');
    expect(html.match(/<rect [^>]*height="\d+"/g)).toEqual([
      expect.stringContaining('height="100"'),
      expect.stringContaining('height="50"'),
    ]);
    expect(html).toContain('40 at most');
    expect(html.split('not counted yet').length - 1).toBe(27);
    // Eight of ten words of this week.
    expect(html).toContain('>80%</span>');
  });
});

describe('Waiting', () => {
  test('finds customers by part of a name, in small letters, and by their id', async () => {
    expect(await seen('/waiting?q=wiśnie')).toContain('Marek Wiśniewski');
    expect(rows(await seen('/waiting?q=wisniewski'))).toBe(1);
  });

  test('finds an item by its number', async () => {
    const html = await seen('/waiting?q=ZK+1042');
    expect(rows(html)).toBe(1);
    expect(html).toContain('/customers/wisniewski');
  });

  test('takes what was typed as letters: a per cent sign is no wildcard, a script no script', async () => {
    const html = await seen(`/waiting?q=${encodeURIComponent('%<script>\0')}`);
    expect(rows(html)).toBe(0);
    expect(html).toContain('value="%&lt;script&gt;"');
  });

  test('names customers of whom nothing has stalled, with the way to their story', async () => {
    const company = databases.openSourceForImport();
    await company.query(`insert into source.customers (id, name) values ('quiet/1', 'Quiet & Co')`);
    await company.end();
    expect(await seen('/waiting?q=quiet')).toContain('<a href="/customers/quiet%2F1">Quiet &amp; Co</a>');
    expect(await seen('/customers/quiet%2F1')).toContain('They do not wait for us.');
  });

  test('shows every case once, page by page, whatever moment they share', async () => {
    const listed = async (filter: string) => {
      const found = new Set<string>();
      let path: string | undefined = `/waiting?filter=${filter}`;
      let total = 0;
      for (; path !== undefined; ) {
        const html: string = await seen(path);
        total += rows(html);
        for (const [, item] of html.matchAll(/many-(\d+)/g)) found.add(item ?? '');
        path = nextOf(html);
      }
      return { many: found.size, total };
    };
    const before = { all: (await listed('all')).total, none: (await listed('none')).total };
    await sql(`insert into cases (id, customer_id, item_kind, item_id, opened_at)
      select 'c' || n, 'wisniewski', 'order', 'many-' || n, '2026-11-20T10:00:00.123456Z'::timestamptz + n / 40 * interval '1 microsecond'
      from generate_series(1, 130) n`);
    expect(await listed('all')).toEqual({ many: 130, total: before.all + 130 });
    expect(await listed('none')).toEqual({ many: 130, total: before.none + 130 });
    await sql(`delete from cases where item_id like 'many-%'`);
  });

  test.each(['x', 'WzFd', 'W251bGwsIjIwMjYtMTMtNDVUMDA6MDA6MDBaIiwiYSJd'])(
    'begins at its beginning after a place that is none: %s',
    async (after) => {
      const first = firstOf(await seen('/waiting'));
      expect(first).toBeDefined();
      expect(firstOf(await seen(`/waiting?after=${after}`))).toBe(first);
    },
  );
});

describe('Waiting, as people ask', () => {
  const cells = (html: string, column: string) =>
    [...html.matchAll(new RegExp(`<td[^>]* data-label="${column}">([\\s\\S]*?)</td>`, 'g'))].map(([, text]) =>
      (text ?? '')
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );

  test('tells how long in working days, where and why it stands, the promise, who has it and the number to call', async () => {
    const html = await seen('/waiting?q=ZK+1042');
    expect(cells(html, 'Waiting')[0]).toMatch(/^\d+ working days? \d+ \w{3} 2026$/);
    expect(cells(html, 'Stands')[0]).not.toBe('');
    expect(cells(html, 'Promised for')[0]).toMatch(/2026( \d+ working days? late)?$/);
    expect(cells(html, 'Who has it')[0]).not.toBe('');
    expect(await seen('/waiting')).toContain('href="tel:+');
  });

  test.each(['since', 'word', 'promised'])(
    'is put in order by %s, and turned round, page by page',
    async (sort) => {
      await sql(`insert into cases (id, customer_id, item_kind, item_id, opened_at, since, word_by, promised_for)
      select 'c' || n, 'wisniewski', 'order', 'many-' || n, '2026-11-20T10:00:00Z', '2026-06-01'::date + n % 20,
        case when n % 3 > 0 then '2026-06-01'::date + n % 20 end, case when n % 4 > 0 then '2026-06-01'::date + n % 20 end from generate_series(1, 130) n`);
      const listed = async (turned: string) => {
        const found: number[] = [];
        for (let path: string | undefined = `/waiting?sort=${sort}${turned}`; path !== undefined; ) {
          const html: string = await seen(path);
          for (const [, item] of html.matchAll(/>many-(\d+)</g)) found.push(Number(item));
          path = nextOf(html);
        }
        return found;
      };
      const there = await listed('');
      const back = await listed('&turned=1');
      await sql(`delete from cases where item_id like 'many-%'`);
      expect(new Set(there).size).toBe(130);
      expect(back).toEqual([...there].reverse());
      const without = (n: number) => (sort === 'word' && n % 3 === 0) || (sort === 'promised' && n % 4 === 0);
      const days = there.map((n) => (without(n) ? 99 : n % 20));
      expect(days, 'what has no day stands last').toEqual([...days].sort((a, b) => a - b));
    },
  );

  test('says of its headings which way their column goes', async () => {
    const sorted = async (path: string) =>
      [...(await seen(path)).matchAll(/aria-sort="(\w+)"><a[^>]*>([^<]+)</g)].map(
        ([, way, name]) => `${name} ${way}`,
      );
    expect(await sorted('/waiting')).toEqual(['Waiting descending']);
    expect(await sorted('/waiting?sort=since&turned=1')).toEqual(['Waiting ascending']);
    expect(await sorted('/waiting?sort=promised')).toEqual(['Promised for ascending']);
    expect(await sorted('/tasks')).toEqual(['Open for descending']);
    expect(await sorted('/money')).toEqual(['Days overdue descending']);
    expect(await sorted('/money?record=mixed')).toEqual(['Payment record descending']);
  });

  test('stays in the order that was chosen when another filter is', async () => {
    expect(await seen('/waiting?sort=promised&turned=1')).toContain(
      'href="/waiting?filter=broken&amp;sort=promised&amp;turned=1"',
    );
    expect(await seen('/waiting')).toContain('href="/waiting?filter=broken"');
  });

  test('is narrowed by what occurs, and by what the reader has', async () => {
    const html = await seen('/waiting');
    const [, stage = ''] =
      /<select name="stage">.*?<option value="([^"]+)"/.exec(
        html.replaceAll(/<option value="">[^<]*<\/option>/g, ''),
      ) ?? [];
    const { rows: open } = await sql(
      `select count(*)::int as count from cases where closed_at is null and stage = '${stage}'`,
    );
    expect(open[0]?.count).toBeGreaterThan(0);
    expect(rows(await seen(`/waiting?stage=${encodeURIComponent(stage)}`))).toBe(
      Math.min(50, open[0]?.count),
    );
    expect(rows(await seen(`/waiting?stage=${encodeURIComponent(`${stage}'--`)}`))).toBe(0);
    expect(html).not.toContain('value="mine"');
    await sql(`update console_users set person_id = 'irina' where name = '${reader.name}'`);
    const { rows: hers } = await sql(
      `select count(*)::int as count from cases where closed_at is null and owner_id = 'irina'`,
    );
    expect(hers[0]?.count).toBeGreaterThan(0);
    expect(await seen('/waiting')).toContain('<option value="mine">mine</option>');
    expect(rows(await seen('/waiting?owner=mine'))).toBe(hers[0]?.count);
    const { rows: todo } = await sql(
      `select count(*)::int as count from tasks where done_at is null and for_person = 'irina'`,
    );
    expect(rows(await seen('/tasks?person=mine'))).toBe(todo[0]?.count);
    const oneOf = (whose: string) =>
      `(select key from tasks where done_at is null and ${whose} order by key limit 1)`;
    await sql(`update tasks set done_at = now(), done_by = 'Ola'
      where key in (${oneOf(`for_person = 'irina'`)}, ${oneOf(`for_person <> 'irina'`)})`);
    const { rows: done } = await sql(
      `select count(*)::int as count from tasks where done_at is not null and for_person = 'irina'`,
    );
    expect(rows(await seen('/tasks?done=1'))).toBeGreaterThan(done[0]?.count);
    expect(rows(await seen('/tasks?done=1&person=mine')), 'of what is done, too').toBe(done[0]?.count);
    await sql(`update tasks set done_at = null, done_by = null where done_by = 'Ola'`);
    await sql(`update console_users set person_id = null where name = '${reader.name}'`);
  });
});

describe('A list as a file', () => {
  const HOSTILE = '=HYPERLINK("http://x.example";"pay")<script>\u200f\u202e';
  const file = async (path: string) => {
    const { status, headers, text } = await reader.get(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    return parse(text, { bom: true, columns: true }) as Record<string, string>[];
  };

  test('holds what the list holds, in the reader’s language, whatever names hold', async () => {
    const company = databases.openSourceForImport();
    await company.query(
      `update source.customers set name = $1, phone = '+48 600 100 200' where id = 'wisniewski'`,
      [HOSTILE],
    );
    const { rows: open } = await sql('select count(*)::int as count from cases where closed_at is null');
    const all = await file('/waiting.csv');
    expect(all).toHaveLength(open[0]?.count);
    const [row] = await file('/waiting.csv?q=ZK+1042');
    expect(row).toMatchObject({
      Customer: `'=HYPERLINK("http://x.example";"pay")<script>`,
      "Customer's id": 'wisniewski',
      'Order or job': 'ZK 1042',
      'Stalled since': expect.stringMatching(/^2026-\d\d-\d\d$/),
      'Working days': expect.stringMatching(/^\d+$/),
      Phone: '+48 600 100 200',
    });
    await company.query(`update source.customers set name = 'Marek Wiśniewski' where id = 'wisniewski'`);
    await company.end();
    const { text, headers } = await reader.get('/money.csv?verdict=hold', { 'accept-language': 'pl' });
    expect(text).toMatch(/^Klient,Identyfikator klienta,Faktura,Termin,Do zapłaty,Waluta,/);
    expect(headers.get('content-disposition')).toBe('attachment; filename="money-2026-11-25.csv"');
    const [invoice] = await file('/money.csv?q=FV+4006');
    expect(invoice).toMatchObject({ Open: '3540.00', Currency: 'PLN', Due: expect.stringMatching(/^2026-/) });
  });

  test('of tasks and letters too, narrowed as they are', async () => {
    const { rows: todo } = await sql(
      `select count(*)::int as count from tasks where done_at is null and for_person = 'irina'`,
    );
    expect(await file('/tasks.csv?person=irina')).toHaveLength(todo[0]?.count);
    const { rows: held } = await sql(`select count(*)::int as count from letters where status = 'held'`);
    expect(await file('/letters.csv?status=held')).toHaveLength(held[0]?.count);
    const { rows: all } = await sql('select count(*)::int as count from letters');
    expect(await file('/letters.csv')).toHaveLength(all[0]?.count);
  });

  test('goes on page after page, and its last line says where it was cut', async () => {
    const numbers = Array.from({ length: 2_500 }, (_, n) => n);
    const list = (most: number) =>
      csvFile(
        {
          name: 'numbers',
          header: ['n', 'twice'],
          pages: wholeList<number>(async (after, count) =>
            numbers.slice((after ?? -1) + 1, (after ?? -1) + 1 + count),
          ),
          cells: async (page) => page.map((n) => [String(n), String(2 * n)]),
          cut: (count) => `cut at ${count}`,
        },
        most,
      );
    const text = async (most: number) => {
      const { body } = await list(most);
      let whole = '';
      for await (const piece of body) whole += String(piece);
      return parse(whole, { bom: true }) as string[][];
    };
    expect(await text(2_500)).toEqual([['n', 'twice'], ...numbers.map((n) => [String(n), String(2 * n)])]);
    expect((await text(2_499)).at(-1)).toEqual(['cut at 2499', '']);
    expect(await text(2_499)).toHaveLength(2_501);
  });
});

describe('Money', () => {
  test('shows verdicts with why, the longest overdue first', async () => {
    const days = [...(await seen('/money')).matchAll(/data-label="Days overdue">([\d,]+)</g)].map(
      ([, text]) => Number(text?.replaceAll(',', '')),
    );
    expect(days.length).toBeGreaterThan(30);
    expect(days).toEqual([...days].sort((a, b) => b - a));
  });

  test('is narrowed by verdict, record and hold, all at once', async () => {
    const html = await seen('/money?verdict=hold&record=mixed&hold=disputed');
    expect(rows(html)).toBe(2);
    expect(html).toContain('Galeria Zaułek');
  });

  test('of one grade, shows who usually pays latest first, page by page', async () => {
    await sql(`insert into verdicts (key, invoice_id, customer_id, days_overdue, record, usual_lateness, verdict, release, holds, reasons, decided_at)
      select 'many-' || n, 'many-' || n, 'wisniewski', n % 3, 'poor', case when n % 7 > 0 then n % 50 end, 'hold', 'automatic', '{disputed}', '{}', now()
      from generate_series(1, 130) n`);
    const found: number[] = [];
    for (let path: string | undefined = '/money?verdict=hold&record=poor'; path !== undefined; ) {
      const html: string = await seen(path);
      for (const [, n] of html.matchAll(/>many-(\d+)</g)) found.push(Number(n));
      path = nextOf(html);
    }
    await sql(`delete from verdicts where key like 'many-%'`);
    expect(new Set(found).size).toBe(130);
    expect(found).toHaveLength(130);
    const lateness = found.map((n) => (n % 7 > 0 ? n % 50 : 0));
    expect(lateness).toEqual([...lateness].sort((a, b) => b - a));
  });

  test('keeps through its form the order that somebody chose, and chooses none for them', async () => {
    const order = async (path: string) =>
      /<select name="sort">.*?<option value="(\w*)" selected>([^<]+)</.exec(await seen(path))?.slice(1);
    expect(await order('/money'), 'of one grade the list has another order of its own').toEqual([
      '',
      'Days overdue',
    ]);
    expect(await order('/money?sort=&record=mixed')).toEqual(['', 'Payment record']);
    expect(await order('/money?sort=days&record=mixed')).toEqual(['days', 'Days overdue']);
    expect(await seen('/money?sort=days&turned=1')).toContain(
      '<input type="hidden" name="turned" value="1">',
    );
  });

  test('tells what is owed by age, of what it is narrowed to, and nothing twice', async () => {
    const sums = (html: string): Record<string, number[]> =>
      Object.fromEntries(
        [...html.matchAll(/<tr><th scope="row">([A-Z]{3})<\/th>(.*?)<\/tr>/g)].map(
          ([, currency = '', cells = '']) => [
            currency,
            cells
              .split('</td>')
              .slice(0, -1)
              .map((cell) => Number(/[A-Z]{3}\s([\d,.]+)/.exec(cell)?.[1]?.replaceAll(',', '') ?? 0)),
          ],
        ),
      );
    const owed = async (where: string) => {
      const { rows: found } = await databases.sourcePool.query(
        `select sum(open_amount)::float as open from source.invoices i where closed_on is null and open_amount > 0 and currency = 'PLN' and ${where}`,
      );
      return Number(found[0]?.open ?? 0);
    };
    const { PLN: all = [] } = sums(await seen('/money'));
    expect(all).toHaveLength(6);
    expect(all[0]).toBeCloseTo(await owed(`due_on >= '2026-11-25'`));
    const judged = `exists (select from tidings.verdicts v where v.invoice_id = i.id and v.open_amount > 0 and v.days_overdue between $1 and $2)`;
    for (const [nth, [from, to]] of [
      [1, 30],
      [31, 60],
      [61, 90],
      [91, 99_999],
    ].entries())
      expect(all[nth + 1], `${from} to ${to}`).toBeCloseTo(
        await owed(judged.replace('$1', String(from)).replace('$2', String(to))),
      );
    expect(all[5]).toBeCloseTo(all.slice(0, 5).reduce((a, b) => a + b, 0));
    expect(all[2]).toBeGreaterThan(0);
    const { PLN: contested = [] } = sums(await seen('/money?hold=disputed&record=mixed'));
    expect(contested.slice(0, 3), 'FV 4021 is judged twice').toEqual([0, 0, 1750]);
    const { PLN: one = [] } = sums(await seen('/money?q=FV+4006'));
    expect(one[5]).toBe(3540);
  });

  test('finds an invoice by its number, and shows what is open in the reader’s way', async () => {
    const html = await seen('/money?q=FV+4006');
    expect(rows(html)).toBe(1);
    expect(html).toMatch(/PLN\s3,540\.00/);
  });
});

describe('Tasks', () => {
  test('are those of one person, when one is chosen', async () => {
    const html = await seen('/tasks?person=irina');
    expect(html).toContain('Дмитрий Павлович Волков');
    expect(rows(html)).toBeGreaterThan(0);
    expect(rows(html)).toBeLessThan(rows(await seen('/tasks')));
  });

  test('are done by whoever may release, in their name', async () => {
    const { rows: found } = await sql(`select key from tasks where customer_id = 'lis'`);
    const key: string = found[0].key;
    expect((await reader.post('/tasks/done', { key })).status).toBe(403);
    const answer = await releaser.post('/tasks/done', { key, to: '/customers/lis' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(
      /^\/customers\/lis\?notice=task_done&with=%7B%7D&seal=\S+$/,
    );
    expect((await sql(`select done_by from tasks where customer_id = 'lis'`)).rows).toEqual([
      { done_by: releaser.name },
    ]);
    expect((await sql(`select who from history where subject_id = '${key}' and what = 'done'`)).rows).toEqual(
      [{ who: releaser.name }],
    );
    expect((await releaser.post('/tasks/done', { key })).headers.get('location')).toContain('task_was_done');
  });
});

test.each(['/waiting', '/money', '/tasks', '/letters?status=held'])(
  '%s is read in each language',
  async (path) => {
    for (const language of PAGE_LANGUAGES) {
      const { status, text } = await releaser.get(path, { 'accept-language': language });
      expect(status, language).toBe(200);
      expect(text).toContain(`<html lang="${language}">`);
    }
  },
);

describe('The ticked rows of a list', () => {
  const told = ({ headers }: { headers: Headers }): string =>
    new URL(headers.get('location') ?? '', 'http://x').searchParams.get('with') ?? '';

  test('of tasks go to somebody else or are done together, each in the history; what was done already is said', async () => {
    const { rows: open } = await sql(
      `select key from tasks where done_at is null and kind = 'call-customer' order by key limit 3`,
    );
    const chosen: string[] = open.map(({ key }) => key);
    expect((await reader.post('/tasks/several', { chosen, act: 'done' })).status).toBe(403);
    const given = await releaser.post('/tasks/several', { chosen, act: 'assign', person: 'irina' });
    expect(told(given)).toBe('{"count":3,"others":""}');
    const who = await sql(
      `select distinct for_person, done_at from tasks where key = any('{${chosen.map((key) => `"${key}"`)}}')`,
    );
    expect(who.rows).toEqual([{ for_person: 'irina', done_at: null }]);
    expect((await releaser.post('/tasks/several', { chosen, act: 'assign', person: 'nobody' })).status).toBe(
      400,
    );
    await releaser.post('/tasks/done', { key: chosen[0] ?? '' });
    const done = await releaser.post('/tasks/several', {
      chosen,
      act: 'done',
      result: 'spoke',
      note: 'all well',
    });
    expect(told(done)).toBe('{"count":2,"others":"1 was left: it was done already."}');
    const history = await sql(
      `select subject_id, who from history where what = 'done' and subject_id = any('{${chosen.map((key) => `"${key}"`)}}')`,
    );
    expect(history.rows.map(({ subject_id }) => subject_id).sort()).toEqual(chosen);
    expect(new Set(history.rows.map(({ who }) => who))).toEqual(new Set([releaser.name]));
    const none = await releaser.post('/tasks/several', { act: 'done' });
    expect(none.headers.get('location')).toContain('notice=none_chosen');
    const many = Array.from({ length: 201 }, (_, n) => `key ${n}`);
    expect((await releaser.post('/tasks/several', { chosen: many, act: 'done' })).status).toBe(400);
  });

  test('of letters are let go or withdrawn, and one that asks for money only from its own page', async () => {
    const { rows: letters } = await sql(
      `select id, kind from letters where audience = 'customer' and status in ('queued', 'held') order by kind like 'reminder%' desc, id`,
    );
    const ids: string[] = letters.map(({ id }) => id);
    const money = letters.filter(({ kind }) => kind.startsWith('reminder')).length;
    expect(money).toBeGreaterThan(0);
    expect(ids.length).toBeGreaterThan(money + 2);
    const before = await sql(
      `select id, status, status_reason, guard_id from letters where id = any('{${ids}}')`,
    );
    await sql(
      `update letters set status = 'held', status_reason = 'a person must release it' where id = any('{${ids}}')`,
    );
    const { text } = await releaser.get('/letters?status=held');
    expect(text).toContain('form="chosen" name="chosen"');
    expect((await releaser.post('/letters/several', { chosen: ids, act: 'withdraw' })).status).toBe(400);
    const withdrawn = await releaser.post('/letters/several', {
      chosen: ids.slice(-1),
      act: 'withdraw',
      why: 'a <b>test</b>',
    });
    expect(told(withdrawn)).toBe('{"count":1,"others":""}');
    const released = await releaser.post('/letters/several', { chosen: ids, act: 'release' });
    const { count, others } = JSON.parse(told(released));
    expect(count).toBe(ids.length - money - 1);
    expect(others).toMatch(/have to be read first|has to be read first/);
    expect(others).toContain('1 was left: it waits for nobody any more.');
    const after = await sql(
      `select status, count(*)::int as count from letters where id = any('{${ids}}') group by 1 order by 1`,
    );
    expect(after.rows).toEqual([
      { status: 'held', count: money },
      { status: 'queued', count },
      { status: 'withdrawn', count: 1 },
    ]);
    // What asks for money and waits no more is nothing to read.
    await sql(`update letters set status = 'refused' where status = 'held' and id = any('{${ids}}')`);
    const gone = await releaser.post('/letters/several', { chosen: ids, act: 'release' });
    expect(told(gone)).toBe(`{"count":0,"others":"${ids.length} were left: they wait for nobody any more."}`);
    for (const { id, status, status_reason: reason } of before.rows)
      await databases.ledgerPool.query('update letters set status = $2, status_reason = $3 where id = $1', [
        id,
        status,
        reason,
      ]);
  });

  test('of who waits are left alone until a day, which is a task of whoever said so', async () => {
    const { rows: open } = await sql(
      `select id, item_id from cases where closed_at is null order by id limit 2`,
    );
    const chosen = [...open.map(({ id }) => id), 'no such case'];
    const held = await releaser.post('/waiting/several', { chosen, until: '2026-12-02', why: 'the move' });
    expect(told(held)).toBe('{"count":2,"others":"1 was left: it waits no more."}');
    const { rows: holds } = await sql(
      `select item_id, until, why, by from item_holds where lifted_at is null order by item_id`,
    );
    expect(holds).toEqual(
      open
        .map(({ item_id }) => ({ item_id, until: '2026-12-02', why: 'the move', by: releaser.name }))
        .sort((a, b) => (a.item_id < b.item_id ? -1 : 1)),
    );
    expect((await releaser.post('/waiting/several', { chosen, until: '2020-01-01', why: 'x' })).status).toBe(
      400,
    );
    await sql('delete from item_holds');
  });
});

describe('Search in the head of every page', () => {
  test('finds a customer by the number they name, with its prefix or without, and leads to their story', async () => {
    expect(await seen('/money')).toContain('action="/search" role="search"');
    for (const typed of ['1042', 'ZK 1042', 'zk1042', 'ZK-01042']) {
      const html = await seen(`/search?q=${encodeURIComponent(typed)}`);
      expect(html, typed).toMatch(
        /<a href="\/customers\/wisniewski"><bdi>ZK 1042<\/bdi> · <bdi>Marek Wiśniewski/,
      );
    }
    expect(await seen('/search?q=4006')).toContain('FV 4006');
  });

  test('finds a name without its marks, in any capitals, and an address', async () => {
    const company = databases.openSourceForImport();
    await company.query(
      `insert into source.customers (id, name, email) values ('lipa/1', 'ZAKŁAD „POD LIPĄ”', 'Biuro@PodLipa.example')`,
    );
    const found = '<a href="/customers/lipa%2F1"><bdi>ZAKŁAD „POD LIPĄ”</bdi></a>';
    for (const typed of ['Lipa', 'lipą', 'zaklad pod', 'biuro@podlipa.example', 'lipa/1'])
      expect(await seen(`/search?q=${encodeURIComponent(typed)}`), typed).toContain(found);
    expect(await seen('/search?q=lipb')).toContain('Nothing is like this.');
    await company.query(`delete from source.customers where id = 'lipa/1'`);
    await company.end();
  });

  test('finds letters by how their subject begins or whom they went to', async () => {
    const { rows: letters } = await sql(
      `select id, to_address as to from letters where audience = 'customer' order by id limit 1`,
    );
    expect(await seen(`/search?q=${encodeURIComponent(letters[0]?.to)}`)).toContain(
      `/letters/${letters[0]?.id}`,
    );
  });

  test('takes what was typed as letters', async () => {
    const html = await seen(`/search?q=${encodeURIComponent(`'1:* & !<script>\0`)}`);
    expect(html).not.toContain('<script>\0');
    expect(html).toContain('&lt;script&gt;');
  });

  test('walks the indexes of the contract, so that a million rows are no matter', async () => {
    const client = await databases.sourcePool.connect();
    try {
      await client.query('set enable_seqscan = off');
      const plan = async (from: string, words: string) =>
        JSON.stringify(
          (
            await client.query(
              `explain select id from source.${from} where ${words} @@ to_tsquery('simple', 'x')`,
            )
          ).rows,
        );
      expect(await plan('customers', NAME_WORDS)).toContain('customers_by_folded_name');
      for (const table of ['orders', 'service_jobs', 'invoices'])
        expect(await plan(table, NUMBER_WORDS)).toContain(`${table}_by_number_words`);
    } finally {
      client.release(true);
    }
  });
});

test('an order, or an invoice, leads to the story of whose it is', async () => {
  expect((await reader.get('/customers/zk-1042')).headers.get('location')).toBe('/customers/wisniewski');
  expect((await reader.get('/customers/FV%204006')).status).toBe(303);
  expect((await reader.get('/customers/nobody')).status).toBe(404);
});
