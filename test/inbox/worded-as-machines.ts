/*
 * Customers wrote these to a shop that had written to them, and nobody ever read them: each is worded as a vacation note or as
 * a receipt is. In an answer to a letter of ours words alone do not make a machine of a customer.
 */
export const WORDED_AS_MACHINES: readonly (readonly [language: string, subject: string, words: string])[] = [
  ['en', 'Re: Your order 1042', 'Thank you for your message. We will pick it up on Friday.'],
  ['en', 'Re: Your order 1042', 'I will be on holiday until the 14th, so please keep it.'],
  ['en', 'Re: Your order 1042', 'I am out of the office until Monday, leave it with my neighbour please.'],
  ['pl', 'Odp: Zamówienie 1042', 'Dziękujemy za wiadomość, ale rezygnujemy.'],
  ['pl', 'Odp: Zamówienie 1042', 'Jestem na urlopie do 14 grudnia, proszę przetrzymać garnitur.'],
  ['pl', 'Urlop do 14.12, proszę o dostawę później', 'Jak w temacie.'],
  ['ru', 'Re: Ваш заказ 1042', 'Спасибо за письмо. Мы ответим вам, но заказ больше не нужен.'],
  ['ru', 'Re: Ваш заказ 1042', 'Я в отпуске до 14 декабря, придержите костюм.'],
  [
    'de',
    'AW: Ihre Bestellung 1042',
    'Vielen Dank für Ihre Nachricht, wir melden uns nicht mehr: bitte stornieren.',
  ],
  ['de', 'AW: Ihre Bestellung 1042', 'Ich bin bis zum 14. im Urlaub, bitte liefern Sie erst danach.'],
];
