import type { Pool } from 'pg';
import type { Clock } from '../../clock.ts';
import { isUsableAddress } from '../../customer/address.ts';
import { readTags } from '../../ledger/mail/mail-keys.ts';
import { beginPassOn } from '../../ledger/mail/passed-on.ts';
import { beginProbe } from '../../ledger/mail/probes.ts';
import { parseMail } from '../../mailbox/parse-mail.ts';
import type { ArrivedMail, TakenMail } from '../../mailbox/take-mail.ts';
import type { Rules } from '../../policy/rules.ts';
import { passedMail, wasPassedOn } from '../letter/passed-mail.ts';
import { probeMail } from '../letter/probe-mail.ts';
import type { Transport } from '../server/transport.ts';

interface PassOnOptions {
  readonly ledgerPool: Pool;
  readonly rules: Pick<Rules, 'company'>;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly log: { warn(fields: object, text: string): void };
}

/**
 * Passes a customer's answer on to the person who signed the letter, once. The task that asks them to answer is there whether or
 * not it arrives.
 */
export async function passOn(
  { raw }: ArrivedMail,
  taken: TakenMail,
  { ledgerPool, rules, clock, transport, log }: PassOnOptions,
): Promise<void> {
  if (taken.do !== 'reply' || taken.before || taken.letterId === null) return;
  const mail = await parseMail(raw);
  if (wasPassedOn(mail)) return;
  const to = await beginPassOn(ledgerPool, taken.id, taken.letterId, clock.now());
  // Never back into the mailbox that is read.
  if (to === null || !isUsableAddress(to.address) || isOurs(to.address, rules)) return;
  const passed = passedMail({ id: taken.id, raw, mail }, to, rules.company, await readTags(ledgerPool));
  const { taken: went } = await transport.submit(passed, `passed-on-${taken.id}`);
  if (!went) log.warn({ mail: taken.id }, 'An answer could not be passed on; its task says who answers it.');
}

const isOurs = (address: string, { company }: Pick<Rules, 'company'>): boolean =>
  address.toLowerCase().replace(/\+[^@]*@/, '@') === company.from.address.toLowerCase();

/** Writes to ourselves through a tag, until one such mail came back: then answers are asked for at such addresses. */
export async function tryTheWayBack({
  ledgerPool,
  rules,
  clock,
  transport,
  log,
}: PassOnOptions): Promise<void> {
  if (transport.kind === 'capture') return;
  const now = clock.now();
  const id = await beginProbe(ledgerPool, now.toString(36), now);
  if (id === null) return;
  const probe = probeMail(id, now, rules.company, await readTags(ledgerPool));
  if (probe === null) return;
  const { taken } = await transport.submit(probe, `probe-${id}`);
  if (!taken)
    log.warn(
      { probe: id },
      'A mail to ourselves, to learn whether addresses with a tag work, was not taken.',
    );
}
