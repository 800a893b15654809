import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellStory } from '../../src/commands/explain/tell-story.ts';
import { findHeldSubject } from '../../src/commands/money/held-subject.ts';
import { theSubject } from '../../src/commands/terminal/the-subject.ts';
import type { CustomerId } from '../../src/customer/ids.ts';
import { storyOf } from '../../src/explain/story.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

/* "I asked it to explain order 21, and it told me about customer 21, whom I have never heard of." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.have('customers', {
    id: '21',
    name: 'Adam Lis',
    email: 'adam@lis.example',
    language: 'pl',
    phone: '600 1',
  });
  await company.haveOrder({ id: '21' });
  await company.haveJob({ id: '21' });
  await company.haveInvoice({ id: '21' });
});
afterEach(() => company.close());

const meant = (reference: string) => theSubject(company.databases.sourcePool, rules(), reference);
const held = (reference: string) => findHeldSubject(company.databases, rules(), reference, {});

test('it is asked which is meant, with all that it may be', async () => {
  await expect(meant('21')).rejects.toThrow(
    '"21" may be customer:21, or order:21 (of customer C1), or job:21 (of customer C1), or invoice:21 (of customer C1). Say which: customer:21, for one.',
  );
  await expect(held('21')).rejects.toThrow('customer:… or invoice:…');
});

test('and taken at its word', async () => {
  expect(await meant('customer:21')).toEqual({ customerId: '21', item: null, invoice: null });
  expect(await meant('order:21')).toMatchObject({ customerId: 'C1', item: { kind: 'order', id: '21' } });
  expect(await meant('job:21')).toMatchObject({ item: { kind: 'service_job', id: '21' } });
  expect(await meant('invoice:21')).toMatchObject({ invoice: { id: '21' } });
  expect(await meant('invoice:22')).toBeNull();
  expect(await held('invoice:21')).toEqual({ customerId: 'C1', invoiceId: '21' });
  expect(await held('customer:21')).toEqual({ customerId: '21', invoiceId: null });
  await expect(held('order:21')).rejects.toThrow('is no customer and no invoice');
});

test('a customer without open business still has a language, an address and a number', async () => {
  const words = (await shippedTemplates()).verdictWords('en');
  const subject = { customerId: '21' as CustomerId, item: null, invoice: null };
  const story = await storyOf(company.databases, rules(), warsaw('2026-11-26 10:00'), subject, words);
  expect(tellStory(story)).toContain(
    "Customer 21: Adam Lis\n  language pl, zone the company's, reached by email, phone 600 1\n\nNothing is open",
  );
});
