import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOfDate, instantOf } from '../../src/calendar/time.ts';
import { ConfigurationFailure } from '../../src/failure.ts';
import { parsePolicy } from '../../src/policy/parse.ts';

const shipped = readFileSync(new URL('../../policy.yaml', import.meta.url), 'utf8');
/** The shipped languages, and one of a company's own that is not whole. */
const languages = {
  known: ['cs', 'en', 'pl', 'ru'],
  lacks: (language: string, whom: string) =>
    language !== 'cs'
      ? []
      : whom === 'staff'
        ? ['emails/cs/alarm.mjml: is missing']
        : ['emails/cs/safety.yaml: is missing'],
};
const parse = (text: string) => parsePolicy(text, 'policy.yaml', shipped, languages);

/** Every fault of a policy, as the operator reads them. */
function faultsIn(text: string): readonly string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ConfigurationFailure) return error.faults;
    throw error;
  }
  return [];
}

/** Section 10 of the design, word for word: other tools write exactly these keys. */
const fixedKeys = `
company:
  name: Pracownia Nowak
  from: "Pracownia Nowak <kontakt@nowak.example>"
  languages: [pl, en, ru]            # the first is the default
  admin_language: en
  time_zone: Europe/Warsaw
  country: PL                        # public holidays
  days_off: ["2026-12-31"]
  working_days: []                   # days worked although a holiday
  pay_to: "IBAN PL00 0000 0000 0000 0000 0000 0000"
# go_live: 2026-12-01T08:00:00+01:00   # absent: everything counts as new
hours: { from: "08:00", to: "18:00", on: working days }   # in the customer's zone
waiting:
  silence: 3 working days
  next_word: [2 working days, 3 working days]
  default_allowance: 5 working days
  abandoned_after: 6 months
  at_risk_below: 50%                 # chance of keeping the promise under which we warn
  offer_partial: true
  stages:                            # the company's stage name -> what it means
    picking:        { kind: in_progress,    allowance: 2 working days }
    from warehouse: { kind: awaiting_stock, allowance: 4 working days }
    ready:          { kind: ready }
dunning:
  grace: 5 days
  small_balance: { PLN: 20, EUR: 5, USD: 5 }
  minimum_gap: 7 days
  clean_record: { window: 24 months, min_settled: 5, tolerance: 5 days, worst: 30 days, max_late_share: 10% }
  hold_when_we_owe: any              # any | same item
  ladder:
    - { rung: nudge,    after: 5 days,  tone: friendly }
    - { rung: reminder, after: 14 days, tone: plain }
    - { rung: notice,   after: 30 days, tone: firm }
    - { rung: final,    after: 45 days, tone: formal, release: human }
escalation: { manager_after: 2 letters, director_after: 4 letters }
feeds: { orders: { max_age: 24 hours }, service_jobs: { max_age: 24 hours }, payments: { max_age: 36 hours } }
guards: { letters_per_round: 500, letters_per_customer_per_day: 1, newly_stalled_share: 25%, newly_stalled_floor: 50 }
post: { last_look: 10 minutes, expire_after: 3 days, per_minute: 600, connections: 5 }
`;

describe('a complete policy', () => {
  test('means what it says', () => {
    const rules = parse(fixedKeys);
    expect(rules.company).toEqual({
      name: 'Pracownia Nowak',
      from: { name: 'Pracownia Nowak', address: 'kontakt@nowak.example' },
      languages: ['pl', 'en', 'ru'],
      adminLanguage: 'en',
      timeZone: 'Europe/Warsaw',
      country: 'PL',
      payTo: 'IBAN PL00 0000 0000 0000 0000 0000 0000',
      legal: null,
    });
    expect(rules.sourceSchema).toBe('source');
    expect(rules.goLive).toBeNull();
    expect(rules.hours).toEqual({ from: 480, to: 1080, on: 'working days' });
    expect(rules.waiting).toMatchObject({
      silence: [3],
      nextWord: [2, 3],
      atRiskBelow: 0.5,
      offerPartial: true,
      offerChange: true,
    });
    expect([...rules.waiting.stages]).toEqual([
      ['picking', { kind: 'in_progress', allowance: 2, hasOwn: true, needs: null }],
      ['from warehouse', { kind: 'awaiting_stock', allowance: 4, hasOwn: true, needs: null }],
      ['ready', { kind: 'ready', allowance: 5, hasOwn: false, needs: null }],
    ]);
    expect([...rules.dunning.smallBalance]).toEqual([
      ['PLN', 2000n],
      ['EUR', 500n],
      ['USD', 500n],
    ]);
    expect(rules.dunning.ladder.map(({ rung, release }) => [rung, release])).toEqual([
      ['nudge', 'automatic'],
      ['reminder', 'automatic'],
      ['notice', 'automatic'],
      ['final', 'human'],
    ]);
    expect(rules.escalation).toEqual({ managerAfter: 2, directorAfter: 4, callAfterQuiet: 2 });
    expect(rules.feeds.get('payments')).toBe(36 * 3_600_000);
    expect(rules.guards.newlyStalledShare).toBe(0.25);
    expect(rules.inbox).toEqual({
      answerWithin: 1,
      softBounces: 3,
      closedPerDay: 10,
      dateOrder: null,
      authservId: null,
      readBy: null,
      softBouncesWithin: 14 * 86_400_000,
    });
    expect(rules.guards).toMatchObject({ clockOff: 600_000, longestGap: 7 * 86_400_000 });
    expect(rules.post).toEqual({
      lastLook: 600_000,
      expireAfter: 259_200_000,
      perMinute: 600,
      perDomain: new Map(),
      connections: 5,
      capturedCounts: false,
    });
  });

  test('closes on public holidays and its own days off', () => {
    const { calendar } = parse(fixedKeys);
    expect(calendar.isWorkingDay(dayOfDate(2026, 12, 30))).toBe(true);
    expect(calendar.isWorkingDay(dayOfDate(2026, 12, 31))).toBe(false);
    expect(calendar.isWorkingDay(dayOfDate(2026, 11, 11))).toBe(false);
  });

  test('does without the keys that are optional', () => {
    const without = fixedKeys.replace(/^ {2}(days_off|working_days|pay_to):.*\n/gm, '');
    expect(without).not.toContain('days_off');
    expect(parse(without).company.payTo).toBeNull();
  });

  test('misses every other key, by name, unless it extends the default', () => {
    for (const key of ['hours', 'escalation', 'feeds', 'guards', 'post']) {
      const without = fixedKeys.replace(new RegExp(`^${key}:.*\n`, 'm'), '');
      expect(faultsIn(without)).toEqual([expect.stringMatching(`^policy.yaml:1: ${key}: is missing`)]);
      expect(faultsIn(`extends: default\n${without}`)).toEqual([]);
    }
    const silent = fixedKeys.replace(/^ {2}silence:.*\n/m, '');
    expect(faultsIn(silent)).toEqual([expect.stringMatching(/^policy.yaml:14: waiting.silence: is missing/)]);
  });

  test('cannot be changed', () => {
    const { company, waiting, dunning, feeds } = parse(fixedKeys);
    for (const part of [
      company,
      company.from,
      company.languages,
      waiting,
      dunning.ladder,
      dunning.ladder[0],
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    expect(() => (feeds as Map<string, number>).set('orders', 0)).toThrow('cannot be changed');
    expect(Object.isFrozen(waiting.stages.get('picking'))).toBe(true);
  });
});

describe('extends: default', () => {
  test('alone is the shipped policy', () => {
    expect(parse('extends: default').waiting).toEqual(parse(shipped).waiting);
  });

  test('maps merge by key', () => {
    const { company, waiting } = parse(`
extends: default
company: { name: Nowak }
waiting:
  silence: 1 working day
  stages:
    Picking: { allowance: 9 working days }
    " W4 ": { kind: awaiting_stock }
`);
    expect(company).toMatchObject({ name: 'Nowak', timeZone: 'Europe/Warsaw' });
    expect(waiting.silence).toEqual([1]);
    expect(waiting.nextWord).toEqual([2, 3, 5]);
    const own = { hasOwn: true, needs: null };
    expect(waiting.stages.get('picking')).toEqual({ kind: 'in_progress', allowance: 9, ...own });
    expect(waiting.stages.get('w4')).toEqual({
      kind: 'awaiting_stock',
      allowance: 5,
      hasOwn: false,
      needs: null,
    });
    expect(waiting.stages.get('from warehouse')).toEqual({ kind: 'awaiting_stock', allowance: 4, ...own });
  });

  test('lists replace', () => {
    const { company, dunning } = parse(`
extends: default
company: { languages: [ru] }
dunning: { ladder: [{ rung: only, after: 2 weeks, tone: plain }] }
`);
    expect(company.languages).toEqual(['ru']);
    expect(dunning.ladder).toEqual([
      { rung: 'only', after: { amount: 2, unit: 'weeks' }, tone: 'plain', release: 'automatic' },
    ]);
  });

  test('a key left empty over a map changes nothing', () => {
    expect(parse('extends: default\nwaiting:\n').waiting.silence).toEqual([5, 10, 20]);
  });

  test('dates need no quotes', () => {
    const { calendar, goLive } = parse(`
extends: default
company: { days_off: [2026-12-30], working_days: [2026-12-26] }
go_live: 2026-12-01T08:00:00+01:00
`);
    expect(calendar.isWorkingDay(dayOfDate(2026, 12, 30))).toBe(false);
    expect(calendar.isWorkingDay(dayOfDate(2026, 12, 26))).toBe(true);
    expect(goLive).toBe(instantOf(Date.parse('2026-12-01T07:00:00Z')));
    const oldYaml = parse('%YAML 1.1\n---\nextends: default\ncompany: { days_off: [2026-12-30] }\n');
    expect(oldYaml.calendar.isWorkingDay(dayOfDate(2026, 12, 30))).toBe(false);
  });

  test('proxies are addresses and networks; none is believed but this machine’s unless they are named', () => {
    const trusted = (list: string) =>
      parse(`extends: default\nhttp: { trusted_proxies: ${list} }`).http.trustedProxies;
    expect(parse('extends: default').http.trustedProxies).toEqual(['127.0.0.0/8', '::1']);
    expect(parse(fixedKeys).http.trustedProxies).toEqual(['127.0.0.0/8', '::1']);
    expect(trusted('[]')).toEqual([]);
    expect(trusted('[10.0.0.7, 10.1.0.0/16, "2001:db8::/32"]')).toEqual([
      '10.0.0.7',
      '10.1.0.0/16',
      '2001:db8::/32',
    ]);
    for (const wrong of ['proxy.example', '10.0.0.0/33', '0.0.0.0/0', '"::/0"', '10.0.0', 'loopback'])
      expect(faultsIn(`extends: default\nhttp: { trusted_proxies: [${wrong}] }`), wrong).toEqual([
        expect.stringMatching(
          /^policy\.yaml:2: http\.trusted_proxies.* (is no address and no network|is every address)/,
        ),
      ]);
  });

  test('a person calls after two letters without news, unless policy says otherwise', () => {
    const quiet = (says: string) => parse(`extends: default\n${says}`).escalation.callAfterQuiet;
    expect(quiet('')).toBe(2);
    expect(quiet('escalation: { call_after_quiet: 3 letters }')).toBe(3);
  });

  test('small balances follow the digits of their currency', () => {
    const { smallBalance } = parse(
      'extends: default\ndunning: { small_balance: { JPY: 500, KWD: 1.5, EUR: "4.50" } }',
    ).dunning;
    expect(smallBalance.get('JPY')).toBe(500n);
    expect(smallBalance.get('KWD')).toBe(1500n);
    expect(smallBalance.get('EUR')).toBe(450n);
  });

  test('interest is a yearly rate for each kind of customer, and none where nobody gives it', () => {
    const interest = (says: string) => parse(`extends: default\ndunning: { ${says} }`).dunning.interest;
    expect(parse('extends: default').dunning.interest).toEqual({ person: null, company: null });
    expect(interest('interest: { company: 15.75% a year }')).toEqual({ person: null, company: '15.75' });
    const odd = faultsIn('extends: default\ndunning: { interest: { person: as the law has it } }');
    expect(odd).toEqual([expect.stringMatching(/interest\.person: .*write a rate, such as 11\.25% a year/)]);
  });
});

describe('alarms', () => {
  test('name nobody unless the policy does, and have limits of their own', () => {
    expect(parse(fixedKeys).alarms).toEqual({ to: [], oldestDue: 7_200_000, diskFree: 1e9 });
    const { alarms } = parse(`extends: default
alarms_to: [ola@nowak.example, "Marek Wrona <marek@nowak.example>"]
alarms: { oldest_due: 30 minutes, disk_free: 500 MB }
`);
    expect(alarms).toEqual({
      to: [
        { name: '', address: 'ola@nowak.example' },
        { name: 'Marek Wrona', address: 'marek@nowak.example' },
      ],
      oldestDue: 1_800_000,
      diskFree: 500e6,
    });
  });

  test('say on which line they are wrong', () => {
    expect(
      faultsIn(`extends: default
alarms_to: [ola]
alarms:
  oldest_due: soon
  disk_free: 5%
  disk: 1 GB
`),
    ).toEqual([
      expect.stringMatching(/^policy\.yaml:2: alarms_to\[0\]: "ola" has no email address/),
      expect.stringMatching(/^policy\.yaml:4: alarms\.oldest_due: "soon" is not a span of time/),
      expect.stringMatching(
        /^policy\.yaml:5: alarms\.disk_free: "5%" is wrong; write an amount such as 500 MB/,
      ),
      expect.stringMatching(
        /^policy\.yaml:6: alarms\.disk: is not a key of a policy; known here: oldest_due, disk_free/,
      ),
    ]);
    expect(faultsIn('extends: default\nalarms_to: ola@nowak.example')).toEqual([
      expect.stringMatching(/^policy\.yaml:2: alarms_to: must be a list/),
    ]);
  });
});

describe('faults', () => {
  test('are named all at once, in order, each with its line', () => {
    const faults = faultsIn(`extends: default
company:
  languages: [pl, xx]
  time_zone: Europe/Warsav
  country: ZZ
  from: nobody
  regoin: NY
  days_off: [2026-12-31, 2026-02-30]
hours: { from: "18:00", to: "08:00", on: every day }
go_live: 2026-12-01T08:00:00
waiting:
  silence: 3 days
  at_risk_below: 0.5
  stages:
    "from warehouse": { kind: awaiting_stok }
    Ready: { kind: ready }
    ready: { kind: ready }
dunning:
  small_balance: { PLN: 20.505, XXY: 3 }
  ladder:
    - { rung: a, after: 10 days, tone: firm }
    - { rung: b, after: 1 week, tone: plain }
escalation: { manager_after: 9 letters }
guards: 7
post: { last_look: 10 minuts, expire_after: 1 month, connections: 0 }
waitin: {}
inbox: { answer_within: 1 day, answer_in: 2 }
`);
    const expected = [
      /^policy\.yaml:3: company\.languages\[1\]: "xx" is not a language .*One of: cs, en, pl, ru\.$/,
      /^policy\.yaml:4: company\.time_zone: .*did you mean Europe\/Warsaw\?$/,
      /^policy\.yaml:5: company\.country: "ZZ" is not a country/,
      /^policy\.yaml:6: company\.from: "nobody" has no email address/,
      /^policy\.yaml:7: company\.regoin: .*did you mean region\?$/,
      /^policy\.yaml:8: company\.days_off\[1\]: "2026-02-30" is wrong/,
      /^policy\.yaml:9: hours\.to: must be later/,
      /^policy\.yaml:10: go_live: .*with its zone/,
      /^policy\.yaml:12: waiting\.silence: "3 days" is not counted in working days/,
      /^policy\.yaml:13: waiting\.at_risk_below: 0\.5 is wrong; write a percentage/,
      /^policy\.yaml:15: waiting\.stages\."from warehouse"\.kind: "awaiting_stok" is not a stage kind; did you mean awaiting_stock\? One of: queued, /,
      /^policy\.yaml:17: waiting\.stages\.ready: is the same stage/,
      /^policy\.yaml:19: dunning\.small_balance\.PLN: 20\.505 is not an amount in PLN/,
      /^policy\.yaml:19: dunning\.small_balance\.XXY: is not a currency/,
      /^policy\.yaml:22: dunning\.ladder\[1\]\.after: must be later than that of "a"/,
      /^policy\.yaml:22: dunning\.ladder\[1\]\.tone: is softer/,
      /^policy\.yaml:23: escalation\.director_after: must not come before manager_after/,
      /^policy\.yaml:24: guards: must be a map/,
      /^policy\.yaml:25: post\.last_look: "10 minuts" is not a span of time/,
      /^policy\.yaml:25: post\.expire_after: "1 month" is not counted in/,
      /^policy\.yaml:25: post\.connections: 0 is wrong/,
      /^policy\.yaml:26: waitin: .*did you mean waiting\?$/,
      /^policy\.yaml:27: inbox\.answer_within: "1 day" is not counted in working days/,
      /^policy\.yaml:27: inbox\.answer_in: is not a key of a policy; known here: answer_within, soft_bounces, closed_per_day, date_order, soft_bounces_within, authserv_id, read_by$/,
    ];
    for (const [index, form] of expected.entries()) expect(faults[index]).toMatch(form);
    expect(faults).toHaveLength(expected.length);
  });

  test.each([
    ['nothing', '', /^policy\.yaml:1: is empty; start with "extends: default"/],
    ['a list', '- a\n', /^policy\.yaml:1: is not a map/],
    [
      'bad YAML',
      'extends: default\nhours: { from: "08:00"\nwaiting:\n  x',
      /^policy\.yaml:\d: is not valid YAML/,
    ],
    [
      'the same key twice',
      'extends: default\nhours: {}\nhours: {}',
      /^policy\.yaml:3: is not valid YAML: Map keys must be unique/,
    ],
    ['another base', 'extends: defualt', /^policy\.yaml:1: extends: can only be default$/],
    [
      'a feed of another name',
      'extends: default\nfeeds: { invoices: { max_age: 1 hours } }',
      /feeds\.invoices: is not a key/,
    ],
    [
      'a region that is none',
      'extends: default\ncompany: { country: US, region: ZZ }',
      /no region of US; one of: AL/,
    ],
    [
      'our own schema',
      'extends: default\nsource: { schema: tidings }',
      /source\.schema: "tidings" is our own/,
    ],
    [
      'a header smuggled in',
      'extends: default\ncompany: { from: "A\\nBcc: x <a@b.example>" }',
      /company\.from: .*is wrong/,
    ],
    ['no language', 'extends: default\ncompany: { languages: [] }', /company\.languages: is empty/],
    [
      'a language whose folder is not whole',
      'extends: default\ncompany: { languages: [en, cs] }',
      /company\.languages\[1\]: no letters can be written in "cs" yet: emails\/cs\/safety\.yaml: is missing/,
    ],
    [
      'a language for the company’s people that only customers are written to in',
      'extends: default\ncompany: { admin_language: cs }',
      /company\.admin_language: no letters to the company’s own people .*alarm\.mjml/,
    ],
    [
      'what is no code',
      'extends: default\ncompany: { languages: [English] }',
      /"English" is not .* One of: cs/,
    ],
    ['a thousand brackets', '['.repeat(20_000), /^policy\.yaml:1: /],
    ['prototype tricks', 'extends: default\nconstructor: {}\n', /constructor: is not a key/],
  ])('%s', (_, text, form) => {
    expect(faultsIn(text).join('\n')).toMatch(form);
  });

  test('whatever happens to the file, the only failure is one for the operator', () => {
    const change = fc.record({
      at: fc.nat(shipped.length),
      drop: fc.nat(12),
      put: fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom(
          '\n',
          ':',
          '{',
          '}',
          '[',
          ']',
          '*a',
          '&a',
          '<<: ',
          '__proto__: ',
          '!!js',
          '~',
          '- ',
          '%',
        ),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), (changes, extend) => {
        const text = changes.reduce(
          (now, { at, drop, put }) => now.slice(0, at) + put + now.slice(at + drop),
          extend ? `extends: default\n${shipped}` : shipped,
        );
        // faultsIn throws on any other error.
        for (const fault of faultsIn(text)) expect(fault).toMatch(/^policy\.yaml:\d+: /);
      }),
      { numRuns: 200 },
    );
  });
});
