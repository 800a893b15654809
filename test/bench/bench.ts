import { cpus, totalmem } from 'node:os';
import setup from '../support/database-server.ts';
import { benchConsole } from './console-bench.ts';
import { benchDelivery } from './deliver-bench.ts';
import { benchDunning } from './dunning-bench.ts';
import { benchReminders } from './remind-bench.ts';
import { benchRender } from './render-bench.ts';
import { benchReplay } from './replay-bench.ts';
import { benchRound } from './round-bench.ts';

// `npm run bench [-- --quick] [--round] [--dunning] [--replay] [--delivery] [--console]`: figures beside a floor measured in the
// same run; all that is named, or all but the console, which needs some minutes and 20 GB to fill its ledger. --quick is a smoke
// test, no measure.
const quick = process.argv.includes('--quick');
const MILLION = 1_000_000;
const scale = quick ? 0.01 : 1;

const end = await setup();
try {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  console.log(`${machine}${quick ? ', QUICK: too small to measure anything' : ''}\n`);

  const named = Object.entries(parts()).filter(([name]) => process.argv.includes(`--${name}`));
  for (const [name, measure] of named.length > 0 ? named : Object.entries(parts()))
    if (named.length > 0 || name !== 'console') await measure();
} finally {
  await end();
}

function parts(): Readonly<Record<string, () => Promise<void>>> {
  return {
    rendering: ofRendering,
    round: ofTheRound,
    dunning: ofDunning,
    replay: ofReplay,
    delivery: ofDelivery,
    console: ofTheConsole,
  };
}

async function ofTheConsole(): Promise<void> {
  const size = {
    cases: MILLION * scale,
    lettersOfEach: 5,
    customers: (MILLION / 2) * scale,
    verdicts: (MILLION / 5) * scale,
  };
  const { pages, floor, delivery } = await benchConsole(size, quick ? 500 : 10_000);
  say(
    'a query that reads nothing',
    milliseconds(floor.nothing),
    `a case by its key: ${milliseconds(floor.oneRow)}`,
  );
  for (const { path, median, slowest } of pages)
    say(
      path.slice(0, 58),
      milliseconds(median),
      `slowest of 20: ${milliseconds(slowest)}; target: median under 100 ms`,
    );
  say(
    `delivery of ${delivery.letters} letters while ten people click`,
    `${Math.round(delivery.clicked)}/s`,
    `with nobody at the console: ${Math.round(delivery.alone)}/s, ${delivery.ratio.toFixed(2)} times; they had ${delivery.pagesPerSecond.toFixed(1)} pages a second`,
  );
}

async function ofRendering(): Promise<void> {
  const render = await benchRender();
  say('a letter rendered, after the first', `${render.toFixed(3)} ms`, 'target: under 0.5 ms');
}

async function ofTheRound(): Promise<void> {
  const round = await benchRound({
    customers: (MILLION / 2) * scale,
    openOrders: MILLION * scale,
    closedOrders: 4 * MILLION * scale,
    duePercent: 1,
  });
  const history = round.round / round.withoutHistory - 1;
  say(
    `dry round over ${round.looked.orders} open items, ${round.letters} letters`,
    seconds(round.round),
    `COPY of the same rows: ${seconds(round.copy)}, ${round.ratio.toFixed(2)} times; target: 3 times at most`,
  );
  say(
    '  what the closed history adds',
    `${(history * 100).toFixed(1)}%`,
    `without it: ${seconds(round.withoutHistory)}; target: under 10%`,
  );
  say("  the worker's peak memory", `${Math.round(round.megabytes)} MB`, 'target: 300 MB at most');
}

async function ofDunning(): Promise<void> {
  const dunning = await benchDunning({
    customers: (MILLION / 10) * scale,
    invoices: 2 * MILLION * scale,
    overdue: (MILLION / 5) * scale,
  });
  say(
    `dry round of dunning, ${dunning.looked.customers} customers, ${dunning.verdicts} verdicts`,
    seconds(dunning.round),
    `COPY of their invoices and payments: ${seconds(dunning.copy)}, ${dunning.ratio.toFixed(2)} times; target: 3 times at most`,
  );
  say("  the worker's peak memory", `${Math.round(dunning.megabytes)} MB`, 'target: 300 MB at most');

  const reminders = await benchReminders(5_000 * scale);
  say(
    `${reminders.overdue} overdue invoices: verdicts and ${reminders.letters} letters decided and written`,
    seconds(reminders.seconds),
    `right after the worker's start: ${seconds(reminders.first)}; target: under 1.5 s`,
  );
}

async function ofDelivery(): Promise<void> {
  const delivery = await benchDelivery(quick ? 500 : 10_000, quick ? 1 : 5);
  say(
    `delivery of ${delivery.letters} letters, claim to settled`,
    `${Math.round(delivery.delivered)}/s`,
    `bare pooled nodemailer: ${Math.round(delivery.bare)}/s, ${delivery.ratio.toFixed(2)} times; into a sink in ${delivery.isFast ? 'C' : 'JavaScript, the slower side of it: install cc'}`,
  );
  const { cpu } = delivery;
  say(
    "  the worker's CPU for each letter",
    `${Math.round(cpu.delivered)} µs`,
    `bare pooled nodemailer, the same mails: ${Math.round(cpu.bare)} µs, ${(cpu.delivered / cpu.bare).toFixed(2)} times`,
  );
}

async function ofReplay(): Promise<void> {
  const replay = await benchReplay({ orders: (MILLION / 10) * scale, customers: (MILLION / 20) * scale });
  say(
    `replay of a year, ${replay.orders} orders, ${replay.letters} letters`,
    seconds(replay.seconds),
    'target: under 300 s',
  );
  say('  its peak memory', `${replay.megabytes} MB`, 'target: 500 MB at most');
}

function say(what: string, figure: string, floor: string): void {
  console.log(`${what.padEnd(58)} ${figure.padStart(10)}   (${floor})`);
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
