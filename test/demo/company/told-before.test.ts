import { expect, test } from 'vitest';
import { zoneOf } from '../../../src/calendar/zone.ts';
import { fixedClock } from '../../../src/clock.ts';
import { demoDays } from '../../../src/demo/company/days.ts';
import { toldBefore } from '../../../src/demo/company/told-before.ts';
import { loadDemo } from '../../../src/demo/load.ts';
import { round } from '../../../src/round/round.ts';
import { at } from '../../calendar/words.ts';
import { freshDatabases } from '../../support/database.ts';
import { shippedTemplates } from '../../support/shipped-templates.ts';
import { DAYS } from '../demo-days.ts';
import { demoRules } from '../demo-rules.ts';

/** What a letter of the last working day said, and what the one of today says. */
const EXPECTED: Readonly<Record<string, string>> = {
  czerwinska: 'late, then ready',
  osborne: 'late, then cancelled',
  fedorov: 'late, then moving-again',
  wieczorek: 'late, then promise-moved',
  ashworth: 'at-risk, then promise-moved',
  turner: 'late, then still-late',
};

test.each(Object.entries(DAYS))(
  'started on %s, what happened since a letter of the day before is told',
  async (_, moment) => {
    const [rules, databases, templates] = await Promise.all([
      demoRules(),
      freshDatabases(),
      shippedTemplates(),
    ]);
    try {
      const clock = fixedClock(at(moment));
      await loadDemo(databases, rules, clock, templates);
      const days = demoDays(clock.now(), rules);
      const customers = toldBefore.map((scene) => scene(days).id);
      const { rows: before } = await databases.ledgerPool.query<{
        customer_id: string;
        kind: string;
        due: boolean;
      }>(
        `select customer_id, kind, next_word_by = $2 as due from letters
       where audience = 'customer' and status = 'submitted' and customer_id = any($1)`,
        [customers, days.daysAgo(0)],
      );
      const report = await round({ databases, rules, clock, templates }, { wait: true });
      const now = new Map(report?.letters.map(({ customer_id, kind }) => [customer_id, kind]));
      const told = before.map(({ customer_id, kind }) => [
        customer_id,
        `${kind}, then ${now.get(customer_id) ?? 'nothing'}`,
      ]);
      // A word falls on working days alone: on another day it is not due yet.
      const wordIsDue = before.some(({ customer_id, due }) => customer_id === 'sadowski' && due);
      expect(Object.fromEntries(told)).toEqual({
        ...EXPECTED,
        sadowski: `at-risk, then ${wordIsDue ? 'word-redeemed' : 'nothing'}`,
      });
      expect(wordIsDue).toBe(rules.calendar.isWorkingDay(zoneOf(rules.company.timeZone).dayAt(clock.now())));
      const { rows: left } = await databases.sourcePool.query(
        "select 1 from information_schema.schemata where schema_name like 'tidings_demo%'",
      );
      expect(left).toEqual([]);
    } finally {
      await databases.close();
    }
  },
  60_000,
);
