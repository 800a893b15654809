import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { readInForce } from '../../src/ledger/documents/documents-in-force.ts';
import { readDraft } from '../../src/ledger/documents/drafts.ts';
import { listPublications } from '../../src/ledger/documents/publications.ts';
import { insert } from '../support/company-rows.ts';
import { type Answer, type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { writeCzech } from '../support/own-language.ts';
import { rules } from '../support/policy.ts';
import { wrongDates } from '../support/rfc5322-date.ts';
import { warsaw } from '../support/when.ts';

/*
 * Everything here is done as a browser without scripts does it: pages, forms, and what comes back.
 */
const PATH = 'en/late.mjml';
let databases: FreshDatabases;
let running: RunningConsole;
let home: string;
let ola: Visitor;
let piotr: Visitor;
let shipped: string;

beforeAll(async () => {
  databases = await freshDatabases();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-console-'));
  running = await startConsole(
    databases,
    { rules: rules(), clock: fixedClock(warsaw('2026-11-27 10:00')) },
    { TIDINGS_HOME: home },
  );
  const source = databases.openSourceForImport();
  await insert(source, 'people', [{ id: 'ola', name: 'Ola', role: 'owner', email: 'Ola@nowak.example ' }]);
  await source.end();
  ola = await running.signIn('writer');
  piotr = await running.signIn('writer');
  shipped = (await readInForce(databases.ledgerPool)).documents.get(PATH) ?? '';
  // The process that renders drafts takes its time to start where other tests run too.
  await ola.post('/templates/lint', typed(shipped));
});
afterAll(async () => {
  await running.close();
  await databases.close();
  await rm(home, { recursive: true, force: true });
});
beforeEach(async () => {
  await databases.ledgerPool.query('delete from drafts');
});

const typed = (content: string, more: Readonly<Record<string, string>> = {}) => ({
  path: PATH,
  content,
  revision: '',
  based_on: '',
  sample: '',
  view: 'desktop',
  ...more,
});
const edit = `/templates/edit?path=${encodeURIComponent(PATH)}`;
/** The value of a hidden field of the form. */
const field = ({ text }: Answer, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? 'no such field';
const frameOf = ({ text }: Answer): string => /src="(\/preview\/[^"]+)"/.exec(text)?.[1] ?? 'no frame';
const withText = (text: string): string =>
  shipped.replace('<mj-text css-class="doing">', `<mj-text css-class="doing"><p>${text}</p>`);
const inForce = async (): Promise<string> =>
  (await readInForce(databases.ledgerPool)).documents.get(PATH) ?? '';
/** Saves a draft and publishes it. */
async function publishes(visitor: Visitor, content: string, why: string): Promise<Answer> {
  const open = await visitor.get(edit);
  const saved = await visitor.post(
    '/templates/edit',
    typed(content, { revision: field(open, 'revision'), based_on: field(open, 'based_on'), do: 'save' }),
  );
  expect(saved.status).toBe(303);
  const changes = await visitor.get(`/templates/changes?path=${encodeURIComponent(PATH)}`);
  return visitor.post('/templates/publish', { path: PATH, revision: field(changes, 'revision'), why });
}

describe('the list', () => {
  test('shows each letter with its languages side by side, and who is changing what', async () => {
    await ola.post('/templates/edit', typed(withText('Look.'), { do: 'save' }));
    const { status, text } = await (await running.signIn('reader')).get('/templates');
    expect(status).toBe(200);
    for (const each of ['layout.mjml', 'pl/phrases.yaml', 'ru/reminder-formal.mjml'])
      expect(text).toContain(each);
    expect(text).toContain(`draft of ${ola.name}`);
    expect(text).toContain('Every language has every letter and every sentence.');
  });

  describe('with a language of the company’s own', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'tidings-emails-'));
      await writeCzech(folder);
      await rm(path.join(folder, 'cs/ready.mjml'));
      vi.stubEnv('TIDINGS_EMAILS', folder);
    });
    afterAll(async () => {
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    });

    /** What the table says of letters in that language, by the names of their rows; `words`: they can be changed. */
    const said = async (adminLanguage: string): Promise<ReadonlyMap<string, string>> => {
      const world = {
        rules: { ...rules(), company: { ...rules().company, adminLanguage } },
        clock: fixedClock(warsaw('2026-11-27 10:00')),
      };
      const other = await startConsole(databases, world, { TIDINGS_HOME: home });
      const { text } = await (await other.signIn('writer')).get('/templates');
      await other.close();
      const [table = ''] = text.split('<details');
      const rows = table.matchAll(/<th scope="row">([^<]+)<\/th><td data-label="Czech">([\s\S]*?)<\/td>/g);
      return new Map(
        [...rows].map(([, name = '', cell = '']) => [
          name,
          cell.includes('/sentences?language=cs') ? 'words' : cell.replaceAll(/<[^>]*>/g, '').trim(),
        ]),
      );
    };

    test('its letters to people of the company need not be there, and lead nowhere', async () => {
      const cells = await said('en');
      expect(cells.get('It is late')).toBe('words');
      expect(cells.get('It is ready')).toBe('missing');
      expect(cells.get('To staff: a task')).toMatch(/^not needed/);
    });

    test('but for those who read it: then each is missing', async () => {
      expect((await said('cs')).get('To staff: a task')).toBe('missing');
    });
  });
});

describe('a draft', () => {
  test('is shown as a letter, and nothing is kept by looking', async () => {
    const shown = await ola.post('/templates/edit', typed(withText('Come &amp; see us.'), { do: 'preview' }));
    expect(shown.status).toBe(200);
    const frame = await ola.get(frameOf(shown));
    expect(frame.text).toContain('<p>Come &amp; see us.</p>');
    expect(await readDraft(databases.ledgerPool, PATH)).toBeNull();
    const text = await ola.post('/templates/edit', typed(withText('Come.'), { do: 'preview', view: 'text' }));
    expect(text.text).toMatch(/<pre class="text-part"[^>]*>[^<]*Come\./);
  });

  test('is told its faults with line and column when it is checked', async () => {
    const checked = await ola.post(
      '/templates/edit',
      typed(withText('{{ item.wherefore }}'), { do: 'check' }),
    );
    const line = shipped.slice(0, shipped.indexOf('<mj-text css-class="doing">')).split('\n').length;
    expect(checked.text).toMatch(new RegExp(`data-line="${line}" data-column="\\d+" data-here="true"`));
    expect(checked.text).toContain('item.wherefore');
    const sound = await ola.post('/templates/edit', typed(shipped, { do: 'check' }));
    expect(sound.text).toContain('it may be published');
  });

  test('is saved, found again by everybody, and thrown away', async () => {
    await ola.post('/templates/edit', typed(withText('Mine.'), { do: 'save' }));
    const found = await piotr.get(edit);
    expect(found.text).toContain('&lt;p&gt;Mine.&lt;/p&gt;');
    expect(found.text).toContain(`Draft of ${ola.name}`);
    await piotr.post('/templates/discard', { path: PATH, revision: field(found, 'revision') });
    expect(await readDraft(databases.ledgerPool, PATH)).toBeNull();
  });

  test('of two editors at once: the second sees both texts, and neither is lost', async () => {
    await ola.post('/templates/edit', typed(withText('From Ola.'), { do: 'save' }));
    const conflict = await piotr.post('/templates/edit', typed(withText('From Piotr.'), { do: 'save' }));
    expect(conflict.status).toBe(409);
    expect(conflict.text).toContain(ola.name);
    expect(conflict.text).toContain('&lt;p&gt;From Ola.&lt;/p&gt;');
    expect(conflict.text).toContain('&lt;p&gt;From Piotr.&lt;/p&gt;');
    expect((await readDraft(databases.ledgerPool, PATH))?.content).toContain('From Ola.');
    // Having seen it, Piotr keeps both.
    const both = withText('From Ola. From Piotr.');
    const kept = await piotr.post(
      '/templates/edit',
      typed(both, {
        revision: field(conflict, 'revision'),
        based_on: field(conflict, 'based_on'),
        do: 'save',
      }),
    );
    expect(kept.status).toBe(303);
    expect(await readDraft(databases.ledgerPool, PATH)).toMatchObject({ content: both, by: piotr.name });
  });

  test('that is based on what nobody published is refused', async () => {
    expect((await ola.post('/templates/edit', typed(shipped, { based_on: '999', do: 'save' }))).status).toBe(
      400,
    );
  });
});

describe('publishing', () => {
  test('is stopped by the check, with the fault; by a missing reason; and by a draft that was saved meanwhile', async () => {
    const before = await inForce();
    const stopped = await publishes(ola, before.replace('{{ item.can }}', ''), 'shorter');
    expect(stopped.status).toBe(422);
    expect(stopped.text).toContain('the check stopped it');
    expect(stopped.text).toContain('Variables dropped');
    expect(stopped.text).toContain('value="shorter"');
    const without = await publishes(ola, withText('New.'), ' ');
    expect(without.status).toBe(422);
    const changes = await ola.get(`/templates/changes?path=${encodeURIComponent(PATH)}`);
    const open = await piotr.get(edit);
    await piotr.post(
      '/templates/edit',
      typed(withText('Newer.'), { revision: field(open, 'revision'), do: 'save' }),
    );
    const late = await ola.post('/templates/publish', {
      path: PATH,
      revision: field(changes, 'revision'),
      why: 'not what I saw',
    });
    expect(late.status).toBe(409);
    expect(await inForce()).toBe(before);
  });

  test('puts the draft in force with who and why; an earlier version comes back by one form', async () => {
    const first = await publishes(ola, withText('We look after it.'), 'kinder');
    expect(first.status).toBe(303);
    expect(await inForce()).toContain('We look after it.');
    expect(await readDraft(databases.ledgerPool, PATH)).toBeNull();
    await publishes(piotr, withText('We look after it well.'), 'kinder still');
    const [newest, older] = await listPublications(databases.ledgerPool, PATH);
    expect([newest, older]).toMatchObject([
      { by: piotr.name, why: 'kinder still' },
      { by: ola.name, why: 'kinder' },
    ]);
    const versions = await ola.get(`/templates/versions?path=${encodeURIComponent(PATH)}&id=${older?.id}`);
    for (const each of [piotr.name, 'kinder still', 'in force', '<del>'])
      expect(versions.text).toContain(each);
    await ola.post('/templates/restore', { path: PATH, id: older?.id ?? '', why: 'it was better' });
    expect(await inForce()).toContain('We look after it.');
    await ola.post('/templates/restore', { path: PATH, id: 'shipped', why: 'as it was' });
    expect(await inForce()).toBe(shipped);
  });

  test('of a draft that was begun on an older text is stopped until its writer has seen the newer one', async () => {
    const open = await ola.get(edit);
    const basis = { based_on: field(open, 'based_on') };
    await publishes(piotr, withText('From Piotr.'), 'first');
    await ola.post('/templates/edit', typed(withText('From Ola.'), { ...basis, do: 'save' }));
    const changes = await ola.get(`/templates/changes?path=${encodeURIComponent(PATH)}`);
    expect(changes.text).toContain(`${piotr.name} published this document since`);
    const late = { path: PATH, revision: field(changes, 'revision'), why: 'mine' };
    expect((await ola.post('/templates/publish', late)).status).toBe(409);
    const both = await ola.get(`/templates/conflict?path=${encodeURIComponent(PATH)}`);
    await ola.post(
      '/templates/edit',
      typed(withText('From both.'), {
        revision: field(both, 'revision'),
        based_on: field(both, 'based_on'),
        do: 'save',
      }),
    );
    const again = await ola.get(`/templates/changes?path=${encodeURIComponent(PATH)}`);
    const published = { path: PATH, revision: field(again, 'revision'), why: 'both' };
    expect((await ola.post('/templates/publish', published)).status).toBe(303);
    expect(await inForce()).toContain('From both.');
  });

  test('of nothing but an older text can be given up for the newer one', async () => {
    const basis = { based_on: field(await ola.get(edit), 'based_on') };
    await publishes(piotr, withText('Newer.'), 'newer');
    await ola.post('/templates/edit', typed(withText('Older.'), { ...basis, do: 'save' }));
    const both = await ola.get(`/templates/conflict?path=${encodeURIComponent(PATH)}`);
    expect(both.text).toContain(`${piotr.name} published another text`);
    const dropped = { path: PATH, revision: field(both, 'revision') };
    expect((await ola.post('/templates/discard', dropped)).status).toBe(303);
    expect((await ola.get(edit)).text).toContain('&lt;p&gt;Newer.&lt;/p&gt;');
  });
});

describe('a test letter', () => {
  const send = (to: string, content = shipped) =>
    ola.post('/templates/test-letter', typed(content, { to, do: 'preview' }));
  const letters = async (): Promise<readonly string[]> => {
    const folder = path.join(home, 'outbox');
    const names = await readdir(folder).catch(() => []);
    return Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  };

  test('goes to a person of the company, marked as a test', async () => {
    expect((await send('ola@nowak.example', withText('Only a test.'))).text).toContain('on its way');
    const [mail = ''] = await letters();
    expect(mail).toMatch(/^Subject: \[TEST\] /m);
    expect(mail).toMatch(/^To: ola@nowak\.example\r$/m);
    expect(mail).toMatch(/^X-Tidings-Test: yes/m);
    expect(mail).toContain('Only a test.');
    expect(wrongDates(mail)).toEqual([]);
    expect((await simpleParser(mail)).date).toEqual(new Date(warsaw('2026-11-27 10:00')));
  });

  test.each([
    ['a stranger', 'stranger@elsewhere.example'],
    ['a customer beside a colleague', 'ola@nowak.example, stranger@elsewhere.example'],
    ['a line end and a header of its own', 'ola@nowak.example\r\nBcc: stranger@elsewhere.example'],
    ['a name with a line end', '"Ola\nBcc: x@y.example" <ola@nowak.example>'],
    ['nobody', ''],
  ])('goes not to %s', async (_, to) => {
    const before = (await letters()).length;
    expect((await send(to)).text).toContain('No test was sent');
    expect(await letters()).toHaveLength(before);
  });

  test('goes not when its text cannot be rendered', async () => {
    const before = (await letters()).length;
    expect((await send('kontakt@nowak.example', '<mjml>')).text).toContain('No test was sent');
    expect(await letters()).toHaveLength(before);
  });
});

describe('who may', () => {
  test('a reader and a releaser see everything, and change nothing', async () => {
    const before = (await listPublications(databases.ledgerPool, PATH)).length;
    for (const role of ['reader', 'releaser'] as const) {
      const visitor = await running.signIn(role);
      const { text } = await visitor.get(edit);
      expect(text).toMatch(/<textarea id="content" rows[^>]* readonly>/);
      expect(text).not.toContain('editor.js');
      for (const to of ['edit', 'look', 'lint', 'draft', 'test-letter'])
        expect((await visitor.post(`/templates/${to}`, typed('x', { to: 'a@b.example' }))).status).toBe(403);
      for (const to of ['publish', 'discard', 'restore'])
        expect(
          (await visitor.post(`/templates/${to}`, { path: PATH, revision: '1', id: 'shipped', why: 'x' }))
            .status,
        ).toBe(403);
    }
    expect(await listPublications(databases.ledgerPool, PATH)).toHaveLength(before);
    expect(await readDraft(databases.ledgerPool, PATH)).toBeNull();
  });

  test("a preview is its session's alone, and may do nothing", async () => {
    const frame = frameOf(await ola.post('/templates/edit', typed(shipped, { do: 'preview' })));
    const { status, headers } = await ola.get(frame);
    expect(status).toBe(200);
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", 'sandbox', "frame-ancestors 'self'"])
      expect(policy).toContain(part);
    expect(policy).not.toContain('allow-');
    expect((await piotr.get(frame)).status).toBe(404);
    expect((await fetch(`${running.url}${frame}`, { redirect: 'manual' })).status).toBe(303);
  });
});

describe('hostile drafts', () => {
  test('with a loop of a thousand million turns are told to be too long, and the console goes on', async () => {
    const loop = withText('{% for a in (1..1000000000) %}{{ a }}{% endfor %}');
    const [looked, list] = await Promise.all([
      ola.post('/templates/look', typed(loop)),
      piotr.get('/templates'),
    ]);
    expect(looked.text).toMatch(/limit|seconds|MB/);
    expect(list.status).toBe(200);
  });

  test('of five megabytes are refused, and one over the limit is told so', async () => {
    expect((await ola.post('/templates/draft', typed('x'.repeat(5_000_000)))).status).toBe(413);
    expect((await ola.post('/templates/draft', typed('x'.repeat(1_100_000)))).status).toBe(400);
    expect((await ola.post('/templates/lint', typed('x'.repeat(1_100_000)))).text).toContain('1 MB at most');
    expect(await readDraft(databases.ledgerPool, PATH)).toBeNull();
  });

  test('that ask for a file get none', async () => {
    const include = shipped.replace('<mj-body>', '<mj-body><mj-include path="/etc/passwd" />');
    const looked = await ola.post('/templates/look', typed(include));
    expect(looked.text).toContain('mj-include');
    expect(looked.text).not.toContain('root:');
  });

  test.each([
    '../../etc/passwd',
    'en/../layout.mjml',
    'en/unknown.mjml',
    'samples/shared.yaml',
    '%00',
    'xx/phrases.yaml',
  ])('of %s are of no document', async (where) => {
    expect((await ola.get(`/templates/edit?path=${encodeURIComponent(where)}`)).status).toBe(404);
    expect((await ola.post('/templates/draft', typed('x', { path: where }))).status).toBe(404);
  });

  test('with scripts are shown as what they are: text', async () => {
    const script = '</textarea><script>alert(1)</script>';
    const shown = await ola.post(
      '/templates/edit',
      typed(script, { do: 'preview', sample: `letter:${script}` }),
    );
    expect(shown.text).not.toContain('<script>alert');
    expect(shown.text).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)');
    const name = await ola.post(
      '/templates/edit',
      typed(shipped, { do: 'preview', sample: 'stored:hostile names' }),
    );
    expect((await ola.get(frameOf(name))).text).not.toMatch(/<script|<img/i);
  });
});

test('code is searched in one file and in all, as drafts have it, and a hit leads to its line', async () => {
  const all = (await ola.get('/templates/search?q=MJ-PREVIEW')).text;
  expect(all).toContain('<mark>mj-preview</mark>');
  expect(all).toMatch(/href="\/templates\/edit\?path=en%2Flate\.mjml&amp;line=\d+"/);
  const one = (await ola.get(`/templates/search?q=mj-preview&path=${encodeURIComponent(PATH)}`)).text;
  expect(one).toContain('en/late.mjml:');
  expect(one).not.toContain('pl/late.mjml:');
  await ola.post('/templates/edit', typed(`${shipped}<!-- <b>sought</b> -->\n`, { do: 'save' }));
  const draft = (await ola.get('/templates/search?q=%3Cb%3Esought')).text;
  expect(draft).toContain('<mark>&lt;b&gt;sought</mark>');
  expect(draft).toContain('>draft<');
  const line = /line=(\d+)/.exec(draft)?.[1];
  expect(line).toBe(String(shipped.split('\n').length));
  expect((await ola.get(`/templates/edit?path=${encodeURIComponent(PATH)}&line=${line}`)).text).toContain(
    `data-line="${line}"`,
  );
  expect((await ola.get('/templates/search?q=nothing-says-this')).text).toContain('No line holds it.');
  expect((await ola.get('/templates/search')).status).toBe(200);
  expect((await ola.get('/templates/search?q=x&path=..%2Fpasswd')).status).toBe(404);
  // What no editor opens, no hit leads to.
  for (const file of ['de/language.yaml', 'de/safety.yaml']) {
    expect((await ola.get('/templates/search?q=a')).text).not.toContain(file);
    expect((await ola.get(`/templates/search?q=a&path=${encodeURIComponent(file)}`)).status).toBe(404);
  }
  expect((await ola.get('/templates/search?q=readability%3A+LIX')).text).toContain('No line holds it.');
});

test('what a sentence says besides words is named in the language of its reader', async () => {
  const { text } = await ola.get('/sentences?language=en&letter=late&key=what.late', {
    'accept-language': 'de',
  });
  expect(text).toContain('<span class="soft">zugesagter Tag</span>');
  expect(text).toContain('<span class="soft">Name im Satz</span>');
  const found = await ola.get('/sentences?language=en&find=is+expected+to+arrive', {
    'accept-language': 'pl',
  });
  expect(found.text, 'the page is Polish, whatever the letter is').toContain('<html lang="pl">');
  expect(found.text).toContain('[tylko gdy co jest w drodze = part:]');
});

test('a letter with scripts and forms that somebody put there by hand is in no frame of an editor, which says why', async () => {
  const theirs = await freshDatabases();
  const hostile = shipped.replace(
    '</mj-body>',
    `<mj-raw><script>top.location = '/account'</script><iframe src="/account"></iframe>
       <form action="/sign-out" method="post" target="_top"><button>send</button></form></mj-raw></mj-body>`,
  );
  await theirs.ledgerPool.query(
    `insert into publications (path, content, hash, by, at, why)
     values ($1, $2, 'h', 'psql', '2026-11-26T09:00Z', 'by hand')`,
    [PATH, hostile],
  );
  const console = await startConsole(theirs, {
    rules: rules(),
    clock: fixedClock(warsaw('2026-11-27 10:00')),
  });
  try {
    const writer = await console.signIn('writer');
    // Both wait for the process that renders drafts.
    const answers = [
      await writer.get('/sentences?language=en&letter=late'),
      await writer.post('/templates/edit', typed(hostile, { do: 'preview' })),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).toContain('&lt;script&gt; is not among the elements that a letter may have');
      expect(text).not.toMatch(/<iframe|<form action="\/sign-out" method="post" target/);
    }
  } finally {
    await console.close();
    await theirs.close();
  }
});
