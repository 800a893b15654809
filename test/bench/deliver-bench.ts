import nodemailer from 'nodemailer';
import { compileTemplate } from '../../src/letters/template/template.ts';
import { type Mail, mailOf } from '../../src/post/letter/mail.ts';
import { claimWaiting } from '../support/claiming.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { deliveryRules } from '../support/delivery.ts';
import { at, statuses, templateSource } from '../support/outbox.ts';
import {
  benchTransport,
  CONNECTIONS,
  deliverAll,
  mailSink,
  putBenchLetters,
  requeue,
} from './deliver-all.ts';

const LETTERS = 10_000;
const ROUNDS = 5;

export interface DeliveryBench {
  readonly letters: number;
  /** Letters per second, claim to settled; the median of the rounds. */
  readonly delivered: number;
  /** Bare pooled nodemailer, the same mails already composed as options, in the same run. */
  readonly bare: number;
  /** The median of each round's ratio: both halves of a round run right after one another. */
  readonly ratio: number;
  readonly ratios: readonly number[];
  /** Whether the server that took them was written for speed. */
  readonly isFast: boolean;
  /** Microseconds of this process's CPU for each letter: less moved by what else the machine does. */
  readonly cpu: { readonly delivered: number; readonly bare: number };
}

/** 10,000 letters into a local sink, beside bare pooled nodemailer sending the same mails; interleaved. */
export async function benchDelivery(letters = LETTERS, rounds = ROUNDS): Promise<DeliveryBench> {
  const sink = await mailSink();
  const { port } = sink;
  const url = `smtp://127.0.0.1:${port}`;
  const databases = await freshDatabases();
  try {
    await putBenchLetters(databases, letters);
    const mails = await theSameMails(databases, letters);
    const both = {
      ours: () => timeOurs(databases, url, letters),
      bare: () => timeBare(mails, port),
    };
    // Once unmeasured: the machine's caches and the compiler warm up on both.
    await both.bare();
    await both.ours();
    const measured: { ours: Taken; bare: Taken }[] = [];
    for (let round = 0; round < rounds; round++) {
      // Who begins alternates, so that neither always runs on the warmer machine.
      if (round % 2 === 0) measured.push({ bare: await both.bare(), ours: await both.ours() });
      else measured.push({ ours: await both.ours(), bare: await both.bare() });
    }
    const ratios = measured.map(({ ours, bare }) => bare.seconds / ours.seconds);
    const perLetter = (all: readonly Taken[]) => (median(all.map(({ cpu }) => cpu)) * 1_000_000) / letters;
    return {
      letters,
      delivered: letters / median(measured.map(({ ours }) => ours.seconds)),
      bare: letters / median(measured.map(({ bare }) => bare.seconds)),
      ratio: median(ratios),
      ratios,
      isFast: sink.isFast,
      cpu: {
        delivered: perLetter(measured.map(({ ours }) => ours)),
        bare: perLetter(measured.map(({ bare }) => bare)),
      },
    };
  } finally {
    await databases.close();
    sink.close();
  }
}

/** The mails that delivery will send, rendered beforehand; the outbox is put back as it was. */
async function theSameMails(databases: FreshDatabases, letters: number): Promise<readonly Mail[]> {
  const compiled = await compileTemplate(templateSource);
  const claimed = await claimWaiting(
    databases.ledgerPool,
    { holder: 'bench', until: at('09:20') },
    at('09:10'),
    letters,
  );
  const { company } = deliveryRules();
  const mails = claimed.map((letter) =>
    mailOf(letter, compiled.render(letter.facts), company, { tags: null, mailbox: 'unread' }),
  );
  await requeue(databases.ledgerPool);
  return mails;
}

/** Seconds from the first claim to the last settlement. */
async function timeOurs(databases: FreshDatabases, url: string, letters: number): Promise<Taken> {
  await requeue(databases.ledgerPool);
  await databases.ledgerPool.query('vacuum analyze letters, letter_words');
  const transport = benchTransport(url);
  globalThis.gc?.();
  const stop = start();
  const report = await deliverAll(databases, transport);
  const taken = stop();
  transport.close();
  const { submitted } = await statuses(databases.ledgerPool);
  if (report.submitted !== letters || submitted !== letters)
    throw new Error(`only ${submitted} were submitted`);
  return taken;
}

/** Seconds for nodemailer alone: all mails given to its pool at once, the way its documentation shows. */
async function timeBare(mails: readonly Mail[], port: number): Promise<Taken> {
  const pool = nodemailer.createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: CONNECTIONS,
    maxMessages: 500,
    logger: false,
  });
  globalThis.gc?.();
  const stop = start();
  await Promise.all(mails.map((mail) => pool.sendMail(mail)));
  const taken = stop();
  pool.close();
  return taken;
}

/** Seconds on the wall, and of this process's CPU. */
interface Taken {
  readonly seconds: number;
  readonly cpu: number;
}

function start(): () => Taken {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - begun) / 1_000, cpu: (user + system) / 1_000_000 };
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
