import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf, MINUTE } from '../../src/calendar/time.ts';
import type { Clock } from '../../src/clock.ts';
import { seriousFaults } from '../support/axe.ts';
import { chromiumHere, openBrowser } from '../support/browser.ts';
import { fromAnywhere, type RunningConsole, startConsole } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const program = chromiumHere();
if (program === null)
  console.warn('Nobody is invited in a browser: there is no Chromium here; set CHROMIUM.');

let now = warsaw('2026-11-27 10:00');
const clock: Clock = { now: () => now };
const later = (ms: number) => {
  now = instantOf(now + ms);
};
let databases: FreshDatabases;
let running: RunningConsole;
let home: string;
let browser: Browser | null = null;
beforeAll(async () => {
  databases = await freshDatabases();
  const pool = databases.openSourceForImport();
  await pool.query(
    `insert into source.people (id, name, email, role) values ('P7', 'Ola Lis', 'lis@nowak.example', 'manager')`,
  );
  await pool.end();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-users-'));
  running = await startConsole(databases, { rules: rules(), clock }, { TIDINGS_HOME: home });
  if (program !== null) browser = await openBrowser(program);
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await running.close();
  await databases.close();
  await rm(home, { recursive: true });
});

const linkIn = (text: string): string => /class="given">([^<]+)</.exec(text)?.[1] ?? '';
const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? '';
const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: now });
const mails = async (): Promise<string> => {
  const files = await readdir(home, { recursive: true });
  const letters = files.filter((file) => file.endsWith('.eml'));
  return (await Promise.all(letters.map((file) => readFile(path.join(home, file), 'utf8')))).join('\n');
};
const historyOf = async (name: string): Promise<readonly string[]> => {
  const { rows } = await databases.ledgerPool.query<{ what: string }>(
    "select what from history where subject_kind = 'user' and subject_id = $1 order by id",
    [name],
  );
  return rows.map(({ what }) => what);
};
const send = (path: string, fields: Readonly<Record<string, string>>) =>
  fetch(`${running.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: fromAnywhere(),
    body: new URLSearchParams(fields),
  });
const PASSWORD = 'four plain words here';

/** A user with a password of their own and, if asked for, a second factor; gives the secret and the recovery codes. */
async function aUser(name: string) {
  const admin = await running.signIn('admin');
  const link = linkIn((await admin.post('/settings/users/invite', { name, role: 'reader' })).text);
  await send('/invitation', { token: tokenOf(link), password: PASSWORD, again: PASSWORD });
  const user = await running.enter(name, PASSWORD);
  const begun = await user.post('/account/second-factor/begin', { password: PASSWORD });
  const secret = linkIn(begun.text);
  const on = await user.post('/account/second-factor/confirm', { code: codeOf(secret) });
  const codes = [...on.text.matchAll(/<li><code>([a-z2-9-]+)<\/code>/g)].map(([, each]) => each ?? '');
  return { admin, user, secret, codes };
}
/** The page that asks for the code, after the right password: what its form carries. */
async function askedForCode(name: string): Promise<string> {
  const text = await (await send('/sign-in', { name, password: PASSWORD })).text();
  return /name="token" value="([^"]+)"/.exec(text)?.[1] ?? '';
}
const giveCode = async (token: string, code: string): Promise<number> =>
  (await send('/sign-in/code', { token, code })).status;

test.runIf(program !== null)(
  'somebody is invited, sets a password, turns on a second factor and signs in with it',
  async () => {
    const admin = await running.signIn('admin');
    const context = await (browser as Browser).newContext({
      viewport: { width: 390, height: 800 },
      locale: 'en-GB',
    });
    const [cookie = '', value = ''] = admin.cookie.split('=');
    await context.addCookies([{ name: cookie, value, url: running.url }]);
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(`${running.url}/settings/users`);
    const adding = page.locator('form[action="/settings/users"]');
    await adding.getByLabel('Name', { exact: true }).fill('ola');
    await adding.getByLabel('Role').selectOption('releaser');
    await adding.getByLabel('E-mail').fill('ola@nowak.example');
    await adding.getByLabel('Who it is of your people').fill('P7');
    await page.keyboard.press('Enter');
    const link = (await page.textContent('code.given')) ?? '';
    await page.waitForLoadState();
    expect(await page.textContent('main')).toContain('It went to ola@nowak.example.');
    expect(await page.textContent('main')).toContain('Ola Lis, ola@nowak.example');
    expect(await seriousFaults(page)).toEqual([]);
    expect((await mails()).replaceAll('=\r\n', '').replaceAll('=3D', '=')).toContain(link);
    await context.clearCookies();

    await page.goto(link);
    expect(await page.textContent('main')).toContain('Your name there is ola');
    await page.getByLabel('Password').fill('short');
    await page.getByLabel('The same once more').fill('short');
    await page.keyboard.press('Enter');
    expect(await page.textContent('[role=alert]')).toContain('fewer than 12');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('The same once more').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${running.url}/`);

    await page.goto(`${running.url}/account/second-factor`);
    await page.getByLabel('Your password now').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForSelector('svg.qr');
    expect(await seriousFaults(page)).toEqual([]);
    const secret = (await page.textContent('code.given')) ?? '';
    await page.getByLabel('The code that it shows now').fill(codeOf(secret));
    await page.keyboard.press('Enter');
    await page.waitForSelector('.recovery-codes');
    await page.waitForLoadState();
    expect(await page.locator('.recovery-codes li').count()).toBe(10);
    later(MINUTE);
    await context.clearCookies();
    await page.goto(`${running.url}/tasks`);
    await page.getByLabel('Name').fill('ola');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByLabel('Code').fill(codeOf(secret));
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${running.url}/tasks`);
    expect(problems.filter((each) => !each.includes('422'))).toEqual([]);
    await context.close();
    expect(await historyOf('ola')).toEqual([
      'added',
      'took another address',
      'invited',
      'took another password',
      'signed in',
      'took a second factor',
      'signed in',
    ]);
  },
  600_000,
);

test('the mail of an invitation says until when it is good, as the company’s country writes days', async () => {
  const admin = await running.signIn('admin');
  const email = 'nina@nowak.example';
  expect(
    (await admin.post('/settings/users/invite', { name: 'nina', role: 'reader', email })).text,
  ).toContain(`It went to ${email}.`);
  expect((await mails()).replaceAll('=\r\n', '')).toContain('It is good until Monday, 30 November 2026');
});

test('an invitation is good once, for three days, until another one or a password takes its place, and its hash alone is kept', async () => {
  const admin = await running.signIn('admin');
  const invite = async (url: string) => linkIn((await admin.post(url, { name: 'jan', role: 'reader' })).text);
  const first = await invite('/settings/users/invite');
  const { rows } = await databases.ledgerPool.query('select * from console_invitations');
  expect(JSON.stringify(rows)).not.toContain(tokenOf(first));
  const second = await invite('/settings/users/jan/invitation');
  const state = async (link: string) => (await fetch(link, { headers: fromAnywhere() })).status;
  expect([await state(first), await state(second)]).toEqual([410, 200]);
  const choose = (link: string) =>
    send('/invitation', { token: tokenOf(link), password: PASSWORD, again: PASSWORD });
  expect((await choose(first)).status).toBe(410);
  expect((await choose(second)).status).toBe(303);
  expect((await choose(second)).status).toBe(410);
  expect((await (await running.enter('jan', PASSWORD)).get('/')).status).toBe(200);

  const old = await invite('/settings/users/jan/invitation');
  await expect(running.enter('jan', PASSWORD)).rejects.toThrow('could not sign in');
  later(3 * 24 * 60 * MINUTE);
  expect((await choose(old)).status).toBe(410);
  const fresh = await running.signIn('admin');
  const refused = await fresh.post('/settings/users/invite', {
    name: 'eve',
    role: 'reader',
    person_id: 'nobody',
  });
  expect(refused.text).toContain('There is nobody of this id');
});

test('a code is taken once, none opens a door without the password, and a recovery code is good once', async () => {
  const { user, secret, codes } = await aUser('kim');
  expect((await user.get('/')).status).toBe(200);
  // The one that turned it on is used up.
  expect(await giveCode(await askedForCode('kim'), codeOf(secret))).toBe(401);
  later(MINUTE);
  const token = await askedForCode('kim');
  expect(await giveCode(token, '000000')).toBe(401);
  const code = codeOf(secret);
  expect(await giveCode(token, code)).toBe(303);
  expect(await giveCode(token, code)).toBe(401);
  expect(await giveCode(await askedForCode('kim'), code)).toBe(401);
  expect(await giveCode('x'.repeat(43), code)).toBe(401);
  const [spare = ''] = codes;
  expect(await giveCode(await askedForCode('kim'), spare.toUpperCase())).toBe(303);
  expect(await giveCode(await askedForCode('kim'), spare)).toBe(401);
  const late = await askedForCode('kim');
  later(6 * MINUTE);
  expect(await giveCode(late, codeOf(secret))).toBe(401);
  expect(await historyOf('kim')).toContain('used a recovery code');
});

test('whoever guesses codes is kept out, also from a new form, and an admin takes a lost factor away', async () => {
  const { secret } = await aUser('max');
  later(MINUTE);
  const token = await askedForCode('max');
  for (let tries = 0; tries < 5; tries += 1) expect(await giveCode(token, '000000')).toBe(401);
  expect(await giveCode(token, codeOf(secret))).toBe(429);
  expect(await giveCode(await askedForCode('max'), codeOf(secret))).toBe(429);
  const admin = await running.signIn('admin');
  const reset = await admin.post('/settings/users/max/second-factor');
  expect(reset.status).toBe(303);
  expect((await (await running.enter('max', PASSWORD)).get('/')).status).toBe(200);
  expect((await historyOf('max')).at(-2)).toBe('lost the second factor');
});

test('a link of an invitation opens no second door', async () => {
  const { secret } = await aUser('eva');
  const admin = await running.signIn('admin');
  const link = linkIn((await admin.post('/settings/users/eva/invitation')).text);
  const taken = await send('/invitation', { token: tokenOf(link), password: PASSWORD, again: PASSWORD });
  expect([taken.headers.get('location'), taken.headers.get('set-cookie')]).toEqual(['/sign-in', null]);
  later(MINUTE);
  expect(await giveCode(await askedForCode('eva'), codeOf(secret))).toBe(303);
});
