import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alarmKey, type KeptAlarm, NO_EVIDENCE, type StandingAlarm } from '../../src/alarms/alarm.ts';
import { changesOf, type Seen } from '../../src/alarms/changes.ts';
import { Signals } from '../../src/alarms/signals.ts';
import { tellingsOf } from '../../src/alarms/telling.ts';
import { DAY, HOUR, type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import { warsaw } from '../support/builders.ts';

const NOW = warsaw('2026-11-26 10:00');
const later = (span: number): Instant => instantOf(NOW + span);
const stale: StandingAlarm = {
  code: 'feed_stale',
  subject: 'orders',
  holder: '',
  why: 'old',
  evidence: NO_EVIDENCE,
};
const breaker = (holder: string): StandingAlarm => ({
  code: 'breaker_open',
  subject: 'mail:587',
  holder,
  why: '421',
  evidence: NO_EVIDENCE,
});
const kept = (standing: StandingAlarm, differs: Partial<KeptAlarm> = {}): KeptAlarm => ({
  ...standing,
  id: '1',
  raisedAt: NOW,
  seenAt: NOW,
  toldAt: null,
  endedAt: null,
  endedToldAt: null,
  ...differs,
});
const seenBy = (
  holder: string,
  standing: readonly StandingAlarm[],
  judged: Seen['judged'] = new Set(['feed_stale']),
): Seen => ({
  standing,
  judged,
  holder,
});
const ended = (open: readonly KeptAlarm[], seen: Seen, now: Instant) => changesOf(open, seen, now).end.length;

describe('an alarm', () => {
  test('is raised once, and ends when it does not stand any more', () => {
    expect(changesOf([], seenBy('a', [stale, stale]), NOW).raise).toEqual([stale]);
    expect(changesOf([kept(stale)], seenBy('a', [stale]), NOW)).toMatchObject({ raise: [], end: [] });
    expect(ended([kept(stale)], seenBy('b', []), NOW)).toBe(1);
  });

  test('does not end because it cannot be judged now', () => {
    expect(ended([kept(stale)], seenBy('a', [], new Set()), NOW)).toBe(0);
  });

  test("of one worker does not end by another's eyes, unless that worker is gone", () => {
    const open = [kept(breaker('a'))];
    expect(ended(open, seenBy('b', []), later(MINUTE))).toBe(0);
    expect(ended(open, seenBy('a', []), later(MINUTE))).toBe(1);
    expect(ended(open, seenBy('b', []), later(16 * MINUTE))).toBe(1);
    expect(
      ended([kept(breaker('a'), { seenAt: later(3 * DAY) })], seenBy('b', []), NOW),
      'a clock stood ahead',
    ).toBe(1);
  });

  test('of a template ends a day after the last letter that fell back', () => {
    const open = [kept({ ...stale, code: 'template_fell_back', subject: 'pl/late' })];
    expect(ended(open, seenBy('a', []), later(DAY))).toBe(0);
    expect(ended(open, seenBy('a', []), later(DAY + 1))).toBe(1);
  });
});

describe('people', () => {
  test('are told that it began and that it ended, once each', () => {
    expect(tellingsOf([kept(stale)], NOW)).toMatchObject([{ ended: null }]);
    expect(tellingsOf([kept(stale, { toldAt: NOW })], NOW)).toEqual([]);
    const over = kept(stale, { toldAt: NOW, endedAt: later(HOUR) });
    expect(tellingsOf([over], later(HOUR))).toMatchObject([{ ended: later(HOUR) }]);
    expect(tellingsOf([{ ...over, endedToldAt: later(HOUR) }], later(HOUR))).toEqual([]);
    expect(tellingsOf([kept(stale, { endedAt: NOW })], NOW), 'never told that it began').toEqual([]);
  });

  test('are told of several workers as of one', () => {
    const first = kept(breaker('a'), { toldAt: NOW });
    const second = kept(breaker('b'), { id: '2' });
    expect(tellingsOf([kept(breaker('a')), second], NOW)).toHaveLength(1);
    expect(tellingsOf([first, second], NOW)).toEqual([]);
    const one = { ...first, endedAt: later(HOUR) };
    expect(tellingsOf([one, second], later(HOUR)), 'the other still stands').toEqual([]);
    expect(tellingsOf([one, { ...second, endedAt: later(2 * HOUR) }], later(2 * HOUR))).toMatchObject([
      { alarm: { id: '1' }, ended: later(2 * HOUR) },
    ]);
  });

  test('of what comes and goes are told once an hour', () => {
    const before = kept(stale, { toldAt: NOW, endedAt: NOW, endedToldAt: NOW });
    const again = kept(stale, { id: '2', raisedAt: later(MINUTE) });
    expect(tellingsOf([before, again], later(59 * MINUTE))).toEqual([]);
    expect(tellingsOf([before, again], later(HOUR))).toMatchObject([{ alarm: { id: '2' } }]);
    const ahead = { ...before, endedToldAt: later(3 * DAY) };
    expect(tellingsOf([ahead, again], later(MINUTE)), 'told by a clock that stood ahead').toHaveLength(1);
  });

  test('whatever comes and goes among whatever workers, every beginning told is followed by one end', () => {
    const minute = fc.record({
      holder: fc.constantFrom('a', 'b'),
      stands: fc.subarray([stale, breaker('a'), breaker('b')]),
      passes: fc.constantFrom(1, 7, 40),
    });
    fc.assert(
      fc.property(fc.array(minute, { minLength: 1, maxLength: 60 }), (minutes) => {
        let alarms: KeptAlarm[] = [];
        let now = NOW;
        const told = new Map<string, string[]>();
        for (const { holder, stands, passes } of minutes) {
          now = instantOf(now + passes * MINUTE);
          const open = alarms.filter(({ endedAt }) => endedAt === null);
          const own = stands.filter((each) => each.holder === '' || each.holder === holder);
          const { raise, still, end } = changesOf(open, seenBy(holder, own), now);
          const [at, begun] = [now, alarms.length];
          const stillThere = new Set(still.map(({ id }) => id));
          alarms = alarms.map((each) => ({
            ...each,
            ...(end.some(({ id }) => id === each.id) && { endedAt: at }),
            ...(stillThere.has(each.id) && { seenAt: at }),
          }));
          alarms.push(
            ...raise.map((each, nth) => kept(each, { id: `${begun + nth}`, raisedAt: at, seenAt: at })),
          );
          const opened = alarms.filter(({ endedAt }) => endedAt === null).map(alarmKey);
          expect(new Set(opened).size).toBe(opened.length);
          for (const { alarm, ended: over } of tellingsOf(alarms, at)) {
            const key = `${alarm.code} ${alarm.subject}`;
            told.set(key, [...(told.get(key) ?? []), over === null ? 'began' : 'ended']);
            alarms = alarms.map((each) =>
              each.id !== alarm.id
                ? each
                : over === null
                  ? { ...each, toldAt: at }
                  : { ...each, endedToldAt: at },
            );
          }
        }
        for (const words of told.values())
          expect(words).toEqual(words.map((_, nth) => (nth % 2 === 0 ? 'began' : 'ended')));
      }),
      { numRuns: 150 },
    );
  });
});

describe('signals', () => {
  const signals = () => new Signals('a');
  test('stand until they are taken back; what passed meanwhile is seen once', () => {
    const mine = signals();
    mine.signal('breaker_open', 'mail:587', '421', NOW);
    mine.signal('breaker_open', 'mail:587', '421 again', later(MINUTE));
    expect(mine.seen()).toMatchObject([{ holder: 'a', why: '421 again', since: NOW }]);
    mine.kept(mine.seen());
    expect(mine.seen(), 'it stands').toHaveLength(1);
    mine.signal('breaker_open', 'mail:587', null, later(2 * MINUTE));
    expect(mine.seen(), 'the ledger knows it').toEqual([]);
    mine.signal('breaker_open', 'mail:587', '421', later(3 * MINUTE));
    mine.signal('breaker_open', 'mail:587', null, later(4 * MINUTE));
    expect(mine.seen(), 'it came and went unseen').toMatchObject([{ since: later(3 * MINUTE) }]);
    mine.kept(mine.seen());
    expect(mine.seen()).toEqual([]);
    mine.signal('round_failed', '', null, NOW);
    expect(mine.seen(), 'what never stood does not pass').toEqual([]);
  });

  test('a template that falls back is an event that all workers see alike', () => {
    const mine = signals();
    mine.signal('template_fell_back', 'pl/late', 'broke', NOW);
    expect(mine.seen()).toMatchObject([{ holder: '', subject: 'pl/late' }]);
    mine.kept(mine.seen());
    expect(mine.seen()).toEqual([]);
  });
});
