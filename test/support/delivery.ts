import { DAY, MINUTE } from '../../src/calendar/time.ts';
import type { Rules } from '../../src/policy/rules.ts';
import type { AdmitOptions } from '../../src/post/queue/admit.ts';
import type { Recipients } from '../../src/post/queue/recipients.ts';
import type { Log } from '../../src/settings/log.ts';

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** For letters that are about nobody of the company's tables: each goes whom it was written to. */
export const asWritten: Recipients = async (letters) =>
  new Map(letters.map(({ id }) => [id, { is: 'the same' }]));

/** The part of the policy that delivery reads. */
export const deliveryRules = (post: Partial<Rules['post']> = {}): AdmitOptions['rules'] => ({
  guards: { clockOff: 10 * MINUTE },
  company: {
    name: 'Pracownia Nowak',
    from: { name: 'Pracownia Nowak', address: 'kontakt@nowak.example' },
    languages: ['pl', 'en'],
    adminLanguage: 'en',
    timeZone: 'Europe/Warsaw',
    country: 'PL',
    payTo: null,
    legal: null,
  },
  post: {
    lastLook: 30 * MINUTE,
    expireAfter: 3 * DAY,
    perMinute: 1_000_000,
    perDomain: new Map(),
    connections: 2,
    capturedCounts: false,
    ...post,
  },
});
