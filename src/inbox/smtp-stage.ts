/**
 * How far the dialogue with the other server had come when it refused (RFC 5321 section 3): before it had heard of the recipient,
 * at the recipient, or after the mail's own words.
 */
export type SmtpStage = 'before recipient' | 'recipient' | 'after data';

const COMMANDS: readonly (readonly [SmtpStage, RegExp])[] = [
  [
    'before recipient',
    /(in reply to|in response to|response to|after|while performing the|during|(?:^| )>>>)( the)?( end of)? ?(initial connection|initial|connection|connect|ehlo|helo|lhlo|starttls|auth|mail(?= from| command|[):,]))|refused to talk to me|(?:while|on) connecting|connected to [^:]{1,100} but (?:greeting|sender) (?:failed|was rejected)|greeting failed/,
  ],
  ['recipient', /(in reply to|in response to|response to|after|(?:^| )>>>)( the)?( end of)? ?rcpt/],
  [
    'after data',
    /(in reply to|in response to|response to|after|(?:^| )>>>)( the)?( pipelined)?( sending)?( end of)? ?(data\b|message body|the message\b|bdat|dot\b)|failed after i sent the message/,
  ],
];

/** The stage that a notice names, by its own words in lower case on one line; null when it names none. */
export function smtpStage(words: string): SmtpStage | null {
  for (const [stage, says] of COMMANDS) if (says.test(words)) return stage;
  return null;
}
