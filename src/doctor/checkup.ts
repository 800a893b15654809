import { roundIsOverdue } from '../alarms/round-due.ts';
import { isoInstant } from '../calendar/time.ts';
import { systemClock } from '../clock.ts';
import { ConfigurationFailure, messageOf, RunFailure } from '../failure.ts';
import { openAlarms } from '../ledger/alarms/alarms.ts';
import { brokenPromises } from '../ledger/alarms/promises.ts';
import { readInForce } from '../ledger/documents/documents-in-force.ts';
import { expectPhrases } from '../ledger/documents/shipped-templates.ts';
import { compileShipped } from '../ledger/documents/templates.ts';
import { hasProbeComeBack } from '../ledger/mail/probes.ts';
import { countNotSeen } from '../ledger/memory/absences.ts';
import { readClockDoubt } from '../ledger/rounds/guard-trips.ts';
import { lastRoundAt } from '../ledger/rounds/rounds.ts';
import { isSame, sourcesOf } from '../letters/template/documents.ts';
import { imapServerOf } from '../mailbox/imap-url.ts';
import { openMailbox } from '../mailbox/mailbox.ts';
import { transportFor } from '../post/server/transport-for.ts';
import { checkGuards } from './check-guards.ts';
import { type CheckFinding, fault, ok, type Patient, warning } from './check-result.ts';
import { checkFeeds, checkReasons, checkRights, checkSource, checkStages } from './check-source.ts';
import { checkUsual } from './check-usual.ts';

/** Looks at everything that a round and a delivery need, and says of each what is wrong and what to do. */
export async function checkUp(patient: Patient): Promise<readonly CheckFinding[]> {
  const checks = [
    checkPolicy,
    checkSource,
    checkRights,
    checkStages,
    checkReasons,
    checkFeeds,
    checkUsual,
    checkMail,
    checkInbox,
    checkTemplates,
    checkRounds,
    checkClock,
    checkGuards,
    checkPromises,
    checkNotSeen,
    checkAlarms,
  ];
  const findings: CheckFinding[] = [
    ok('database', patient.databases.describe()),
    ...patient.newer.map((name) =>
      warning('database', `a newer Tidings has applied ${name}: replace this one soon`),
    ),
  ];
  for (const check of checks) {
    try {
      findings.push(...(await check(patient)));
    } catch (error) {
      // Tables that are refused as a whole have been named by what they lack.
      if (
        error instanceof RunFailure &&
        findings.some(({ check: of, state }) => of === 'source' && state === 'fault')
      )
        continue;
      const name = check.name.replace('check', '').toLowerCase();
      findings.push(fault(name, messageOf(error)));
    }
  }
  return findings;
}

/** RFC 2606 section 2: nobody has a mailbox there. */
const EXAMPLE_DOMAIN = /\.(example|test|invalid|localhost)$/;

async function checkPolicy({ rules, policyFile, config }: Patient): Promise<CheckFinding[]> {
  const findings = [
    ok('policy', `${policyFile}, for ${rules.company.name}`),
    ...rules.oldKeys.map((old) => warning('policy', old)),
  ];
  const domain = rules.company.from.address.split('@')[1] ?? '';
  if (config.smtpUrl !== null && EXAMPLE_DOMAIN.test(domain))
    findings.push(
      fault('policy', `company.from is still an example address (${domain}); letters from it reach nobody`),
    );
  if (rules.dunning.ladder.some(({ tone }) => tone === 'formal')) {
    const lacks = [
      ...(rules.company.legal === null ? ['company.legal (name, seat, register, tax id)'] : []),
      ...(rules.dunning.formalReviewedBy === null
        ? ['dunning.formal_reviewed_by (who read the formal letters)']
        : []),
    ];
    if (lacks.length > 0)
      findings.push(
        warning('policy', `no formal letter goes without ${lacks.join(' and ')}: a person is asked instead`),
      );
  }
  if (rules.goLive !== null)
    findings.push(
      ok('policy', `what stalled or was overdue before ${isoInstant(rules.goLive)} waits: tidings backlog`),
    );
  return findings;
}

async function checkMail({ config, rules }: Patient): Promise<CheckFinding[]> {
  const transport = transportFor(config, rules);
  try {
    await transport.verify();
    return transport.kind === 'capture'
      ? [
          warning(
            'mail',
            `SMTP_URL is not set: letters are captured in ${transport.where}, nothing leaves this machine`,
          ),
        ]
      : [ok('mail', `${transport.where} answers and lets us in`)];
  } finally {
    transport.close();
  }
}

/** What it costs where nobody reads the mailbox: a company may read its bounces elsewhere, so it is no fault. */
async function checkInbox({ config, databases }: Patient): Promise<CheckFinding[]> {
  const server = imapServerOf(config);
  if (server === null)
    return config.smtpUrl === null
      ? []
      : [
          warning(
            'inbox',
            'IMAP_URL is not set: answers go to whoever signed, and Tidings sees none. A reply holds no reminder, a dead address stays open, and letters offer no answer with one tap',
          ),
        ];
  const mailbox = await openMailbox(server);
  try {
    const { length } = await mailbox.list();
    const byTag = await hasProbeComeBack(databases.ledgerPool);
    return [
      ok('inbox', `${server.where} answers and lets us in; ${length} mails are to be read`),
      byTag
        ? ok(
            'answers',
            'a mail to ourselves through a tag came back: letters ask for answers at an address of their own',
          )
        : warning(
            'answers',
            'no mail to ourselves through a tag has come back: `run` sends one a day. Until then answers come to the plain address, and letters offer none with one tap. The mail server must accept name+tag addresses',
          ),
    ];
  } finally {
    await mailbox.close();
  }
}

async function checkTemplates({ rules, databases }: Patient): Promise<CheckFinding[]> {
  const languages = [...new Set([...rules.company.languages, rules.company.adminLanguage])];
  const { shipped, laid } = await readInForce(databases.ledgerPool);
  expectPhrases(shipped, languages);
  const asShipped = sourcesOf(shipped, languages);
  for (const source of asShipped) await compileShipped(source);
  const broken: CheckFinding[] = [];
  const sources = sourcesOf(laid, languages);
  for (const source of sources) {
    if (asShipped.some((each) => isSame(each, source))) continue;
    const said = await compileShipped(source).catch((error: unknown) => error);
    if (said instanceof ConfigurationFailure)
      broken.push(
        warning('templates', `what was published cannot be used, so earlier words are: ${said.faults[0]}`),
      );
  }
  if (broken.length > 0) return broken;
  return [ok('templates', `${sources.length} letters compile, in ${languages.join(', ')}`)];
}

/** The dead man's check, for whoever looks where no worker does. */
async function checkRounds({ databases, clock }: Patient): Promise<CheckFinding[]> {
  const last = await lastRoundAt(databases.ledgerPool);
  if (last === null) return [ok('rounds', 'none has run yet')];
  const says = `the last one was at ${isoInstant(last)}`;
  if (!roundIsOverdue(last, clock.now())) return [ok('rounds', says)];
  return [warning('rounds', `${says}: does a worker run (\`tidings run\`), and is it not paused?`)];
}

async function checkClock({ databases, rules }: Patient): Promise<CheckFinding[]> {
  const doubt = await readClockDoubt(databases.ledgerPool, systemClock, rules.guards.clockOff);
  return [
    doubt === null ? ok('clock', "it is the database's") : warning('clock', `${doubt}: set the clocks`),
  ];
}

/** What the last daily look at docs/invariants.md found. */
async function checkPromises({ databases }: Patient): Promise<CheckFinding[]> {
  const broken = await brokenPromises(databases.ledgerPool);
  if (broken.length === 0) return [ok('promises', 'none was broken when they were looked at last')];
  return broken.map(({ name, rows }) =>
    warning('promises', `"${name}" is broken by ${rows} rows: docs/invariants.md`),
  );
}

/** What we remember and the company's tables show neither as open nor as over. */
async function checkNotSeen({ databases }: Patient): Promise<CheckFinding[]> {
  const counts = Object.entries(await countNotSeen(databases.ledgerPool));
  if (counts.length === 0) return [];
  const words = counts.map(([kind, count]) => `${kind.replace('_', ' ')}s: ${count}`).join(', ');
  return [
    warning(
      'not seen',
      `${words}: we wrote about them, and your tables show them neither open nor closed. Was a table emptied, or may the source's user not see its rows (row-level security)? Tables that name all that is open may say so: feeds.complete`,
    ),
  ];
}

async function checkAlarms({ databases, rules }: Patient): Promise<CheckFinding[]> {
  const open = await openAlarms(databases.ledgerPool);
  const told = rules.alarms.to.length;
  if (open.length === 0)
    return [
      ok(
        'alarms',
        told > 0 ? `none stands; ${told} addresses are told` : 'none stands; alarms_to names nobody',
      ),
    ];
  return open.map(({ code, subject, why }) =>
    warning('alarms', `${code}${subject === '' ? '' : ` ${subject}`}: ${why}`),
  );
}
