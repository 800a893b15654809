import { Command } from 'commander';
import { zoneOf } from '../../calendar/zone.ts';
import { keepUsual } from '../../ledger/memory/usual-times.ts';
import { learnUsual } from '../../replay/learning.ts';
import { KnownTimes } from '../../usual/known-times.ts';
import { stagesKnown } from '../../usual/stages-known.ts';
import { progress } from '../terminal/progress.ts';
import { type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';
import { tellLearned } from './tell-learned.ts';

interface Options extends WorldOptions {
  readonly json?: boolean;
}

/** `tidings learn` */
export const learnCommand = (): Command =>
  withWorldOptions(new Command('learn'))
    .description("learn anew from the company's past how long things usually take; say what was learned")
    .option('--json', 'print what was learned as JSON')
    .addHelpText(
      'after',
      '\nA worker does the same once a day. Customers are not written to, and the source is only read.',
    )
    .action((options: Options) =>
      withWorld(options, async ({ databases, rules, clock }) => {
        const now = clock.now();
        const shown = progress((days) => `${days} days lived again`);
        try {
          const learned = await learnUsual(databases.sourcePool, rules, now, {
            morning: (done, days) => shown.update('learn', done, days),
          });
          const time = { calendar: rules.calendar, zone: zoneOf(rules.company.timeZone) };
          const known = stagesKnown(new KnownTimes(learned.usual, time));
          if (learned.nothing === null)
            await keepUsual(
              databases.ledgerPool,
              { usual: learned.usual, learnedAt: now },
              time.zone.dayAt(now),
            );
          const { usual: _usual, histories: _histories, ...said } = learned;
          console.log(
            options.json ? JSON.stringify({ ...said, stages: known }) : tellLearned(learned, known, rules),
          );
        } finally {
          shown.finish();
        }
      }),
    );
