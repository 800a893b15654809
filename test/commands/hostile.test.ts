import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { AT, oneStalledOrder, writeExport } from '../support/exports.ts';
import { freshShell, type Said, shell } from '../support/shell.ts';

// One customer whose every word tries to be something else: a header, a terminal's command, markup, another direction.
const ESC = '\u001b[31m\u001b]0;owned\u0007';
const RTL = '\u202egnp.exe\u2066';
const HEADER = 'x\r\nBcc: everyone@evil.example\r\n\r\n<h1>new body</h1>';
const MARKUP =
  '<script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 | times: 6 }} {% raw %} & "quoted"';
const C1 = '\u009b31m\u0085';

let databases: FreshDatabases;
let home: string;
let said: Record<string, Said>;
let raw: string;
/** The list of what is to be done, to the person who looks after the customer. */
let list: string;
beforeAll(async () => {
  databases = await freshDatabases();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-hostile-'));
  freshShell({ DATABASE_URL: databases.url, TIDINGS_HOME: home, LOG_LEVEL: 'trace' });
  const tables = oneStalledOrder(
    {
      name: `${ESC}${HEADER}${RTL}${C1}`,
      salutation: `${MARKUP}${ESC}`,
      language: `en\r\nX: y`,
      time_zone: `Europe/Warsaw${ESC}`,
    },
    {
      number: `ZK${ESC}${HEADER}`,
      summary: `${MARKUP}${RTL}${C1}`,
      public_note: `${MARKUP}\r\n${ESC}`,
      reason: `${ESC}`,
      contact_name: HEADER,
      url: 'javascript:alert(3)//\r\nX-Evil: 1',
      stage: `sewing${ESC}`,
    },
  );
  await writeExport(path.join(home, 'export'), tables);
  const load = await shell('import', path.join(home, 'export'));
  // More than a row may hold is refused by the importer; a company's own table may hold it all the same.
  await databases.ledgerPool.query(
    "update source.orders set reason_note = repeat('10 MB of notes ', 700000)",
  );
  const round = await shell('round', '--at', AT);
  const { rows } = await databases.ledgerPool.query<{ id: string }>(
    "select id from letters where audience = 'customer'",
  );
  const id = rows[0]?.id ?? 'none was written';
  said = {
    load,
    round,
    dry: await shell('round', '--dry-run', '--at', AT),
    deliver: await shell('deliver', '--once', '--at', AT),
    letters: await shell('letters', '--staff'),
    show: await shell('show', id),
    cases: await shell('cases'),
    explain: await shell('explain', 'C1', '--at', AT),
    doctor: await shell('doctor', '--at', AT),
    nobody: await shell('explain', `${ESC}${RTL}`),
    html: await shell('show', id, '--html'),
  };
  const outbox = path.join(home, 'outbox');
  const files = await readdir(outbox);
  const captured = (kind: string) =>
    readFile(
      path.join(outbox, files.find((name) => name.includes(`-${kind}-`)) ?? 'none was captured'),
      'utf8',
    );
  [raw, list] = [await captured('late'), await captured('digest')];
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await databases.close();
  await rm(home, { recursive: true });
});

test('all commands go through', () => {
  for (const [name, { code, err }] of Object.entries(said))
    expect(`${name} ${code} ${err}`).toMatch(name === 'nobody' ? /^nobody 1 / : new RegExp(`^${name} 0 `));
  expect(said.round?.out).toContain('Written: 1 letter');
});

test('no control character and no change of direction reaches a terminal', () => {
  for (const [name, { out, err }] of Object.entries(said)) {
    const text = (out + err).replaceAll('\n', '');
    const found = [...text].filter((letter) => /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(letter));
    expect({ name, found }).toEqual({ name, found: [] });
  }
});

test('no header can be added; the letter is one to the customer alone, and the list one to its owner alone', async () => {
  for (const [mailed, address] of [
    [raw, 'zofia@maj.example'],
    [list, 'anna@nowak.example'],
  ] as const) {
    const mail = await simpleParser(mailed);
    expect([...mail.headers.keys()].filter((name) => /bcc|evil|^x$/i.test(name))).toEqual([]);
    expect([mail.to].flat().map((to) => to?.text)).toEqual([expect.stringContaining(address)]);
    expect(mail.subject).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(mailed.split('\r\n\r\n')[0]).not.toMatch(/^(Bcc|X-Evil|X):/im);
  }
});

test('markup is text, Liquid is not run, and no link leads to a script', async () => {
  const html = said.html?.out ?? '';
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toMatch(/<script|<img|<h1>new body|javascript:/i);
  expect((await simpleParser(raw)).text).toContain('{{ 7 | times: 6 }}');
});

test('a list to a person names the customer and the thing as text: no markup, no Liquid, no control character', async () => {
  const { html, text = '' } = await simpleParser(list);
  expect(html).toContain('&lt;h1&gt;new body&lt;/h1&gt;');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toMatch(/<script|<img|<h1>new body|javascript:/i);
  expect(text).toContain('<script>alert(1)</script>');
  for (const part of [String(html), text]) {
    expect(part).toContain('{{ 7');
    expect(part.replaceAll(/[\r\n\t]/g, '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  }
});
