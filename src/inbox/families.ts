/** sendmail: a list of addresses, then the transcript; of an alias, what we wrote to stands in brackets. */
const sendmail: Family = {
  name: 'sendmail',
  says: /the following addresses had|transcript of (the )?session follows/,
  recipient:
    /^<?(?<address>[^<>\s]{1,64}@[^<>\s]{1,255})>?\s*$|\(expanded from: <?(?<original>[^<>\s()]{3,320})>?\)/gm,
};

/** qmail's own format, QSBMF: a paragraph per recipient that begins with the address and a colon. Yahoo and others took it over. */
const qmail: Family = {
  name: 'qmail',
  says: /qmail-send program|i'm afraid i wasn't able to deliver|unable to deliver (your )?message to the following address|not delivered to the following address:|does not like recipient|sorry, no mailbox here|\(#\d\.\d\.\d\)/,
  recipient: /^<(?<address>[^<>\s]{3,320})>:/gm,
};

/** Postfix: `<address>: reason`, wrapped. */
const postfix: Family = {
  name: 'Postfix',
  says: /this is the .{1,60}program at host|this is the mail system at host/,
  recipient: /^<(?<address>[^<>\s]{3,320})>(?::|\s*\(expanded from)/gm,
};

/** Mail.ru and servers of its kind, in Russian and English. */
const mailRu: Family = {
  name: 'Mail.ru',
  says: /это письмо создано автоматически|local mailbox .{1,100} is unavailable/,
  recipient: /(?:mailbox|ящик|адресу|адресату)[\s:]{1,4}<?(?<address>[^<>\s:]{3,320})>?/gim,
};

/** IMail, which calls itself SMTP32. */
const imail: Family = {
  name: 'IMail',
  says: /delivery failed \d+ attempts|undeliverable to |invalid final delivery userid|rcpt to generated following response/,
  recipient:
    /(?:attempts:|undeliverable\s{1,4}to|userid:|unknown user:)\s{1,4}<?(?<address>[^<>\s]{3,320})>?\s*$/gim,
};

/** Gmail and Google Workspace. */
const google: Family = {
  name: 'Google',
  says: /delivery to the following recipients? (has been delayed|failed permanently)|address not found|your message wasn't delivered to/,
  recipient:
    /(?:delivered to\s|^\s{0,8}\*?\s?)<?(?<address>[^<>\s*]{1,64}@[^<>\s*]{1,255})>?(?: because.{0,200})?\s*$/gim,
};

/** How the notices of one family of mail servers look; everything else is read alike of all. */
export interface Family {
  /** As a person knows it. */
  readonly name: string;
  /** What only this family says, in lower case on one line. */
  readonly says: RegExp;
  /** Finds the lines that name the recipient: `address`, or `original` where an alias was written to. */
  readonly recipient: RegExp;
}

/** Exim: indented addresses, each followed by the reason. */
const exim: Family = {
  name: 'Exim',
  says: /this message was created automatically by mail delivery software/,
  recipient:
    /^\s{1,8}<?(?<address>[^<>\s:]{3,320}@[^<>\s:]{1,255})>?:?\s*$|\(generated from (?<original>[^<>\s()]{3,320})\)/gm,
};

/** Exchange, from the connector of 5.5 to Microsoft 365. */
const exchange: Family = {
  name: 'Microsoft Exchange',
  says: /did not reach (some or all|the following)|recipient\(s\) could ?n[o']t be reached|recipient\(s\) cannot be reached|delivery to the following recipients failed|delivery has failed to these recipients|your message to .{1,200} couldn't be delivered|generating server:/,
  recipient:
    /^\s*(?:.{0,200}smtp[=:])?<?(?<address>[^<>\s;=[\]:"]{1,64}@[^<>\s;=[\]"]{1,255})>?[\];]?(?: on \w{3},.{0,40})?\s*$/gim,
};

/** Domino, of Lotus, IBM and now HCL. */
const domino: Family = {
  name: 'HCL Domino',
  says: /not listed in .{0,20}directory|was not delivered to: .{1,400}because:/,
  recipient: /^\s*<?(?<address>[^<>\s()]{1,64}@[^<>\s()]{1,255})>?\s*$/gm,
};

/** In the order in which they are asked: whose marks are plainest comes first. */
export const FAMILIES: readonly Family[] = [
  imail,
  domino,
  mailRu,
  postfix,
  exim,
  sendmail,
  google,
  qmail,
  exchange,
];
