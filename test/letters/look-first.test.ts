import { describe, expect, test } from 'vitest';
import { forbiddenIn as forbiddenWith, type Kindness } from '../../src/letters/check/forbidden-words.ts';
import { safetyIn } from './letters.ts';

const safety = new Map(
  await Promise.all(['en', 'pl', 'ru', 'de'].map(async (each) => [each, await safetyIn(each)] as const)),
);
const forbiddenIn = (text: string, language: string, kind: Kindness) =>
  forbiddenWith(text, safety.get(language) ?? [], kind);

const REMINDERS: readonly Kindness[] = ['friendly', 'plain', 'firm', 'formal'];

describe.each([
  [
    'en',
    [
      'If you have already paid, please ignore this letter.',
      'If you have paid in the meantime, please disregard this reminder.',
      'Please disregard this notice if payment has been made.',
      'Should you have settled the invoice, no further action is required.',
      'Ignore this message if you paid.',
      'If payment has already been sent, thank you.',
      'Unless you have already paid, please do so by Friday.',
      'Your payment may have crossed with this letter.',
      'If your payment has crossed this reminder, please accept our apologies.',
      'If you recently paid, there is nothing to do.',
      'In case you have just transferred the money, take no notice of this email.',
      'Already paid? Then forget about it.',
      'Please treat this letter as void once the money has been transferred.',
      'If it has been paid since, thank you.',
      'You may delete this e-mail if you have settled it.',
      'If payment was made during the last few days, please overlook this reminder.',
      'No action is needed if the transfer has been arranged.',
      'When you have already made the payment, consider this letter withdrawn.',
    ],
  ],
  [
    'pl',
    [
      'Jeśli faktura została już opłacona, prosimy zignorować tę wiadomość.',
      'Jeżeli płatność została już dokonana, prosimy nie brać pod uwagę tego pisma.',
      'W przypadku dokonania wpłaty prosimy o potraktowanie pisma jako nieaktualne.',
      'Jeżeli zapłacili Państwo w międzyczasie, dziękujemy.',
      'Jeśli należność została uregulowana, prosimy uznać to wezwanie za bezprzedmiotowe.',
      'Jeżeli wpłata już nastąpiła, prosimy o zignorowanie przypomnienia.',
      'O ile zapłacono już fakturę, wiadomość jest nieaktualna.',
      'Prosimy pominąć to przypomnienie, jeśli przelew został zlecony.',
      'Gdyby przelew już wyszedł, przepraszamy za kłopot.',
      'Jeśli uiścili Państwo opłatę, prosimy wyrzucić ten list.',
      'Być może wpłata i ten list się minęły: minęły się w drodze.',
      'Skoro faktura jest już zapłacona, nic nie trzeba robić.',
      'W razie uregulowania należności pismo jest bezprzedmiotowe.',
      'Jeśli pieniądze już przelano, dziękujemy.',
      'Prosimy traktować pismo jako niebyłe, chyba że wpłata nie została wykonana.',
    ],
  ],
  [
    'ru',
    [
      'Если Вы уже оплатили счёт, не обращайте внимания на это письмо.',
      'Если оплата уже произведена, проигнорируйте это сообщение.',
      'В случае если счёт оплачен, считайте данное письмо недействительным.',
      'Если деньги уже перечислены, спасибо.',
      'Если Вы перевели деньги на днях, оставьте письмо без внимания.',
      'Если счёт был оплачен, напоминание неактуально.',
      'При наличии оплаты просим не принимать письмо во внимание.',
      'Уже заплатили? Тогда спасибо.',
      'Если платёж внесён, ничего делать не нужно.',
      'Возможно, Ваш платёж и наше письмо разминулись.',
      'Просим игнорировать письмо, если оплата поступила.',
      'Если Вы погасили остаток, считайте это письмо утратившим силу.',
      'Когда Вы уже перечислили деньги, напоминание можно не учитывать.',
      'Если оплату Вы произвели вчера, благодарим.',
    ],
  ],
  [
    'de',
    [
      'Wenn Sie bereits gezahlt haben, ignorieren Sie bitte dieses Schreiben.',
      'Sollten Sie den Betrag bereits überwiesen haben, betrachten Sie diese Erinnerung als gegenstandslos.',
      'Falls Sie inzwischen bezahlt haben, danken wir Ihnen.',
      'Falls Ihre Zahlung schon unterwegs ist, vielen Dank.',
      'Haben Sie die Rechnung beglichen, können Sie diese Nachricht als erledigt ansehen.',
      'Schon bezahlt? Dann vergessen Sie diese E-Mail.',
      'Sofern die Zahlung zwischenzeitlich erfolgt ist, danken wir.',
      'Bei erfolgter Zahlung ist dieses Schreiben hinfällig.',
      'Vielleicht hat sich Ihre Zahlung mit diesem Schreiben überschnitten.',
      'Möglicherweise haben sich Ihre Überweisung und unser Brief gekreuzt.',
      'Bitte zahlen Sie bis Freitag, falls Sie nicht schon bezahlt haben.',
      'Bitte zahlen Sie, es sei denn, Sie haben in den letzten Tagen überwiesen.',
      'Bitte beachten Sie dieses Schreiben nicht, wenn der Betrag ausgeglichen ist.',
      'Sehen Sie bitte über diese Erinnerung hinweg, wenn die Überweisung veranlasst ist.',
      'Sollten Sie bis zum 3. November überwiesen haben, danken wir.',
      'Wurde die Rechnung bereits beglichen, sind keine weiteren Schritte nötig.',
      'Lassen Sie das Schreiben unbeachtet, sofern Sie gezahlt haben.',
    ],
  ],
] as const)('%s: no reminder leaves it to the reader to look', (language, wordings) => {
  test.each(wordings)('%s', (wording) => {
    for (const kind of REMINDERS) expect(forbiddenIn(wording, language, kind), kind).not.toEqual([]);
    expect(forbiddenIn(wording.toUpperCase().replace(/ /, '\n  '), language, 'formal')).not.toEqual([]);
  });
});

describe.each([
  [
    'en',
    [
      'The next step falls away once the money is here or instalments are agreed.',
      'Unless the money is here by then, we will take the matter to court.',
      'If it is too much at once, you can pay in instalments.',
      'We last looked for your payment in our bank account on Monday.',
      'If something about it is not right, reply to this letter.',
      'Your payment of PLN 129.00 reached us on Monday.',
      'Pay it by Friday. If you need a copy of it, ask us.',
    ],
  ],
  [
    'pl',
    [
      'Nie będzie go, jeśli wcześniej wpłyną pieniądze albo ustalimy raty.',
      'Jeśli pieniądze nie wpłyną, skierujemy sprawę do sądu.',
      'Jeśli coś się nie zgadza, wystarczy odpisać.',
      'Faktura jest zapłacona tylko w części.',
      'Jeśli nie ma jej pod ręką, chętnie prześlemy kopię.',
      'Ostatni raz szukaliśmy tej wpłaty w poniedziałek.',
    ],
  ],
  [
    'ru',
    [
      'Его не будет, если деньги придут раньше или мы договоримся об оплате частями.',
      'Если деньги не придут, мы обратимся в суд.',
      'Если что-то не так, ответьте на это письмо.',
      'Счёт оплачен только частично.',
      'Если его нет под рукой, мы пришлём копию.',
      'Ваш платёж пришёл в понедельник.',
    ],
  ],
  [
    'de',
    [
      'Sie entfällt, sobald das Geld da ist oder Raten vereinbart sind.',
      'Wenn bis Dienstag, 8. Dezember, weder das Geld da noch etwas vereinbart ist, gehen wir vor Gericht.',
      'Wenn bis Montag, 28. Dezember, nichts gezahlt oder vereinbart ist, schreiben wir Ihnen.',
      'Wenn es auf einmal zu viel ist, können Sie in Raten zahlen.',
      'Zuletzt haben wir am Montag, 23. November, auf unserem Konto nach Ihrer Zahlung gesehen.',
      'Wenn daran etwas nicht stimmt, antworten Sie auf diese E-Mail.',
      'Sie haben bei uns zwei Rechnungen, die fällig waren und nicht bezahlt sind.',
      'Ihre Zahlung ist am Montag bei uns angekommen.',
    ],
  ],
] as const)('%s: what may be said', (language, wordings) => {
  test.each(wordings)('%s', (wording) => {
    expect(forbiddenIn(wording, language, 'formal')).toEqual([]);
  });
});

describe('harsh words', () => {
  test.each([
    ['en', 'Otherwise our solicitors will write', true],
    ['en', 'a late fee of ten pounds', true],
    ['en', 'we will suspend your account', true],
    ['en', 'we cut off the supply', true],
    ['en', 'you may be interested', false],
    ['pl', 'przekażemy to komornikowi', true],
    ['pl', 'wszczęcie egzekucji', true],
    ['pl', 'firmie windykacyjnej', true],
    ['pl', 'o wypowiedzeniu umowy', true],
    ['pl', 'wypowiemy umowę', true],
    ['pl', 'przed wstrzymaniem dostaw', true],
    ['pl', 'wpis do rejestru dłużników', true],
    ['pl', 'odsetki za opóźnienie', true],
    ['pl', 'spotkamy się w sądzie', true],
    ['pl', 'pozwaliśmy tę firmę', true],
    ['pl', 'mają Państwo dług.', true],
    ['pl', 'sądzimy, że to pozwala zdążyć', false],
    ['pl', 'jeśli Pani sądzi, że to błąd', false],
    ['pl', 'jak Państwo sądzicie', false],
    ['pl', 'długie czekanie', false],
    ['pl', 'pozwolą Państwo, że zapytamy', false],
    ['pl', 'nie trwa to długo', false],
    ['ru', 'передадим дело в суд', true],
    ['ru', 'судебное разбирательство', true],
    ['ru', 'взыщем через приставов', true],
    ['ru', 'передадим коллекторам', true],
    ['ru', 'расторгнем договор', true],
    ['ru', 'после отключения', true],
    ['ru', 'начислим пеню', true],
    ['ru', 'Вашего долга', true],
    ['ru', 'Ваших долгов', true],
    ['ru', 'связано с Вашим долгом', true],
    ['ru', 'не очень долго', false],
    ['ru', 'после долгого ожидания, к долгому ожиданию', false],
    ['ru', 'за очень долгую паузу и долгой дорогой', false],
    ['ru', 'Ваш долгожданный заказ, долговечная ткань и долгосрочный прогноз', false],
    ['ru', 'о Вашем долге и долгах', true],
    ['ru', 'это было долго, и мы просим прощения', false],
    ['de', 'Sonst folgen Inkasso, Mahngebühr und Gericht.', true],
    ['de', 'es droht die Kontopfändung', true],
    ['de', 'wir stellen den Strom ab', true],
    ['de', 'An wen sich dieser Brief richtet, steht oben.', false],
  ] as const)('%s: "%s" in a gentle reminder: %s', (language, text, harsh) => {
    for (const kind of ['friendly', 'plain'] as const)
      expect(forbiddenIn(text, language, kind).length > 0, kind).toBe(harsh);
    expect(forbiddenIn(text, language, 'formal')).toEqual([]);
  });

  test('a status letter may speak of a solution that a reminder may not', () => {
    expect(forbiddenIn('wstrzymaliśmy prace na dzień', 'pl', 'status')).toEqual([]);
    expect(forbiddenIn('wstrzymamy pracę', 'pl', 'friendly')).not.toEqual([]);
  });
});
