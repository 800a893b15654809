import { expect, test } from 'vitest';
import { instantOf } from '../../../src/calendar/time.ts';
import { mailOf, type ReplyWays } from '../../../src/post/letter/mail.ts';
import { rules } from '../../support/builders.ts';
import { testTags } from '../../support/tagged.ts';

/* "I answered her, and your system never heard of it." */
const id = '0123456789abcdef';
const anna = { name: 'Anna Lis', address: 'anna@nowak.example' };

function replyTo(
  mailbox: ReplyWays['mailbox'],
  {
    audience = 'customer',
    signs = anna,
    tags = testTags,
  }: {
    readonly audience?: 'customer' | 'staff';
    readonly signs?: typeof anna | null;
    readonly tags?: ReplyWays['tags'];
  } = {},
) {
  const letter = {
    id,
    audience,
    kind: 'late',
    language: 'en',
    to: { name: 'Zofia Maj', address: 'zofia@maj.example' },
    replyTo: signs,
    subject: 'Your order',
    messageId: '<a@nowak.example>',
    inReplyTo: null,
    references: [],
    firstAttemptAt: instantOf(0),
  };
  return mailOf(letter, { html: '', text: '', lang: 'en' }, rules().company, { tags, mailbox }).replyTo;
}

test('where nobody reads the mailbox, answers go to whoever signs', () => {
  expect(replyTo('unread')).toEqual(anna);
  expect(replyTo('unread', { signs: null })).toBeUndefined();
});

test('where it is read, they come to it under the name of whoever signs', () => {
  expect(replyTo('read')).toEqual({ name: 'Anna Lis', address: 'kontakt@nowak.example' });
  expect(replyTo('read', { signs: null })).toBeUndefined();
});

test('with the tag of the letter only once a mail to ourselves came back through one', () => {
  const address = `kontakt+reply-${id}-${testTags.tag('reply', id)}@nowak.example`;
  expect(replyTo('read by tag')).toEqual({ name: 'Anna Lis', address });
  expect(replyTo('read by tag', { signs: null })).toEqual({ name: 'Pracownia Nowak', address });
  expect(replyTo('read by tag', { tags: null })).toEqual({
    name: 'Anna Lis',
    address: 'kontakt@nowak.example',
  });
});

test('our own people answer one another', () => {
  expect(replyTo('read by tag', { audience: 'staff' })).toEqual(anna);
});
