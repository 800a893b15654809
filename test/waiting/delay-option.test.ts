import { describe, expect, test } from 'vitest';
import { isoDay } from '../../src/calendar/time.ts';
import type { GivenAnswer } from '../../src/customer/answers.ts';
import type { CaseLetter } from '../../src/customer/customer.ts';
import type { LetterId } from '../../src/customer/ids.ts';
import { NOTHING_RECEIVED } from '../../src/customer/replies.ts';
import { delayOptionFor } from '../../src/waiting/delay-option.ts';
import { find } from '../../src/waiting/find.ts';
import { stateOf } from '../../src/waiting/state.ts';
import {
  aCase,
  aCustomer,
  aJob,
  aLetter,
  anOrder,
  aShipment,
  day,
  ORDER,
  rules,
  situation,
  told,
  warsaw,
} from '../support/builders.ts';

const follows = rules({ waiting: { delay_option: '16 CFR 435' } });

interface Given {
  readonly letters?: readonly CaseLetter[];
  readonly consent?: string;
  readonly country?: string;
  readonly order?: object;
  readonly item?: ReturnType<typeof aJob>;
  readonly rules?: typeof follows;
}

/** The option of an order that was placed on 2 November and promised for 20 November first. */
function option(
  now: string,
  { letters = [], consent, country = 'US', order = {}, item, ...given }: Given = {},
) {
  const the =
    item ?? anOrder({ openedAt: warsaw('2026-11-02 09:00'), promisedFor: day('2026-11-20'), ...order });
  const plain = situation(the, {
    now: warsaw(now),
    rules: given.rules ?? follows,
    customer: aCustomer({ country }),
    cases: letters.length === 0 ? [] : [aCase({ letters })],
  });
  const answers: GivenAnswer[] =
    consent === undefined
      ? []
      : [
          {
            id: 'm1',
            at: warsaw(consent),
            answer: 'consent',
            letterId: 'l1' as LetterId,
            about: [ORDER],
            day: null,
            taskKey: null,
            came: null,
          },
        ];
  const asked = { ...plain, memory: { ...plain.memory, inbox: { ...NOTHING_RECEIVED, answers } } };
  const found = delayOptionFor(asked, stateOf(asked), find(asked, stateOf(asked)));
  return (
    found && {
      silence: found.silence,
      revised: found.revised === null ? null : isoDay(found.revised),
      answerBy: found.answerBy === null ? null : isoDay(found.answerBy),
    }
  );
}

const offered = (at: string, offer: CaseLetter['told']['offer'], promisedFor = '2026-11-20'): CaseLetter =>
  aLetter({
    id: 'l1',
    decidedAt: warsaw(at),
    told: told({ state: 'broken', promisedFor: day(promisedFor), offer }),
  });
const toldOf = (promisedFor: string) =>
  aLetter({
    decidedAt: warsaw('2026-11-10 10:00'),
    told: told({ state: 'silent', promisedFor: day(promisedFor), stoodStill: false }),
  });

describe('the choice to wait or to cancel (16 CFR 435)', () => {
  test('is offered where policy follows the rule, to customers of the United States, about goods', () => {
    expect(option('2026-11-26 10:00', { rules: rules() })).toBeNull();
    expect(option('2026-11-26 10:00', { country: 'PL' })).toBeNull();
    expect(option('2026-11-26 10:00', { item: aJob({ promisedFor: day('2026-11-20') }) })).toBeNull();
    expect(option('2026-11-26 10:00')).not.toBeNull();
    expect(option('2026-11-18 10:00')).toBeNull();
  });

  test('is none of what has left, or waits for them: it is about shipping', () => {
    const left = { stage: 'shipped', stageSince: warsaw('2026-11-19 09:00') };
    expect(option('2026-11-26 10:00', { order: left })).toBeNull();
    const theirs = { stage: 'waiting for customer', stageSince: warsaw('2026-11-10 09:00') };
    expect(option('2026-11-26 10:00', { order: theirs })).toBeNull();
  });

  test('a shipment that its carrier dates later is a definite new day', () => {
    const shipments = [aShipment({ id: '1', expectedOn: day('2026-12-08') })];
    expect(option('2026-11-18 10:00', { order: { shipments } })).toEqual({
      silence: 'consents',
      revised: '2026-12-08',
      answerBy: '2026-12-08',
    });
  });

  test('silence consents to a definite new day at most 30 days later', () => {
    expect(
      option('2026-11-18 10:00', {
        letters: [toldOf('2026-11-20')],
        order: { promisedFor: day('2026-12-20') },
      }),
    ).toEqual({ silence: 'consents', revised: '2026-12-20', answerBy: '2026-12-20' });
  });

  test('and cancels where the new day is later, or nobody knows it: within 30 days of the first', () => {
    expect(
      option('2026-11-18 10:00', {
        letters: [toldOf('2026-11-20')],
        order: { promisedFor: day('2026-12-21') },
      }),
    ).toEqual({ silence: 'cancels', revised: '2026-12-21', answerBy: '2026-12-20' });
    expect(option('2026-11-26 10:00')).toEqual({ silence: 'cancels', revised: null, answerBy: '2026-12-20' });
    expect(option('2026-12-22 10:00')).toEqual({ silence: 'cancels', revised: null, answerBy: null });
  });

  test('an order without a promise is due within 30 days', () => {
    const order = { promisedFor: null, stage: 'from supplier', stageSince: warsaw('2026-11-03 09:00') };
    expect(option('2026-11-26 10:00', { order })).toBeNull();
    expect(option('2026-12-03 10:00', { order })).toMatchObject({
      silence: 'cancels',
      answerBy: '2027-01-01',
    });
  });

  test('a new day that they know of is not asked about again; once it is missed, silence never consents', () => {
    const offer = { silence: 'consents', revised: day('2026-12-10'), answerBy: day('2026-12-10') } as const;
    const letters = [offered('2026-11-23 10:00', offer)];
    const order = { promisedFor: day('2026-12-10') };
    expect(option('2026-12-01 10:00', { letters, order })).toBeNull();
    expect(option('2026-12-01 10:00', { letters, order: { promisedFor: day('2026-12-15') } })).toEqual({
      silence: 'cancels',
      revised: '2026-12-15',
      answerBy: '2026-12-10',
    });
    expect(option('2026-12-11 10:00', { letters, order })).toEqual({
      silence: 'cancels',
      revised: null,
      answerBy: null,
    });
  });

  test('who agrees is asked no more, until that day has passed', () => {
    const none = { silence: 'cancels', revised: null, answerBy: day('2026-12-20') } as const;
    const letters = [offered('2026-11-23 10:00', none)];
    expect(option('2026-11-30 10:00', { letters })).toEqual({
      silence: 'cancels',
      revised: null,
      answerBy: '2026-12-20',
    });
    expect(option('2026-11-30 10:00', { letters, consent: '2026-11-24 10:00' })).toBeNull();
    // Of before the letter that offered it.
    expect(option('2026-11-30 10:00', { letters, consent: '2026-11-20 10:00' })).not.toBeNull();
    const far = { silence: 'cancels', revised: day('2027-01-08'), answerBy: day('2026-12-20') } as const;
    const agreed = { letters: [offered('2026-11-23 10:00', far)], consent: '2026-11-24 10:00' };
    const order = { promisedFor: day('2027-01-08') };
    expect(option('2026-12-28 10:00', { ...agreed, order })).toBeNull();
    expect(option('2027-01-11 10:00', { ...agreed, order })).toMatchObject({ silence: 'cancels' });
  });
});
