import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import {
  publishPolicy,
  readPublishedPolicy,
  rulesInForce,
} from '../../src/ledger/documents/published-policy.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { round } from '../../src/round/round.ts';
import { seriousFaults } from '../support/axe.ts';
import { chromiumHere, openBrowser, WINDOWS, windowOf } from '../support/browser.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

const program = chromiumHere();
if (program === null)
  console.warn('No stage is mapped in a browser: there is no Chromium here; set CHROMIUM.');

const NOW = warsaw('2026-11-27 10:00');
/** One for each window in which it is mapped. */
const STAGES = ['Lim<b>o', 'At <i>sea', 'On a <u>train', 'In the <s>post'];
// The file says one thing of what the pages offer; its ladder is its own too.
const ours = rules({ waiting: { warn_before: '3 working days' } });
let databases: FreshDatabases;
let running: RunningConsole;
let browser: Browser | null = null;
beforeAll(async () => {
  databases = await freshDatabases();
  const pool = databases.openSourceForImport();
  await pool.query(`
    insert into source.customers (id, name, email) values ('K1', 'Zofia', 'zofia@k.example');
    insert into source.orders (id, customer_id, number, placed_at, stage) values
      ${STAGES.flatMap((stage, nth) => [stage, stage.toLowerCase()].map((each, of) => `('D${nth}${of}', 'K1', 'D${nth}${of}', '2026-11-20', '${each}')`)).join(', ')}`);
  await pool.end();
  running = await startConsole(databases, { rules: ours, clock: fixedClock(NOW) });
  if (program !== null) browser = await openBrowser(program);
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await running.close();
  await databases.close();
});

const inForce = () => rulesInForce(databases.ledgerPool, ours);
const dryRound = async () => {
  const templates = await Templates.shipped();
  return round({ databases, rules: ours, clock: fixedClock(NOW), templates }, { dryRun: true });
};
const hidden = (text: string, name: string): string =>
  (new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

test.runIf(program !== null).each(WINDOWS.map((look, nth) => ({ ...look, stage: STAGES[nth] ?? '', nth })))(
  'at $width px, $colorScheme: somebody maps a stage by keyboard and sees what changes, and the next dry round judges by it',
  async ({ stage, nth, ...look }) => {
    const left = STAGES.length - nth;
    const plain = stage.toLowerCase();
    expect((await dryRound())?.unmapped_stages).toHaveLength(2 * left);
    const page = await windowOf(browser as Browser, running, await running.signIn('admin'), look);
    await page.goto(`${running.url}/settings/stages#unmapped`);
    expect(await page.textContent('#unmapped')).toMatch(
      `${left} stage${left === 1 ? '' : 's'} that nobody has explained yet`,
    );
    expect(await page.textContent('main')).toContain('2 open now');
    await page.getByLabel(`What “${stage}” means`).focus();
    await page.keyboard.type('on its way');
    await page.keyboard.press('Tab');
    await page.keyboard.type('6');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings/stages');
    const changes = await page.textContent('main');
    expect(changes).toMatch(new RegExp(`“${plain}” means\\s*not said\\s*on its way`));
    expect(changes).toMatch(new RegExp(`“${plain}” may take\\s*not set\\s*6 working days`));
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Why?').fill('the carrier calls it so');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings/stages?notice=**');
    if (left === 1) expect(await page.textContent('main')).toContain('Every stage in use is explained.');
    expect(await seriousFaults(page)).toEqual([]);
    await page.context().close();
    expect((await dryRound())?.unmapped_stages).toHaveLength(2 * (left - 1));
    expect((await inForce()).waiting.stages.get(plain)).toMatchObject({ kind: 'in_transit', allowance: 6 });
  },
  600_000,
);

test('what the file sets is shown as set there, and no form changes it', async () => {
  const admin = await running.signIn('admin');
  const { text } = await admin.get('/settings/policy/waiting');
  expect(text).toContain('set in policy.yaml, line 1');
  expect(text).not.toContain('name="waiting.warn_before"');
  expect(text).toContain('name="waiting.default_allowance"');
  const tried = await admin.post('/settings/policy/waiting', { 'waiting.warn_before': '1' });
  expect(tried.status).toBe(303);
  // A form of somebody's own making, which names what the file has: it is published, and the file goes on ruling.
  const forged = JSON.stringify([{ path: ['company', 'name'], value: 'Evil' }]);
  const basis = (await readPublishedPolicy(databases.ledgerPool)).id ?? '';
  const back = '/settings/policy/waiting';
  expect(
    (await admin.post('/settings/policy/publish', { changes: forged, basis, back, why: 'x' })).status,
  ).toBe(400);
});

test('every value that cannot be right is marked at its field, what was typed stays, and nothing is published', async () => {
  const admin = await running.signIn('admin');
  const before = await readPublishedPolicy(databases.ledgerPool);
  const answer = await admin.post('/settings/policy/people', {
    'escalation.manager_after': '7',
    'escalation.director_after': '2',
    alarms_to: 'Ola <ola@nowak.example>\nnobody"><script>',
  });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('2 values cannot be right');
  expect(answer.text).toContain('The director cannot hear of it before the manager.');
  expect(answer.text).toContain('Write one e-mail address a line');
  expect(answer.text).toContain('nobody&#34;&gt;&lt;script&gt;');
  const ladder = await admin.post('/settings/policy/hours', { 'hours.from': '18:00', 'hours.to': '08:00' });
  expect(ladder.text).toContain('It must be later in the day than the beginning.');
  const late = await admin.post('/settings/policy/hours', { 'hours.from': 'soon' });
  expect(late.text).toContain('Write a time such as 08:00.');
  expect(await readPublishedPolicy(databases.ledgerPool)).toEqual(before);
});

test('who publishes names why, a quicker colleague loses nothing, and an earlier version is restored', async () => {
  const admin = await running.signIn('admin');
  const look = await admin.post('/settings/policy/waiting', {
    'waiting.default_allowance': '8',
    'waiting.offer_partial': 'no',
    'waiting.abandoned_after': '9',
    'waiting.abandoned_after.unit': 'weeks',
  });
  expect(look.text).toMatch(
    /A stage without a time of its own may take<\/td>.*5 working days<\/td>.*8 working days/,
  );
  expect(look.text).toMatch(/Take a row as left lying after<\/td>.*6 months<\/td>.*9 weeks/);
  const fields = ['changes', 'basis', 'back'].map((name) => [name, hidden(look.text, name)]);
  const sent = Object.fromEntries(fields);
  const without = await admin.post('/settings/policy/publish', { ...sent, why: ' ' });
  expect([without.status, without.text.includes('Say why.')]).toEqual([422, true]);

  const { id, table } = await readPublishedPolicy(databases.ledgerPool);
  const quick = { ...table, escalation: { manager_after: '2 letters' } };
  await publishPolicy(databases.ledgerPool, quick, id, { by: 'jan', why: 'sooner', at: NOW });
  const later = await admin.post('/settings/policy/publish', { ...sent, why: 'parts take longer' });
  expect(later.status).toBe(422);
  expect(later.text).toContain('Somebody else published meanwhile');
  const again = { ...sent, basis: hidden(later.text, 'basis'), why: hidden(later.text, 'why') };
  expect((await admin.post('/settings/policy/publish', again)).status).toBe(303);
  const { waiting, escalation } = await inForce();
  expect([waiting.defaultAllowance, waiting.offerPartial, escalation.managerAfter]).toEqual([8, false, 2]);
  expect((await admin.get('/settings/policy')).text).toMatch(
    /8 working days <span class="soft origin">published here/,
  );

  const versions = await admin.get(`/settings/policy/versions?id=${id ?? 'file'}`);
  expect(versions.text).toMatch(/The manager hears of it after<\/td>.*2 letters<\/td>.*3 letters/);
  const restored = await admin.post('/settings/policy/restore', { id: id ?? 'file', why: 'too soon' });
  expect(restored.status).toBe(303);
  expect((await inForce()).escalation.managerAfter).toBe(3);
  const reader = await running.signIn('reader');
  expect((await reader.get('/settings/policy/waiting')).status).toBe(403);
  expect((await reader.post('/settings/stages', {})).status).toBe(403);
  expect((await reader.get('/settings/policy')).text).not.toContain('href="/settings/policy/waiting"');
});
