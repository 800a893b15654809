import { Command } from 'commander';
import { checkUp } from '../../doctor/checkup.ts';
import { RunFailure } from '../../failure.ts';
import { printable } from '../terminal/printable.ts';
import { type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';

interface Options extends WorldOptions {
  readonly json?: boolean;
}

const MARK = { ok: 'ok     ', warning: 'warning', fault: 'FAULT  ' } as const;

/** `tidings doctor` */
export const doctorCommand = (): Command =>
  withWorldOptions(new Command('doctor'))
    .description(
      'look at policy, databases, contract, stages, feeds, mail server and templates; say what to mend',
    )
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      '\nExit code 0: letters can go; 1: something must be mended first; 2: the configuration is wrong.',
    )
    .action((options: Options) =>
      withWorld(options, async (world) => {
        const findings = await checkUp(world);
        if (options.json) console.log(JSON.stringify(findings));
        else
          for (const { check, state, says } of findings)
            console.log(printable(`${MARK[state]}  ${check.padEnd(10)} ${says}`));
        const faults = findings.filter(({ state }) => state === 'fault').length;
        if (faults > 0) throw new RunFailure(`${faults === 1 ? 'One thing' : `${faults} things`} to mend.`);
      }),
    );
