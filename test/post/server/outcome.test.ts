import { describe, expect, test } from 'vitest';
import { type FailedAttempt, outcomeOf } from '../../../src/post/server/outcome.ts';

const fault = (parts: Partial<FailedAttempt>): FailedAttempt => ({
  code: null,
  command: null,
  responseCode: null,
  response: null,
  message: 'it failed',
  bodyBegun: false,
  ...parts,
});
const answered = (response: string, command: string, code = 'EENVELOPE', bodyBegun = false) =>
  fault({ response, command, code, bodyBegun, responseCode: Number(response.slice(0, 3)) });

describe('the server answered', () => {
  test.each([
    ['450 4.2.0 greylisted', 'RCPT TO'],
    ['451 4.3.0 try later', 'MAIL FROM'],
    ['452 4.2.2 mailbox full', 'RCPT TO'],
    ['503 5.5.1 bad sequence', 'DATA'],
  ])('%s at %s: again later', (response, command) => {
    expect(outcomeOf(answered(response, command))).toMatchObject({ kind: 'retry', relay: false });
  });

  test('4xx after the message: the server says that it did not take it', () => {
    expect(outcomeOf(answered('451 4.3.0 queue full', 'DATA', 'EMESSAGE', true))).toMatchObject({
      kind: 'retry',
    });
  });

  test.each([
    ['550 5.1.1 no such user', 'RCPT TO', true],
    ['550 No such user here', 'RCPT TO', true],
    ['553 mailbox name not allowed', 'RCPT TO', true],
    ['550 5.2.1 mailbox disabled', 'RCPT TO', true],
    ['552 5.2.2 mailbox full', 'RCPT TO', true],
    ['552 exceeded storage allocation', 'RCPT TO', true],
    ['550 5.1.1 no such user', 'DATA', true],
    ['550 5.7.1 relaying denied', 'RCPT TO', false],
    ['550 relaying denied', 'RCPT TO', false],
    ['554 5.7.1 looks like spam', 'DATA', false],
    ['553 5.1.8 sender domain unknown', 'MAIL FROM', false],
    ['552 message too large', 'DATA', false],
  ])('%s at %s: refused, bad recipient %s', (response, command, badRecipient) => {
    expect(outcomeOf(answered(response, command))).toMatchObject({ kind: 'refused', badRecipient });
  });

  test.each([
    ['554 5.7.1 relay access denied', 'RCPT TO', true],
    ['550 relaying denied', 'RCPT TO', true],
    ['553 5.1.8 sender domain unknown', 'MAIL FROM', true],
    ['550 who are you?', 'MAIL FROM', true],
    ['554 5.7.1 your address is on a list', 'DATA', true],
    ['552 too large', 'MAIL FROM', false],
    ['552 5.3.4 message too large', 'MAIL FROM', false],
    ['550 5.1.1 no such user', 'RCPT TO', false],
    ['554 no', 'DATA', false],
    ['550 5.2.1 mailbox disabled', 'RCPT TO', false],
  ])('%s at %s: the next letter would be refused too, %s', (response, command, relay) => {
    expect(outcomeOf(answered(response, command))).toMatchObject({ kind: 'refused', relay });
  });

  test.each([
    ['535 5.7.8 wrong password', 'AUTH PLAIN', 'EAUTH'],
    ['530 5.7.0 must issue STARTTLS first', 'MAIL FROM', 'EENVELOPE'],
    ['421 4.3.2 closing down', 'CONN', 'ECONNECTION'],
    ['554 no SMTP service here', 'CONN', 'EPROTOCOL'],
    ['454 TLS not available', 'STARTTLS', 'ETLS'],
    ['550 go away', 'EHLO', 'ECONNECTION'],
  ])('%s at %s is about the server, not the letter', (response, command, code) => {
    expect(outcomeOf(answered(response, command, code))).toMatchObject({ kind: 'retry', relay: true });
  });
});

describe('nobody answered', () => {
  test.each(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EAUTH'])(
    '%s before the message',
    (code) => {
      expect(outcomeOf(fault({ code, command: 'CONN' }))).toMatchObject({ kind: 'retry', relay: true });
    },
  );

  test.each(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET'])('%s once the message was leaving', (code) => {
    expect(outcomeOf(fault({ code, command: 'CONN', bodyBegun: true }))).toMatchObject({ kind: 'uncertain' });
  });

  test('a 250 that is not understood, after the message, is no refusal', () => {
    const odd = { ...answered('250 2.0.0 ok', 'CONN', 'EPROTOCOL', true) };
    expect(outcomeOf(odd)).toMatchObject({ kind: 'uncertain' });
  });

  test('nodemailer itself refuses the recipient or the size', () => {
    const recipient = fault({ code: 'EENVELOPE', command: 'API', message: 'Invalid recipient "a b"' });
    expect(outcomeOf(recipient)).toMatchObject({ kind: 'refused', badRecipient: true });
    const size = fault({
      code: 'EMESSAGE',
      command: 'MAIL FROM',
      message: 'Message size larger than allowed 10',
    });
    expect(outcomeOf(size)).toMatchObject({ kind: 'refused', badRecipient: false });
  });
});

test('the reason is one line of bounded length', () => {
  const long = outcomeOf(answered(`550 5.1.1 no\r\nsuch\tuser ${'x'.repeat(9_000)}`, 'RCPT TO'));
  expect(long.kind === 'refused' && long.reason).toMatch(/^550 5\.1\.1 no such user x{300,400}$/);
});
