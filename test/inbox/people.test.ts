import { describe, expect, test } from 'vitest';
import { aMail, judged } from './mails.ts';
import { PEOPLE_OF_THE_SAME } from './ordinary-notes.ts';

const QUOTED =
  '\n\nOn Thu, 26 Nov 2026 at 09:00, Pracownia Nowak <kontakt@nowak.example> wrote:\n> Your suit jacket is still with the tailor.\n> We will write again by Thursday.\n';

const ANSWER = { 'In-Reply-To': '<1@nowak.example>', Subject: 'Re: Your repair 2207' };

describe('nobody wrote it', () => {
  test.each([
    ['Auto-Submitted', { 'Auto-Submitted': 'auto-replied' }],
    ['Auto-Submitted with a parameter', { 'Auto-Submitted': 'auto-replied (vacation)' }],
    ['X-Autoreply', { 'X-Autoreply': 'yes' }],
    ['X-Autorespond', { 'X-Autorespond': 'Re: Your order 1042' }],
    ['Precedence', { Precedence: 'auto_reply' }],
    ['the null sender', { 'Return-Path': '<>' }],
    ['a sender that takes no replies', { From: 'no-reply@customer.example' }],
  ])('as %s says', async (_what, headers: Record<string, string>) => {
    expect((await judged(aMail(headers, 'Thank you, I have your letter.'))).kind).toBe('auto_reply');
  });

  test.each([
    'Automatic reply: Your order 1042',
    'Out of Office: Your order 1042',
    'Autoreply: Re: Your order 1042',
    'Automatyczna odpowiedź: Zamówienie 1042',
    'Odpowiedź automatyczna: Zamówienie 1042',
    'Nieobecność w biurze Re: Zamówienie 1042',
    'Автоответ: Ваш заказ 1042',
    'Автоматический ответ: Ваш заказ 1042',
    'Abwesenheitsnotiz: Ihre Bestellung 1042',
    'Automatische Antwort: Ihre Bestellung 1042',
    'Réponse automatique : Votre commande 1042',
    'Respuesta automática: Su pedido 1042',
    'Risposta automatica: Il suo ordine 1042',
    'Automatisch antwoord: Uw bestelling 1042',
    'Autosvar: Din bestilling 1042',
    'Автоматична відповідь: Ваше замовлення',
  ])('as its subject says: %s', async (Subject) => {
    expect((await judged(aMail({ Subject }, 'I am away.'))).kind).toBe('auto_reply');
  });

  test.each([
    [
      'English',
      'Hello,\nI am out of the office until Monday 30 November and have limited access to e-mail.\nIn urgent matters please contact Jan.',
    ],
    ['English, briefly', "Hi, I'm on vacation until December 3. I'll be back on Monday."],
    [
      'Polish',
      'Dzień dobry,\nprzebywam na urlopie do 30 listopada. W pilnych sprawach proszę o kontakt z Janem Nowakiem.',
    ],
    [
      'Polish, of the office',
      'Dziękuję za wiadomość. Obecnie jestem poza biurem. Wracam do 2 grudnia. Sprawy pilne: biuro.',
    ],
    ['Russian', 'Здравствуйте! Я в отпуске до 30 ноября. По срочным вопросам обращайтесь к Анне Сергеевне.'],
    [
      'German',
      'Guten Tag,\nich bin bis 30.11. nicht im Büro. In dringenden Fällen wenden Sie sich bitte an Herrn Maier.',
    ],
    ['French', "Bonjour, je suis absente du bureau jusqu'au 30 novembre. En cas d'urgence, contactez Jean."],
    [
      'Spanish',
      'Hola, estaré fuera de la oficina hasta el 30 de noviembre. Para asuntos urgentes contacte con Juan.',
    ],
    ['Ukrainian', 'Добрий день! Я у відпустці до 30 листопада.'],
    ['of a mailbox that nobody reads', 'This is an automated response. This mailbox is not monitored.'],
    [
      'of a ticket system',
      'Thank you for contacting Customer Ltd. We have received your message and will reply within two days.',
    ],
    [
      'in German, of a message that is not passed on',
      'Ich bin im Urlaub und ab dem 1.12. wieder erreichbar. Ihre Nachricht wird nicht weitergeleitet.',
    ],
  ])('as its words say, and no header: %s', async (_language, words) => {
    const judgment = await judged(aMail({}, words + QUOTED));
    expect(judgment.kind).toBe('auto_reply');
    // The same with the null sender is no bounce either.
    expect((await judged(aMail({ 'Return-Path': '<>' }, words + QUOTED))).kind).toBe('auto_reply');
  });
});

describe('a person wrote it', () => {
  test.each([
    ['asks', 'When will it be ready? I need it on Saturday.'],
    ['answers in one word', 'OK'],
    [
      'is about to travel, and asks for something',
      'I will be away until Monday. Could you send it to my sister instead?',
    ],
    ['writes Polish', 'Dzień dobry, proszę o telefon w tej sprawie. Pozdrawiam, Anna'],
    ['writes Russian', 'Добрый день! Заберу в пятницу, спасибо.'],
    [
      'complains that mail is late',
      'Your last letter was delayed and did not reach me in time. This is not good.',
    ],
    [
      'says that a parcel was not delivered',
      'The parcel could not be delivered because nobody was at home. Please send it again.',
    ],
    ['speaks of an unknown user of ours', 'Your portal tells me "user unknown" when I log in.'],
    ['says that she paid', 'Zapłaciłam wczoraj, przelew jest w drodze.'],
  ])('who %s', async (_what, words) => {
    const answer = aMail({ 'In-Reply-To': '<abc123@nowak.example>' }, words + QUOTED);
    expect(await judged(answer)).toMatchObject({ kind: 'reply', recipient: 'anna@customer.example' });
    expect((await judged(aMail({ Subject: 'My jacket' }, words))).kind).toBe('reply');
  });

  test.each([
    'Still not here',
    'Not available!',
    'Back in stock when',
    'Out of patience',
    'Dropped out of the contract',
    'Always closed',
    'Closed on Monday',
    'Immer noch nicht da',
    'Ware nicht da',
    'Ihr habt geschlossen',
    'Immer noch unterwegs',
    'Toujours pas là',
    'Nog niet er',
    'Fortfarande inte här',
    'Stadig ikke her',
    'Zawsze zamknięte',
    'Ciągle nie ma mnie kto obsłużyć',
    'До сих пор нет на месте',
  ])('whose goods do not come, or whom nobody opens to: %s', async (Subject) => {
    const answer = { 'In-Reply-To': '<1@nowak.example>', Subject };
    expect((await judged(aMail(answer, 'Best regards\nAnn Lee'))).kind).toBe('reply');
  });

  test.each(PEOPLE_OF_THE_SAME)('who is away and says of a thing what they want: %s', async (words) => {
    for (const headers of [{ Subject: 'Re: Your repair 2207', 'In-Reply-To': '<abc123@nowak.example>' }, {}])
      expect((await judged(aMail(headers, words))).kind).toBe('reply');
  });

  test.each([
    'Здравствуйте! Я в отпуске до 30 ноября, отвечу по возвращении.\n\nОтмените заказ и напишите мне на английском языке',
    'Я в отпуске до 30 ноября, отвечу по возвращении.\n\nВерните деньги ref:abcde:ref',
    'Thank you, we received your message 48213. I know the lamp broke twice.',
    'Thank you for your letter 48213. Another lamp came broken twice.',
    'Thank you for your letter 48213. The lamp is not working, it broke twice.',
    'Thank you for your letter 48213. You do not answer, I sent my message twice.',
  ])('whatever stands beside a note: %s', async (words) => {
    expect((await judged(aMail(ANSWER, words))).kind).toBe('reply');
  });

  // Each is made of the words of notes, but for one thing.
  test.each([
    'Thank you for your message. No one has replied to our letter of 3 March.',
    'We have received your message. Nobody called back.',
    'Vielen Dank für Ihre Nachricht. Auf meine letzte hat mir niemand geantwortet.',
    'Dziękuję za wiadomość. Na poprzednią nikt mi nie odpisał.',
    'Merci de votre message. Personne ne nous a répondu depuis le 3 mars.',
    'Спасибо за письмо. На прошлое мне так никто и не ответил, никто не перезвонил.',
    'Vi har mottatt henvendelsen deres og behandlet den. Svaret er ja.',
    'Wir haben Ihre Nachricht erhalten und geprüft. Die Antwort lautet nein.',
    'Ola arbejder her ikke længere. Jeg vil gerne overtage hendes plads.',
    'Мария у нас больше не работает. Договор остаётся, переоформите его на Ивана.',
    'Estoy de vacaciones hasta el 9 de marzo. Para urgencias, llame a María al 600 555 018, ella tiene el recibo.',
    '出張中のため返信が遅くなり申し訳ございません。サイズは大でお願いします。',
    'Your message has been received. The number 4711 is not ours.',
    'Wir haben Ihre Nachricht erhalten. Die Nummer 4711 ist nicht unsere.',
    'Otrzymaliśmy Państwa wiadomość. Numer 4711 to nie nasz numer.',
    "Nous avons bien reçu votre message. Le numéro 4711 n'est pas le nôtre.",
    'I no longer work for the company. The order is private, please write to ola@own.example.',
    'Ich arbeite nicht mehr bei der Firma. Die Bestellung ist privat, bitte schreiben Sie an ola@own.example.',
    'Nie pracuję już w tej firmie. Zamówienie jest prywatne, proszę pisać na ola@own.example.',
    "Je ne travaille plus dans la société. La commande est personnelle, merci d'écrire à ola@own.example.",
    'Я больше не работаю в компании. Заказ мой личный, пишите на ola@own.example.',
  ])('whose a thing is, what was decided, or that nobody answers: %s', async (words) => {
    expect((await judged(aMail(ANSWER, words))).kind).toBe('reply');
  });

  test('and Auto-Submitted: no says so', async () => {
    expect((await judged(aMail({ 'Auto-Submitted': 'no' }, 'Thank you.'))).kind).toBe('reply');
  });

  test('below what they quote of a vacation note it is still theirs', async () => {
    const words =
      'He is back, so please call again.\n\n> I am out of the office until Monday. Please contact Jan.';
    expect((await judged(aMail({}, words))).kind).toBe('reply');
  });

  test('but a newsletter is nobody’s answer', async () => {
    const letter = aMail(
      { 'List-Unsubscribe': '<https://news.example/u>', Subject: 'News' },
      'Ten offers for you',
    );
    expect((await judged(letter)).kind).toBe('unknown');
  });
});
