import { cpus, totalmem } from 'node:os';
import { Command } from 'commander';
import setup from '../support/database-server.ts';
import { type Figure, isBroken, type Ordeal, type Setting, zero } from './ordeal.ts';
import { ordeals } from './ordeals.ts';
import { stage } from './stage.ts';
import { removePolicyFile } from './waiting-company.ts';

// `npm run torture [-- --short] [--only NAME…] [--seed N] [--minutes N]`: one ordeal after the other, each with the
// figures that it came to. Ends with 1 when one that must be zero is not.
interface Options {
  readonly short?: true;
  readonly only?: readonly string[];
  readonly seed: string;
  readonly minutes?: string;
}

const LONG_SOAK = 30;
const SHORT_SOAK = 0.5;

const options = new Command('torture')
  .description(
    'Puts the worker through everything that can break, and counts what was lost, doubled or false.',
  )
  .option('--short', 'less of everything, some minutes in all')
  .option('--only <names...>', 'only these ordeals')
  .option('--seed <number>', 'chooses the moments and the values; the same seed, the same choice', '20261126')
  .option('--minutes <number>', 'how long the soak lasts')
  .parse()
  .opts<Options>();
const seed = wholeNumber(options.seed, '--seed');
const minutes = options.minutes === undefined ? null : wholeNumber(options.minutes, '--minutes');
const all = ordeals();
const unknown = options.only?.filter((name) => !all.some((ordeal) => ordeal.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(
    `There is no ordeal ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
console.log(`${machine}; seed ${seed}${options.short ? '; short' : ''}`);
const end = await setup();
const results: { readonly ordeal: Ordeal; readonly figures: readonly Figure[]; readonly seconds: number }[] =
  [];
try {
  const chosen = all.filter(
    ({ name, inEarnest }) => options.only?.includes(name) ?? !(options.short && inEarnest),
  );
  const left = options.only ? [] : all.filter((ordeal) => !chosen.includes(ordeal));
  if (left.length > 0) console.log(`Left out of the short form: ${left.map(({ name }) => name).join(', ')}.`);
  for (const ordeal of chosen) {
    console.log(`\n${ordeal.name}: ${ordeal.story}`);
    const began = performance.now();
    const figures = await undergo(ordeal);
    const seconds = (performance.now() - began) / 1000;
    for (const figure of figures) console.log(`  ${row(figure)}`);
    console.log(`  ${seconds.toFixed(1)} s`);
    results.push({ ordeal, figures, seconds });
  }
} finally {
  await removePolicyFile();
  await end();
}

console.log('\nAll figures');
for (const { ordeal, figures, seconds } of results) {
  console.log(`${ordeal.name} (${seconds.toFixed(0)} s)`);
  for (const figure of figures) console.log(`  ${row(figure)}`);
}
const broken = results.flatMap(({ ordeal, figures }) =>
  figures.filter(isBroken).map(({ what, value }) => `${ordeal.name}: ${what}: ${value}`),
);
console.log(
  broken.length === 0 ? '\nNothing that must be zero is not.' : `\nNOT ZERO:\n  ${broken.join('\n  ')}`,
);
// Not process.exit: what was printed may still be on its way.
process.exitCode = broken.length === 0 ? 0 : 1;

/** An ordeal that cannot be finished is a figure too: the others are still undergone. */
async function undergo(ordeal: Ordeal): Promise<readonly Figure[]> {
  const { end: leave, ...voice } = stage(ordeal.name);
  const short = options.short === true;
  const setting: Setting = {
    short,
    seed,
    minutes: minutes ?? (short ? SHORT_SOAK : LONG_SOAK),
    ...voice,
  };
  try {
    return await ordeal.run(setting);
  } catch (error) {
    leave();
    console.error(error);
    return [zero(`the ordeal broke off: ${error instanceof Error ? error.message : String(error)}`, 1)];
  } finally {
    leave();
  }
}

function row({ what, value, must }: Figure): string {
  const verdict =
    must === 'zero' ? (value === 0 ? 'must be 0' : 'MUST BE 0') : must === 'skipped' ? 'SKIPPED' : '';
  return `${what.padEnd(74)} ${String(value).padStart(10)}  ${verdict}`.trimEnd();
}

function wholeNumber(text: string, option: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  console.error(`${option} must be a whole number, not ${JSON.stringify(text)}.`);
  process.exit(2);
}
