import { describe, expect, test } from 'vitest';
import { aMail, aNotice, judged, RETURNED } from './mails.ts';

const BELOW = `\n--- Below this line is a copy of the message.\n\n${RETURNED}`;
const ANNA = 'anna@customer.example';

/** Family, headers over those of a notice, its words, and what it is. */
const NOTICES: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
  [
    'qmail',
    {},
    `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<${ANNA}>:\nSorry, no mailbox here by that name. (#5.1.1)\n${BELOW}`,
    'bounce_hard',
  ],
  [
    'qmail that gave up on a host',
    {},
    `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<${ANNA}>:\nSorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again; this message has been in the queue too long.\n${BELOW}`,
    'bounce_soft',
  ],
  [
    'Exim',
    { Subject: 'Mail delivery failed: returning message to sender' },
    `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${ANNA}\n    Unrouteable address\n\n------ This is a copy of your message, including all the headers. ------\n\n${RETURNED}`,
    'bounce_hard',
  ],
  [
    'Exim on a delay',
    { Subject: 'Warning: message 1abc delayed 24 hours' },
    `This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue.\n\nThe address to which the message has not yet been delivered is:\n\n  ${ANNA}\n\nNo action is required on your part. Delivery attempts will continue for\nsome time, and eventually the mail delivery software will give up.`,
    'delayed',
  ],
  [
    'Postfix',
    { Subject: 'Undelivered Mail Returned to Sender' },
    `This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<${ANNA}>: host mx.customer.example[192.0.2.7] said: 550 5.1.1\n    <${ANNA}>: Recipient address rejected: User unknown in virtual mailbox table\n    (in reply to RCPT TO command)\n`,
    'bounce_hard',
  ],
  [
    'Postfix that could not connect',
    {},
    `This is the mail system at host mx.example.\n\n<${ANNA}>: connect to mx.customer.example[192.0.2.7]:25: Connection timed out\n\nYour message could not be delivered to one or more recipients.`,
    'bounce_soft',
  ],
  [
    'sendmail',
    { Subject: 'Returned mail: see transcript for details' },
    `   ----- The following addresses had permanent fatal errors -----\n<${ANNA}>\n    (reason: 550 5.1.1 <${ANNA}>... User unknown)\n\n   ----- Transcript of session follows -----\n... while talking to mx.customer.example.:\n>>> DATA\n<<< 550 5.1.1 <${ANNA}>... User unknown\n`,
    'bounce_hard',
  ],
  [
    'sendmail on a delay',
    { Subject: 'Warning: could not send message for past 4 hours' },
    `    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   ----- The following addresses had transient non-fatal errors -----\n<${ANNA}>\n\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n`,
    'delayed',
  ],
  [
    'Exchange 5.5',
    { From: 'System Administrator <postmaster@customer.example>', Subject: 'Undeliverable: Your order 1042' },
    `Your message\n\n  To:      Anna\n  Subject: Your order 1042\n\ndid not reach the following recipient(s):\n\n${ANNA} on Thu, 26 Nov 2026 10:00:00 +0100\n    The recipient name is not recognized\n`,
    'bounce_hard',
  ],
  [
    'Domino',
    {
      From: 'Postmaster@customer.example',
      Subject: 'DELIVERY FAILURE: User anna not listed in Domino Directory',
    },
    `Your message\n\n  Subject: Your order 1042\n\nwas not delivered to:\n\n  ${ANNA}\n\nbecause:\n\n  User anna (${ANNA}) not listed in Domino Directory\n`,
    'bounce_hard',
  ],
  [
    'Gmail',
    {
      From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      Subject: 'Delivery Status Notification (Failure)',
    },
    `** Address not found **\n\nYour message wasn't delivered to ${ANNA} because the address couldn't be found, or is unable to receive mail.\n\nThe response was:\n550 5.1.1 The email account that you tried to reach does not exist.\n`,
    'bounce_hard',
  ],
  [
    'Gmail on a full mailbox',
    {
      From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      Subject: 'Delivery Status Notification (Failure)',
    },
    `** Recipient inbox full **\n\nYour message couldn't be delivered to ${ANNA}. Their inbox is full, or it's getting too much mail right now.\n\n552-5.2.2 The email account that you tried to reach is over quota.\n`,
    'bounce_soft',
  ],
  [
    'Gmail on a delay',
    {
      From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      Subject: 'Delivery Status Notification (Delay)',
    },
    `** Delivery incomplete **\n\nThere was a temporary problem delivering your message to ${ANNA}. Gmail will retry for 45 more hours. You'll be notified if the delivery fails permanently.\n`,
    'delayed',
  ],
  [
    'Yahoo',
    { From: 'MAILER-DAEMON@yahoo.com', Subject: 'Failure Notice' },
    `Sorry, we were unable to deliver your message to the following address.\n\n<${ANNA}>:\nThis user doesn't have a yahoo.com account (${ANNA}) [-9]\n${BELOW}`,
    'bounce_hard',
  ],
  [
    'IMail',
    { From: 'Postmaster <postmaster@customer.example>', Subject: 'Undeliverable Mail' },
    `Unknown user: ${ANNA}\n\nRCPT TO generated following response:\n550 no such mailbox\n\nOriginal message follows.\n\n${RETURNED}`,
    'bounce_hard',
  ],
  [
    'GroupWise',
    { From: 'Mailer-Daemon@customer.example', Subject: 'Message status - undeliverable' },
    `The message that you sent was undeliverable to the following:\n\tanna (user not found)\n\nPossibly truncated original message follows:\n`,
    'bounce_hard',
  ],
  [
    'a Polish server',
    { From: 'MAILER-DAEMON@poczta.example', Subject: 'Zwrot wiadomości do nadawcy' },
    `Twoja wiadomość nie mogła zostać dostarczona do adresata.\n\n<${ANNA}>: Użytkownik o podanym adresie nie istnieje.\n`,
    'bounce_hard',
  ],
  [
    'a Polish server with a full mailbox',
    { From: 'postmaster@poczta.example', Subject: 'Niedostarczona wiadomość' },
    `Wiadomość nie została dostarczona do ${ANNA}: skrzynka odbiorcy jest pełna.\n`,
    'bounce_soft',
  ],
  [
    'a Polish server on a delay',
    { From: 'postmaster@poczta.example', Subject: 'Opóźnienie w dostarczeniu wiadomości' },
    `Wiadomość do ${ANNA} jest opóźniona. Serwer będzie ponawiał próby. Kolejne próby potrwają 3 dni.\n`,
    'delayed',
  ],
  [
    'Mail.ru',
    {
      From: 'Mail Delivery System <mailer-daemon@corp.mail.ru>',
      Subject: 'Ваше сообщение не доставлено. Mail failure.',
    },
    `Это письмо создано автоматически сервером Mail.Ru, отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\n**********************\n\n${ANNA}: пользователь не найден\n\n------ Копия письма ------\n${RETURNED}`,
    'bounce_hard',
  ],
  [
    'Yandex with a full mailbox',
    { From: 'mailer-daemon@yandex.ru', Subject: 'Недоставленное сообщение' },
    `Не удалось доставить письмо.\n\n<${ANNA}>: Ящик получателя переполнен.\n`,
    'bounce_soft',
  ],
  [
    'a German server',
    { From: 'mailer-daemon@kundenserver.example', Subject: 'Unzustellbar: Ihre Bestellung' },
    `Ihre Nachricht konnte nicht zugestellt werden an ${ANNA}.\nDer Empfänger ist unbekannt.\n`,
    'bounce_hard',
  ],
  [
    'a French server',
    { From: 'postmaster@client.example', Subject: 'Non remis : votre commande' },
    `Votre message n'a pas pu être remis à ${ANNA} : utilisateur inconnu.\n`,
    'bounce_hard',
  ],
  [
    'one that only the null sender tells',
    { 'Return-Path': '<>', From: 'robot@customer.example', Subject: 'Your mail' },
    `Your message to ${ANNA} could not be delivered. No such user.\n`,
    'bounce_hard',
  ],
  [
    'one that only the header of Exim tells',
    { From: 'info@customer.example', 'X-Failed-Recipients': ANNA, Subject: 'Your mail' },
    'Sorry, this did not work: could not be delivered. Unknown user.\n',
    'bounce_hard',
  ],
];

describe('a notice in words', () => {
  test.each(NOTICES)('of %s', async (_family, headers, words, kind) => {
    expect(await judged(aNotice(words, headers))).toMatchObject({ kind });
  });

  test('names the recipient wherever it names an address', async () => {
    for (const [family, headers, words] of NOTICES.filter(([, , text]) =>
      text.split(BELOW)[0]?.includes(ANNA),
    ))
      expect([family, (await judged(aNotice(words, headers))).recipient]).toEqual([family, ANNA]);
  });

  test('by a person who passes it on is a question to us', async () => {
    const [, , words] = NOTICES[0] as (typeof NOTICES)[number];
    const asked = aMail(
      { Subject: 'Fwd: failure notice', 'In-Reply-To': '<abc123@nowak.example>' },
      `I got this when I wrote to your workshop. What is the right address?\n\n${words}`,
    );
    expect((await judged(asked)).kind).toBe('reply');
    const fresh = aMail(
      { Subject: 'Fwd: Undelivered Mail Returned to Sender' },
      `Hello, is your address wrong?\n\n> ${words.replaceAll('\n', '\n> ')}`,
    );
    expect((await judged(fresh)).kind).toBe('reply');
  });
});
