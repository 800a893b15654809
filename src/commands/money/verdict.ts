import { Command, Option } from 'commander';
import { TONES, type Tone } from '../../customer/tone.ts';
import { RunFailure } from '../../failure.ts';
import { askGate, type GateVerdict } from '../../gate/gate.ts';
import { findInvoices } from '../../source/find/find-owed.ts';
import { parseReference } from '../../source/find/reference.ts';
import { plural } from '../terminal/columns.ts';
import { printableLine } from '../terminal/printable.ts';
import { minute, type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';
import { theInvoice } from './the-invoice.ts';

interface Options extends WorldOptions {
  readonly tone?: Tone;
  readonly json?: boolean;
}

/** `tidings verdict INVOICE` */
export const verdictCommand = (): Command =>
  withWorldOptions(new Command('verdict'))
    .description('say whether a letter about an invoice may go now, in which tone, and why; writes nothing')
    .argument('<invoice>', 'id or number of an invoice')
    .addOption(
      new Option(
        '--tone <tone>',
        'the tone that another system wants; without it, what our own ladder decides',
      ).choices(TONES),
    )
    .option('--json', 'print it as JSON, as the gate answers it')
    .addHelpText(
      'after',
      `
send: it may go in the tone that is named. soften: it may go, only in that gentler tone. hold: none may go until the
day that is named, or until it is asked again. hand over: none may go, a person calls.
Exit code 0 with a verdict, whatever it is; 1 when the invoice is unknown or the payments are too old to tell.`,
    )
    .action((reference: string, options: Options) =>
      withWorld(options, async (world) => {
        const { databases, rules } = world;
        const { among, id } = parseReference(reference);
        const found =
          among === null || among === 'invoice'
            ? await findInvoices(databases.sourcePool, rules.sourceSchema, id)
            : [];
        const invoice = theInvoice(found, reference);
        if (!invoice) throw new RunFailure(unknown(reference));
        const answer = await askGate(world, invoice.id, options.tone ?? null);
        if (answer.outcome === 'unknown') throw new RunFailure(unknown(reference));
        const { verdict } = answer;
        console.log(options.json ? JSON.stringify(verdict) : inLines(verdict).map(printableLine).join('\n'));
        if (answer.outcome === 'stale')
          throw new RunFailure(`No letter may go: ${answer.why}. Import the payments, then ask again.`);
      }),
    );

const unknown = (reference: string): string =>
  `No invoice has the id or number ${JSON.stringify(reference.slice(0, 80))}: the source tables do not hold it, so nothing can be said of it.`;

function inLines(verdict: GateVerdict): readonly string[] {
  const { days_overdue, rung, asked_tone, decided_at, facts_as_of } = verdict;
  const overdue = days_overdue === 0 ? 'not overdue' : `${plural(days_overdue, 'day')} overdue`;
  const asked = [
    rung !== null && `before the rung "${rung}"`,
    asked_tone !== null && `asked for in a ${asked_tone} tone`,
  ].filter(Boolean);
  const read = facts_as_of === null ? 'nobody knows when' : `${minute(facts_as_of)} UTC`;
  return [
    `Invoice ${verdict.invoice_id} of customer ${verdict.customer_id}: ${headline(verdict)}`,
    `  ${[overdue, `payment record ${verdict.record}`, ...asked].join(', ')}`,
    ...verdict.reasons.map((reason) => `  - ${reason}`),
    `  decided ${minute(decided_at)} UTC on payments read: ${read}`,
  ];
}

function headline({ verdict, tone, until, release }: GateVerdict): string {
  const agreed = release === 'human' ? ', once a person agrees to it' : '';
  switch (verdict) {
    case 'send':
      return `a ${tone} letter may go${agreed}`;
    case 'soften':
      return `only a ${tone} letter may go${agreed}`;
    case 'hand over':
      return 'no letter may go; a person calls';
    case 'hold':
      return until === null ? 'no letter may go' : `no letter may go before ${until}`;
  }
}
