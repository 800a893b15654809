import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { HOUR, type Instant } from '../../calendar/time.ts';
import { isUsableAddress } from '../../customer/address.ts';
import { rulesInForce } from '../../ledger/documents/published-policy.ts';
import { testMail } from '../../post/letter/test-mail.ts';
import { outcomeOf } from '../../post/server/outcome.ts';
import { isOurPerson } from '../../source/find/our-people.ts';
import { form, type Route } from '../frame/routes.ts';
import { EDIT_LIMIT, editForm } from './edit-form.ts';
import { sourceWith } from './edited.ts';
import { shownFaults } from './look.ts';
import { editorWith } from './template-editor.ts';
import type { Workbench } from './workbench.ts';

/** Letters of one user within an hour: enough to try things, too few to bother anybody. */
const MOST_AN_HOUR = 20;

const testForm = editForm.extend({ to: z.string().max(300) });

/** A letter to somebody of the company, as the template would make it. Nothing of it is kept. */
export function testLetterPages(bench: Workbench): readonly Route[] {
  const { world } = bench;
  const sent = new Map<string, readonly Instant[]>();
  return [
    form(
      '/templates/test-letter',
      'write',
      testForm,
      async (visit, given) => {
        const { user, now } = visit;
        const refuse = (said: string) => editorWith(bench, visit, given, { said, bad: true });
        const to = given.to.trim();
        // Before anything else looks at it: a line end in an address would be another header.
        if (!isUsableAddress(to) || !(await isOfCompany(bench, to.toLowerCase())))
          return refuse('test_not_ours');
        const lately = (sent.get(user.name) ?? []).filter((at) => now - at < HOUR);
        if (lately.length >= MOST_AN_HOUR) return refuse('test_too_many');
        sent.set(user.name, [...lately, now]);
        const { edited } = await bench.open(given.path, given.as);
        const sample = await bench.sample(edited, given.sample);
        const draft = { editor: null, source: sourceWith(edited, given.content), sample };
        const shown = await world.desk.preview(draft);
        if ('faults' in shown)
          return editorWith(bench, visit, given, {
            said: 'test_broken',
            bad: true,
            faults: shownFaults(edited, shown.faults),
          });
        const id = randomUUID();
        const mail = testMail({ to, rendered: shown.ok, id, at: now }, world.rules.company);
        const submission = await world.transport.submit(mail, `test-${id}`);
        world.log.info({ user: user.name, document: given.path, taken: submission.taken }, 'a test letter');
        if (submission.taken) return editorWith(bench, visit, given, { said: 'test_sent' });
        const outcome = submission.fault && outcomeOf(submission.fault).kind;
        world.log.warn({ outcome }, 'a test letter was not taken');
        return refuse('test_not_taken');
      },
      EDIT_LIMIT,
    ),
  ];
}

/** Whether a person of the company has this address, or its policy names it. @param address in small letters */
async function isOfCompany({ world }: Workbench, address: string): Promise<boolean> {
  const { company, alarms, sourceSchema } = await rulesInForce(world.databases.ledgerPool, world.rules);
  const named = [company.from, ...alarms.to].some((each) => each.address.toLowerCase() === address);
  return named || isOurPerson(world.databases.sourcePool, sourceSchema, address);
}
