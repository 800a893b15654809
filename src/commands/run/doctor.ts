import { Command } from 'commander';
import { checkData } from '../../doctor/check-data.ts';
import { checkUp } from '../../doctor/checkup.ts';
import { sayData } from '../../doctor/say-data.ts';
import { RunFailure } from '../../failure.ts';
import { counter } from '../terminal/counter.ts';
import { printable, printableLine } from '../terminal/printable.ts';
import { type OpenWorld, type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';

interface Options extends WorldOptions {
  readonly json?: boolean;
  readonly data?: boolean;
}

const MARK = { ok: 'ok     ', warning: 'warning', fault: 'FAULT  ' } as const;

/** Exits with 0 whatever the data are: no letter is wrong for what they lack. */
async function tellData(world: OpenWorld, asJson: boolean): Promise<void> {
  const steps = counter('steps');
  const report = await checkData(world, (_what, done) => steps.update(done)).finally(() => steps.finish());
  if (asJson) console.log(JSON.stringify(report));
  else for (const line of sayData(report)) console.log(printableLine(line));
}

/** `tidings doctor` */
export const doctorCommand = (): Command =>
  withWorldOptions(new Command('doctor'))
    .description(
      'look at policy, databases, contract, stages, feeds, mail server and templates; say what to mend',
    )
    .option('--json', 'print the findings as JSON')
    .option(
      '--data',
      'look through the data instead: what is missing in them, what names nothing, what mending would bring',
    )
    .addHelpText(
      'after',
      '\nExit code 0: letters can go; 1: something must be mended first; 2: the configuration is wrong.',
    )
    .action((options: Options) =>
      withWorld(options, async (world) => {
        if (options.data) return tellData(world, options.json === true);
        const findings = await checkUp(world);
        if (options.json) console.log(JSON.stringify(findings));
        else
          for (const { check, state, says } of findings)
            console.log(printable(`${MARK[state]}  ${check.padEnd(10)} ${says}`));
        const faults = findings.filter(({ state }) => state === 'fault').length;
        if (faults > 0) throw new RunFailure(`${faults === 1 ? 'One thing' : `${faults} things`} to mend.`);
      }),
    );
