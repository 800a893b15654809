import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Instant } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { imapServerOf } from '../../src/mailbox/imap-url.ts';
import { openMailbox } from '../../src/mailbox/mailbox.ts';
import { readInbox } from '../../src/mailbox/read-inbox.ts';
import { deliver } from '../../src/post/queue/deliver.ts';
import { lastLookWith } from '../../src/post/queue/last-look.ts';
import { recipientsWith } from '../../src/post/queue/recipients.ts';
import { smtpTransport } from '../../src/post/server/smtp.ts';
import type { Transport } from '../../src/post/server/transport.ts';
import { readConfig } from '../../src/settings/config.ts';
import { chromiumHere, openBrowser } from '../support/browser.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { quiet } from '../support/delivery.ts';
import { eventually } from '../support/eventually.ts';
import { DOVECOT, type ImapTestServer, imapServer } from '../support/imap-server.ts';
import { type MailServer, mailServer } from '../support/mail-server.ts';
import { freshShell, shell } from '../support/shell.ts';

/* "I tapped the button, wrote the day, and that was all. Nobody asked me again." */
const POLICY = { waiting: { tell_ready: 'always', delay_option: '16 CFR 435' } };
const CUSTOMERS = [
  'paid',
  'wrong',
  'partial',
  'cancel',
  'call',
  'collect',
  'less',
  'consent',
  'other',
] as const;
type Who = (typeof CUSTOMERS)[number];
const chromium = chromiumHere();
const canTap = DOVECOT !== null && chromium !== null;

/** A mail as a browser decodes it from the link of a button. */
interface Begun {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

let company: Company;
let imap: ImapTestServer;
let smtp: MailServer;
let transport: Transport;
let buttons: ReadonlyMap<Who, ReadonlyMap<string, Begun>>;

const pool = () => company.databases.ledgerPool;
const ledger = async (sql: string, values: readonly unknown[] = []) =>
  (await pool().query(sql, [...values])).rows;
const at = (who: Who) => `${who}@customers.example`;

async function post(now: Instant): Promise<void> {
  await deliver({
    databases: company.databases,
    rules: rules(POLICY),
    clock: fixedClock(now),
    transport,
    readsMail: true,
    recipients: recipientsWith(company.databases, rules(POLICY)),
    lastLook: lastLookWith(company.databases, rules(POLICY)),
    once: true,
    signal: new AbortController().signal,
    log: quiet,
  });
}

/** The letters that these customers got, opened in a browser, and what each of their buttons begins. */
async function buttonsOf(whom: readonly Who[]): Promise<ReadonlyMap<Who, ReadonlyMap<string, Begun>>> {
  const browser = await openBrowser(chromium ?? '');
  const page = await browser.newPage();
  const found = new Map<Who, ReadonlyMap<string, Begun>>();
  for (const who of whom) {
    const letter = smtp.taken.findLast(({ to }) => to === at(who));
    await page.setContent(String(letter?.mail.html));
    const links = await page.$$eval('a.answer', (all) =>
      all.map((one): [string, { to: string; subject: string; body: string }] => {
        const { pathname, searchParams } = new URL((one as unknown as { readonly href: string }).href);
        const said = (name: string) => searchParams.get(name) ?? '';
        return [
          one.textContent ?? '',
          { to: decodeURIComponent(pathname), subject: said('subject'), body: said('body') },
        ];
      }),
    );
    found.set(who, new Map(links));
  }
  await browser.close();
  return found;
}

/** What they write comes to the company by SMTP, lies in its mailbox, and is read at that moment. */
async function send(mail: Begun, words: string, from: string, now: Instant) {
  const mailer = nodemailer.createTransport({ url: smtp.url });
  await mailer.sendMail({ from, to: mail.to, subject: mail.subject, text: `${mail.body}${words}` });
  mailer.close();
  await imap.put('service', smtp.taken.at(-1)?.raw.toString('latin1') ?? '');
  const server = imapServerOf(readConfig({ IMAP_URL: imap.url('service') }));
  if (server === null) throw new Error('no mailbox');
  const mailbox = await openMailbox(server);
  const report = await readInbox(mailbox, {
    databases: company.databases,
    rules: rules(POLICY),
    clock: fixedClock(now),
    log: quiet,
    signal: new AbortController().signal,
  });
  await mailbox.close();
  return report;
}

function begun(who: Who, label: string): Begun {
  const mail = buttons.get(who)?.get(label);
  if (!mail) throw new Error(`no button "${label}": ${[...(buttons.get(who)?.keys() ?? [])].join(', ')}`);
  return mail;
}

const tap = (who: Who, label: string, words: string, now: Instant, from = at(who)) =>
  send(begun(who, label), words, from, now);

const tasksOf = (who: Who) =>
  ledger(
    'select why, said, for_person from tasks where customer_id = $1 and done_at is null order by created_at, key',
    [who],
  );
const owed = (who: Who) =>
  ledger('select id from replies where customer_id = $1 and answered_at is null', [who]);
const decided = (who: Who) =>
  ledger('select answer, day, came from answers where customer_id = $1 order by at', [who]);

const lateOrder = (who: Who, differs: object = {}) =>
  company.haveOrder({
    id: `order of ${who}`,
    number: `A-${who}`,
    customer_id: who,
    stage: 'from supplier',
    placed_at: '2026-11-02T09:00:00+01:00',
    stage_since: '2026-11-10T09:00:00+01:00',
    promised_for: '2026-11-24',
    ...differs,
  });
const overdue = (who: Who) =>
  company.haveInvoice({
    id: `invoice of ${who}`,
    customer_id: who,
    number: `2026/11/0${who.length}`,
    issued_on: '2026-10-01',
    due_on: '2026-11-02',
  });

beforeAll(async () => {
  if (!canTap) return;
  [company, imap, smtp] = await Promise.all([aCompany(POLICY), imapServer(), mailServer()]);
  transport = smtpTransport(smtp.url, { connections: 1 });
  freshShell({ DATABASE_URL: company.databases.url });
  await company.have(
    'customers',
    ...CUSTOMERS.map((who) => ({
      id: who,
      name: `Customer ${who}`,
      email: at(who),
      language: 'en',
      owner_id: 'anna',
      country: who === 'consent' ? 'US' : 'PL',
    })),
  );
  await overdue('paid');
  await overdue('wrong');
  for (const who of ['cancel', 'call', 'consent', 'other'] as const) await lateOrder(who);
  await lateOrder('partial');
  await company.have(
    'order_lines',
    { order_id: 'order of partial', line_no: 1, description: 'jacket', stage: 'from supplier' },
    { order_id: 'order of partial', line_no: 2, description: 'trousers', stage: 'ready' },
  );
  await lateOrder('collect', { stage: 'ready', promised_for: null });
  await lateOrder('less', { stage: 'in production', promised_for: null, stage_since: null });
  // A mail to ourselves through a tag came back before.
  await ledger("insert into mail_probes (id, sent_at, back_at) values ('p1', now(), now())");
  await company.round(warsaw('2026-11-26 10:00'));
  await post(warsaw('2026-11-26 10:01'));
  await eventually(() => {
    if (!CUSTOMERS.every((who) => smtp.taken.some(({ to }) => to === at(who))))
      throw new Error('not all yet');
  });
  buttons = await buttonsOf(CUSTOMERS);
});
afterAll(async () => {
  if (!canTap) return;
  transport.close();
  vi.unstubAllEnvs();
  await Promise.all([company.close(), imap.close(), smtp.close()]);
});

const day = '2026-11-26 12:00';

describe.skipIf(!canTap)('an answer with one tap', () => {
  test('stands on its button and in the text part, at most three, each to an address of its own', async () => {
    expect(Object.fromEntries([...buttons].map(([who, each]) => [who, [...each.keys()]]))).toEqual({
      paid: ['I have paid', 'This is not right', 'Please call me'],
      wrong: ['I have paid', 'This is not right', 'Please call me'],
      partial: ['Send what is ready', 'Cancel it', 'Please call me'],
      cancel: ['Cancel it', 'Please call me'],
      call: ['Cancel it', 'Please call me'],
      other: ['Cancel it', 'Please call me'],
      collect: ['I will collect it', 'Please call me'],
      less: ['Write to me less', 'Please call me'],
      consent: ['I agree to wait', 'Cancel it', 'Please call me'],
    });
    const { to, subject, body } = begun('paid', 'I have paid');
    expect(to).toMatch(/^kontakt\+paid-[0-9a-f]{16}-[a-z2-7]{16}@nowak\.example$/);
    expect(subject).toBe('2026/11/04: I have paid');
    expect(body).toBe('I have paid 2026/11/04 on this day:\r\n');
    const text = smtp.taken.findLast((one) => one.to === at('paid'))?.mail.text ?? '';
    expect(text).toContain(`– I have paid: ${to}`);
    vi.stubEnv('IMAP_URL', imap.url('service'));
    expect((await shell('doctor')).out).toMatch(/ok +answers +a mail to ourselves through a tag came back/);
  });

  test('a day that can be read in two ways is asked about by a person', async () => {
    await tap('wrong', 'I have paid', '04/12/2026', warsaw(day));
    expect(await tasksOf('wrong')).toMatchObject([{ why: 'paid_day_unclear', said: '04/12/2026' }]);
    expect(await decided('wrong')).toEqual([{ answer: 'paid', day: null, came: null }]);
  });

  test.each([
    ['wrong', 'This is not right', 'We never ordered it.', 'says_wrong'],
    ['partial', 'Send what is ready', '', 'wants_partial'],
    ['cancel', 'Cancel it', 'I found another.', 'wants_cancel'],
    ['call', 'Please call me', '600 100 200, after five', 'asks_call'],
  ] as const)(
    '%s: somebody gets a task with their words, and our letters wait',
    async (who, label, words, why) => {
      await tap(who, label, words, warsaw('2026-11-26 12:30'));
      expect(await tasksOf(who)).toContainEqual({
        why,
        said: words === '' ? null : words,
        for_person: 'anna',
      });
      expect(await owed(who)).toHaveLength(1);
    },
  );

  test('"I will collect it" tells on which day', async () => {
    await tap('collect', 'I will collect it', 'on Saturday', warsaw(day));
    expect(await tasksOf('collect')).toMatchObject([{ why: 'will_collect', said: 'on Saturday' }]);
    expect(await decided('collect')).toEqual([{ answer: 'collect', day: '2026-11-28', came: null }]);
  });

  test('words beside it are a reply of theirs too', async () => {
    await tap('other', 'Cancel it', 'And the tie has a stain.', warsaw(day));
    expect(await tasksOf('other')).toContainEqual({
      why: 'wants_cancel',
      said: 'And the tie has a stain.',
      for_person: 'anna',
    });
    expect(await owed('other')).toHaveLength(1);
  });

  test('who agrees to wait is asked no more, and nobody has a task', async () => {
    expect(smtp.taken.find(({ to }) => to === at('consent'))?.mail.text).toContain(
      'Unless you agree by Thursday 24 December, or we ship it before, it is cancelled',
    );
    await tap('consent', 'I agree to wait', '', warsaw(day));
    expect(await tasksOf('consent')).toMatchObject([{ why: 'delayed' }]);
    expect(await owed('consent')).toEqual([]);
    await company.round(warsaw('2026-12-01 10:00'));
    const [letter] = await ledger(
      "select facts -> 'items' -> 0 -> 'option' as option from letters where customer_id = 'consent' and audience = 'customer' order by decided_at desc limit 1",
    );
    expect(letter).toEqual({ option: null });
  });

  test('from another address it is a task alone, whatever it says', async () => {
    await tap('consent', 'Cancel it', '', warsaw('2026-11-26 13:00'), 'eve@evil.example');
    expect(await tasksOf('consent')).toContainEqual({ why: 'wants_cancel', said: null, for_person: 'anna' });
    expect(await owed('consent')).toEqual([]);
    expect(await decided('consent')).toMatchObject([{ answer: 'consent' }]);
    const count = (await ledger('select from less_often where lifted_at is null')).length;
    await tap('less', 'Write to me less', '', warsaw('2026-11-26 13:05'), 'eve@evil.example');
    expect(await tasksOf('less')).toMatchObject([{ why: 'wants_less' }]);
    expect((await ledger('select from less_often where lifted_at is null')).length).toBe(count);
  });

  test('"I have paid" holds reminders while somebody looks for the money, once; then the promise was broken', async () => {
    await tap('paid', 'I have paid', '24 November', warsaw(day));
    expect(await tasksOf('paid')).toEqual([{ why: 'says_paid', said: '24 November', for_person: 'anna' }]);
    expect(await decided('paid')).toEqual([{ answer: 'paid', day: '2026-11-24', came: null }]);
    expect(await owed('paid')).toEqual([]);
    await company.round(warsaw('2026-12-01 12:15'));
    expect((await company.staffText('digest')).replace(/\s+/g, ' ')).toContain('“24 November”');
    const { verdicts } = await company.round(warsaw('2026-12-03 10:00'));
    expect(verdicts.find(({ customer_id }) => customer_id === 'paid')).toMatchObject({
      verdict: 'hold',
      holds: ['said_paid'],
      until: '2026-12-04',
    });
    expect((await shell('explain', 'paid', '--at', '2026-12-03T10:00:00+01:00')).out).toContain(
      'said that they paid on 2026-11-24: invoice of paid',
    );
    // The bank shows nothing: the ladder goes on.
    const after = await company.round(warsaw('2026-12-04 10:00'));
    expect(after.verdicts.find(({ customer_id }) => customer_id === 'paid')).toMatchObject({
      verdict: 'send',
    });
    expect(await decided('paid')).toMatchObject([{ came: 'broken' }]);
    await post(warsaw('2026-12-04 10:01'));
    const again = await buttonsOf(['paid']);
    buttons = new Map([...buttons, ...again]);
    // Said once more, it is a task and a promise, and holds nothing.
    await tap('paid', 'I have paid', '4 December', warsaw('2026-12-04 12:00'));
    const later = await company.round(warsaw('2026-12-07 10:00'));
    const held = later.verdicts.find(({ customer_id }) => customer_id === 'paid');
    expect(held?.holds).not.toContain('said_paid');
    await company.change('invoices', 'invoice of paid', { open_amount: 0, closed_on: '2026-12-08' });
    await company.round(warsaw('2026-12-08 10:00'));
    expect(await decided('paid')).toMatchObject([{ came: 'broken' }, { day: '2026-12-04', came: 'kept' }]);
    expect(await tasksOf('paid')).toEqual([{ why: 'says_paid', said: '24 November', for_person: 'anna' }]);
  });

  test('"write to me less" is done by itself, is shown, and is lifted by a person', async () => {
    const before = await tasksOf('less');
    await tap('less', 'Write to me less', '', warsaw(day));
    expect(await tasksOf('less')).toEqual(before);
    expect(await owed('less')).toEqual([]);
    // A week of silence, and a fortnight of it.
    const quiet = await company.round(warsaw('2026-12-14 10:00'));
    expect(quiet.holds.filter(({ customer_id }) => customer_id === 'less')).toMatchObject([
      { code: 'wants_less' },
    ]);
    expect((await shell('inbox', 'less')).out).toMatch(/^less {2}since 2026-11-26 .* the customer/);
    expect((await shell('explain', 'less', '--at', '2026-12-14T10:00:00+01:00')).out).toContain(
      'written to less since 2026-11-26',
    );
    // What breaks is told all the same.
    await company.change('orders', 'order of less', { promised_for: '2026-12-14' });
    const broken = await company.round(warsaw('2026-12-15 10:00'));
    expect(broken.letters.filter(({ to }) => to === at('less'))).toMatchObject([{ kind: 'late' }]);
    expect((await shell('inbox', 'less', 'less', '--lift', '--by', 'Ola')).out).toBe(
      'Letters go to less as to any other customer again.\n',
    );
    expect((await shell('inbox', 'less')).out).toBe('Nobody asked to be written to less.\n');
    expect((await shell('inbox', 'less', 'less', '--lift', '--by', 'Ola')).code).toBe(1);
  });
});
