/*
 * Notes that nobody wrote to us, without a header that says so, and what people write in nearly the same words. All of our own
 * writing, after what autoresponders and ticket systems of many countries say.
 */

/** Language, subject, words. */
type Said = readonly [language: string, subject: string, words: string];

const RE = 'Re: Your order 1042';

export const NOTES: readonly Said[] = [
  [
    'en',
    RE,
    'I am currently out of the office with no access to email and will be back on Monday 14 December.\nFor urgent matters please contact Mark Hill at mark.hill@customer.example or call 020 7946 0991.\n\nKind regards,\nAnna Nowak',
  ],
  [
    'en',
    RE,
    'Thank you for your email.\n\nI am on annual leave until 4 January 2027. I will reply to your message when I return.\n\nBest wishes\nSarah Jones\nPurchasing Manager\nCustomer Ltd\nTel: 020 7946 0990',
  ],
  [
    'en',
    RE,
    'Thanks for getting in touch! Your request has been received and has been given the number #48213. Our team will get back to you within two working days. Please do not reply to this message.',
  ],
  ['en', 'Out of office: Your order 1042', 'Back Tuesday.'],
  ['en', RE, 'Hi,\nI no longer work at Customer Ltd. Please send your messages to office@customer.example.'],
  [
    'de',
    'AW: Ihre Bestellung 1042',
    'Sehr geehrte Damen und Herren,\n\nvielen Dank für Ihre Nachricht. Ich bin vom 7.12. bis einschließlich 18.12.2026 nicht im Büro. Ihre E-Mail wird nicht weitergeleitet. In dringenden Fällen wenden Sie sich bitte an meine Kollegin Frau Petra Maier (p.maier@kunde.example).\n\nMit freundlichen Grüßen\nJens Vogt',
  ],
  [
    'de',
    'AW: Ihre Bestellung 1042',
    'Vielen Dank für Ihre Anfrage. Wir haben Ihre Nachricht erhalten und werden uns schnellstmöglich bei Ihnen melden. Ihre Ticketnummer lautet 20261128-77.',
  ],
  [
    'pl',
    'Odp: Zamówienie 1042',
    'Dzień dobry,\n\ndziękuję za wiadomość. Przebywam na urlopie do 11 grudnia. W sprawach pilnych proszę o kontakt z Panią Ewą Kowalską, tel. 600 555 012.\n\nPozdrawiam\nJan Wiśniewski',
  ],
  [
    'pl',
    'Odp: Zamówienie 1042',
    'Dziękujemy za przesłanie wiadomości. Twoje zgłoszenie zostało zarejestrowane pod numerem 5512. Odpowiemy w ciągu 24 godzin. Ta wiadomość została wygenerowana automatycznie, prosimy na nią nie odpowiadać.',
  ],
  [
    'pl',
    'Odp: Zamówienie 1042',
    'Jestem na zwolnieniu lekarskim do odwołania. Proszę pisać na adres biuro@klient.example.',
  ],
  [
    'ru',
    'Re: Ваш заказ 1042',
    'Здравствуйте!\nЯ в отпуске с 1 по 14 декабря. По срочным вопросам обращайтесь к Ивановой Марии, тел. +7 900 555-01-12.\nС уважением,\nПётр Сидоров',
  ],
  [
    'ru',
    'Re: Ваш заказ 1042',
    'Спасибо за обращение! Ваша заявка № 88123 зарегистрирована. Мы ответим вам в течение двух рабочих дней.',
  ],
  [
    'uk',
    RE,
    'Добрий день! Дякую за лист. Я у відпустці до 14 грудня. З термінових питань звертайтеся до колеги Олени Бондар: olena@klient.example.',
  ],
  [
    'fr',
    RE,
    "Bonjour,\n\nJe suis absente du bureau jusqu'au 14 décembre inclus. Je prendrai connaissance de votre message à mon retour. En cas d'urgence, vous pouvez contacter Paul Martin au 01 99 00 55 12.\n\nCordialement,\nLucie Bernard",
  ],
  [
    'fr',
    RE,
    'Nous avons bien reçu votre demande, enregistrée sous le numéro 4711. Un membre de notre équipe vous répondra dans les 48 heures.',
  ],
  [
    'es',
    RE,
    'Hola:\n\nEstaré fuera de la oficina hasta el 14 de diciembre. Para asuntos urgentes, por favor contacte con Luis Pérez (luis@cliente.example).\n\nSaludos,\nCarmen Ruiz',
  ],
  [
    'es',
    RE,
    'Gracias por su mensaje. Hemos recibido su solicitud con el número de caso 3391 y le responderemos lo antes posible.',
  ],
  [
    'pt',
    RE,
    'Bom dia,\nEncontro-me de férias até 14 de dezembro. Em caso de urgência, por favor contacte a minha colega Ana Lopes.\nObrigado,\nRui Costa',
  ],
  [
    'pt',
    RE,
    'Recebemos a sua mensagem e responderemos com a maior brevidade possível. O seu número de ticket é 5520.',
  ],
  [
    'it',
    RE,
    'Buongiorno,\nsono fuori ufficio fino al 14 dicembre. Per urgenze potete contattare il collega Marco Rossi al numero 02 9900 5512.\nCordiali saluti\nGiulia Bianchi',
  ],
  [
    'it',
    RE,
    'Grazie per averci contattato. Abbiamo ricevuto la sua richiesta e le risponderemo al più presto. Numero di ticket: 7781.',
  ],
  [
    'ro',
    RE,
    'Bună ziua,\nSunt în concediu până la data de 14 decembrie. Pentru urgențe vă rog să contactați colegul meu, Mihai Popa, la 0700 555 012.\nO zi bună,\nElena',
  ],
  ['ro', RE, 'Am primit mesajul dumneavoastră. Vă vom răspunde în cel mai scurt timp posibil.'],
  [
    'nl',
    RE,
    'Beste,\n\nBedankt voor uw bericht. Ik ben met vakantie en ben op 14 december weer op kantoor. Bij spoed kunt u contact opnemen met mijn collega Piet Bakker.\n\nMet vriendelijke groet,\nKees',
  ],
  [
    'nl',
    RE,
    'Wij hebben uw bericht ontvangen en nemen zo spoedig mogelijk contact met u op. Uw ticketnummer is 9931.',
  ],
  [
    'sv',
    RE,
    'Hej!\nJag har semester till och med den 14 december. Vid brådskande ärenden kontakta Erik Lund, tel 070-555 01 12.\nMed vänlig hälsning\nKarin',
  ],
  [
    'sv',
    RE,
    'Tack för ditt meddelande. Vi har tagit emot ditt ärende och återkommer så snart som möjligt. Ärendenummer: 5512.',
  ],
  [
    'da',
    RE,
    'Hej\nJeg holder ferie til og med den 14. december. Kontakt venligst min kollega Lars ved hastesager.\nMed venlig hilsen\nMette',
  ],
  ['da', RE, 'Tak for din henvendelse. Vi har modtaget din mail og svarer hurtigst muligt.'],
  [
    'nb',
    RE,
    'Hei,\nJeg er på ferie til 14. desember og leser ikke e-post i denne perioden. Ta kontakt med Ola Berg hvis det haster.\nVennlig hilsen\nKari',
  ],
  [
    'nb',
    RE,
    'Takk for din henvendelse. Vi har mottatt saken din og svarer så snart som mulig. Saksnummer 5512.',
  ],
  [
    'fi',
    RE,
    'Hei,\nolen vuosilomalla 14.12. saakka. Kiireellisissä asioissa ota yhteyttä Matti Virtaseen, puh. 040 555 0112.\nYstävällisin terveisin\nLiisa',
  ],
  [
    'fi',
    RE,
    'Kiitos viestistäsi. Olemme vastaanottaneet viestisi ja vastaamme mahdollisimman pian. Tikettinumerosi on 5512.',
  ],
  [
    'et',
    RE,
    'Tere!\nOlen puhkusel kuni 14. detsembrini. Kiiretes küsimustes palun pöörduge kolleegi poole: mart@klient.example.\nLugupidamisega\nKadri',
  ],
  ['et', RE, 'Täname teid kirja eest. Oleme teie kirja kätte saanud ja vastame esimesel võimalusel.'],
  [
    'lt',
    RE,
    'Laba diena,\nšiuo metu atostogauju iki gruodžio 14 d. Skubiais klausimais prašome kreiptis į kolegą Joną, tel. +370 600 55512.\nPagarbiai\nRasa',
  ],
  [
    'lt',
    RE,
    'Dėkojame už Jūsų laišką. Jūsų užklausa gauta, jos numeris 5512. Atsakysime per 2 darbo dienas.',
  ],
  [
    'lv',
    RE,
    'Labdien!\nEsmu atvaļinājumā līdz 14. decembrim. Steidzamos jautājumos lūdzu zvaniet kolēģim Andrim, tālr. 26 555 012.\nAr cieņu\nIlze',
  ],
  ['lv', RE, 'Paldies par Jūsu vēstuli. Esam saņēmuši Jūsu pieprasījumu un atbildēsim tuvākajā laikā.'],
  [
    'cs',
    RE,
    'Dobrý den,\njsem na dovolené do 14. prosince. V naléhavých případech kontaktujte prosím kolegu Petra Nováka, tel. 601 555 012.\nS pozdravem\nJana',
  ],
  ['cs', RE, 'Děkujeme za Vaši zprávu. Váš požadavek jsme přijali pod číslem 5512 a odpovíme co nejdříve.'],
  [
    'sk',
    RE,
    'Dobrý deň,\nmomentálne čerpám dovolenku do 14. decembra. V urgentných prípadoch sa obráťte na kolegu Jána Kováča.\nS pozdravom\nZuzana',
  ],
  ['sk', RE, 'Ďakujeme za Vašu správu. Vašu požiadavku sme prijali a odpovieme Vám čo najskôr.'],
  [
    'bg',
    RE,
    'Здравейте,\nВ отпуск съм до 14 декември. При спешни случаи моля свържете се с колегата Иван Петров.\nПоздрави,\nМария',
  ],
  [
    'bg',
    RE,
    'Благодарим Ви за съобщението. Получихме Вашето запитване и ще Ви отговорим възможно най-скоро.',
  ],
  [
    'hr',
    RE,
    'Poštovani,\nna godišnjem sam odmoru do 14. prosinca. Za hitne slučajeve obratite se kolegi Ivanu Horvatu.\nSrdačan pozdrav\nMaja',
  ],
  [
    'sl',
    RE,
    'Pozdravljeni,\nsem na dopustu do 14. decembra. Za nujne zadeve pokličite sodelavca Marka.\nLep pozdrav\nNina',
  ],
  [
    'hu',
    RE,
    'Tisztelt Partnerünk!\nSzabadságon vagyok december 14-ig. Sürgős esetben kérem, keresse kollégámat, Kiss Pétert a 06 30 555 0112 számon.\nÜdvözlettel\nNagy Éva',
  ],
  ['hu', RE, 'Köszönjük megkeresését! Üzenetét megkaptuk, és hamarosan válaszolunk. Az ügyszáma: 5512.'],
  [
    'el',
    RE,
    'Καλημέρα σας,\nθα απουσιάζω από το γραφείο μέχρι τις 14 Δεκεμβρίου. Για επείγοντα θέματα παρακαλώ επικοινωνήστε με τον συνάδελφο Γιώργο Παππά.\nΜε εκτίμηση\nΕλένη',
  ],
  ['el', RE, 'Λάβαμε το μήνυμά σας και θα σας απαντήσουμε το συντομότερο δυνατόν.'],
  [
    'tr',
    RE,
    'Merhaba,\n14 Aralık tarihine kadar yıllık izindeyim. Acil konular için lütfen Ali Kaya ile iletişime geçiniz: 0500 555 0112.\nSaygılarımla\nAyşe',
  ],
  ['tr', RE, 'Mesajınız alınmıştır. En kısa sürede size dönüş yapılacaktır. Talep numaranız: 5512.'],
  ['he', RE, 'שלום,\nאני בחופשה עד 14 בדצמבר. בנושאים דחופים נא לפנות לטלפון 03-555-0112.\nתודה\nדנה'],
  ['he', RE, 'תודה על פנייתך. הודעתך התקבלה ונחזור אליך בהקדם.'],
  [
    'ar',
    RE,
    'مرحبا،\nأنا في إجازة حتى 14 ديسمبر. في الحالات العاجلة يرجى الاتصال على الرقم 0500555012.\nمع التحية',
  ],
  ['ar', RE, 'شكرا لتواصلكم. تم استلام رسالتكم وسنرد عليكم في أقرب وقت ممكن. رقم الطلب 5512.'],
  [
    'ko',
    RE,
    '안녕하세요.\n현재 휴가 중으로 12월 14일까지 메일 확인이 어렵습니다. 급한 용무는 02-555-0112로 연락 주시기 바랍니다.\n감사합니다.',
  ],
  ['ko', RE, '문의가 접수되었습니다. 접수번호는 5512입니다. 빠른 시일 내에 답변 드리겠습니다.'],
  [
    'ja',
    RE,
    'メールをいただきありがとうございます。\n12月14日まで休暇をいただいております。お急ぎの場合は03-5550-0112までお電話ください。',
  ],
  ['ja', RE, 'お問い合わせを受け付けました。受付番号は5512です。担当者より改めてご連絡いたします。'],
  ['zh', RE, '您好，我正在休假，12月14日返回办公室。如有急事请致电 010-5555-0112。'],
  ['zh', RE, '您的邮件已收到，工单号为5512，我们会尽快回复您。'],
  [
    'en',
    RE,
    "Thanks for your email! I'm off until Monday 7th December and won't be checking my inbox. If it can't wait, ring our front desk on 01632 960555.\n\nCheers,\nTom Holm",
  ],
  [
    'en',
    RE,
    "Thanks for reaching out! We've received your message and opened ticket CAS-7712-X. We'll get back to you soon.",
  ],
  [
    'de',
    'AW: Ihre Bestellung 1042',
    'Guten Tag,\nIhre Nachricht ist bei uns eingegangen. Dies ist eine automatische Eingangsbestätigung, bitte antworten Sie nicht darauf.',
  ],
  [
    'pl',
    'Odp: Zamówienie 1042',
    'Uprzejmie informuję, że do 4 grudnia jestem w delegacji. Zastępuje mnie Pani Monika Wrona, m.wrona@klient.example.',
  ],
  ['ru', RE, 'Добрый день! Ваше письмо получено. Это автоматическое сообщение, отвечать на него не нужно.'],
  [
    'bg',
    RE,
    'Здравейте,\nв отпуск съм до 4 декември. При спешни случаи се обърнете към Иван Петров, тел. 0888 555 012.\nПоздрави,\nМария',
  ],
  ['hr', RE, 'Poštovani, zahvaljujem na poruci. Do 7. prosinca nisam u uredu. Javit ću se po povratku.'],
  [
    'sv',
    RE,
    'Hej,\njag är tillfälligt frånvarande och åter den 7 december. Vid brådskande frågor kontakta växeln på 08-555 012 00.\nVänliga hälsningar\nErik',
  ],
  [
    'el',
    RE,
    'Καλησπέρα σας, ευχαριστώ για το μήνυμά σας. Είμαι σε άδεια έως 7 Δεκεμβρίου. Θα απαντήσω μόλις επιστρέψω.',
  ],
  [
    'he',
    RE,
    'שלום,\nאני בחופשה עד 4 בדצמבר. בנושאים דחופים ניתן לפנות לדנה כהן בטלפון 03-5550112.\nבברכה,\nיוסי',
  ],
  [
    'ar',
    RE,
    'مرحباً،\nأنا في إجازة حتى 4 ديسمبر. للأمور العاجلة يرجى التواصل مع أحمد علي على الرقم 0500555012.\nمع التحية\nسارة',
  ],
  [
    'it',
    RE,
    'Gentile cliente, la sua richiesta è stata presa in carico con il numero 7712. Le risponderemo al più presto.',
  ],
  ['en', RE, 'Sarah Jones has left the company. Please direct any enquiries to office@customer.example.'],
  ['ro', RE, 'Bună, sunt în concediu până la 7 decembrie. Pentru probleme urgente: birou@client.example.'],
];

export const PEOPLE: readonly Said[] = [
  ['en', RE, 'Thank you for your message. I am away until Friday. Please leave the suit with the porter.'],
  ['en', RE, 'I am on holiday until 9 March. Please call me after that.'],
  ['en', RE, 'We have received your message. We do not agree.'],
  ['en', RE, 'We have received your message, thank you. I have paid on Monday.'],
  ['en', RE, 'I no longer work there, but I still want the suit.'],
  ['en', RE, 'We are closed on Monday. Deliver it on Tuesday.'],
  ['en', RE, 'Out of office until Monday, can you keep it?'],
  ['en', RE, 'Thank you, we will be in touch about the refund within two days.'],
  [
    'de',
    'AW: Ihre Bestellung 1042',
    'Vielen Dank für Ihre Nachricht. Ich bin bis Freitag im Urlaub. Bitte stornieren.',
  ],
  ['de', 'AW: Ihre Bestellung 1042', 'Bin bis 14.12. nicht im Büro, bitte nach Hause liefern.'],
  ['de', 'AW: Ihre Bestellung 1042', 'Ich habe Ihre Nachricht erhalten und am Montag bezahlt.'],
  ['pl', 'Odp: Zamówienie 1042', 'Jestem na urlopie do piątku, proszę o dostawę do sąsiadki.'],
  ['pl', 'Odp: Zamówienie 1042', 'Dziękuję za wiadomość. Zapłaciłem w poniedziałek.'],
  ['pl', 'Odp: Zamówienie 1042', 'Otrzymałem wiadomość, ale garnituru nadal nie mam.'],
  ['pl', 'Odp: Zamówienie 1042', 'Nie ma mnie do czwartku, odbiorę w piątek.'],
  ['ru', 'Re: Ваш заказ 1042', 'Получил ваше письмо. Оплатил вчера.'],
  ['ru', 'Re: Ваш заказ 1042', 'Я в командировке до 14 декабря, заберу после.'],
  ['fr', RE, "Je suis absent jusqu'au 14, merci de garder la veste."],
  ['fr', RE, "J'ai bien reçu votre message. Je souhaite annuler."],
  ['es', RE, 'Estoy de vacaciones hasta el 14, por favor guarden el traje.'],
  ['it', RE, 'Sono in ferie fino al 14, passo a ritirare la giacca dopo.'],
  ['nl', RE, 'Ik ben op vakantie tot de 14e, graag daarna leveren.'],
  ['sv', RE, 'Jag är på semester till den 14, skicka kostymen efter det.'],
  ['fi', RE, 'Olen lomalla 14.12. asti, haen puvun sen jälkeen.'],
  ['cs', RE, 'Jsem na dovolené do pátku, oblek si vyzvednu v pondělí.'],
  ['hu', RE, 'Szabadságon vagyok péntekig, utána átveszem az öltönyt.'],
  ['tr', RE, '14 Aralık tarihine kadar izindeyim, takımı sonra alacağım.'],
  ['lt', RE, 'Atostogauju iki penktadienio, kostiumą atsiimsiu vėliau.'],
  ['he', RE, 'אני בחופשה עד יום שישי, בבקשה שמרו את החליפה.'],
  ['ar', RE, 'أنا في إجازة حتى الجمعة، أرجو الاحتفاظ بالبدلة.'],
  ['ja', RE, '14日まで休暇ですので、スーツは来週取りに行きます。'],
  ['zh', RE, '我在休假，请把西装寄到我家。'],
  // A thing where all nouns have a capital, behind words that notes have too.
  [
    'de',
    'AW: Ihre Bestellung 1042',
    'Ich bin ab Montag wieder erreichbar. Rufen Sie mich dann bitte wegen der Farbe an.',
  ],
  ['en', RE, 'Thank you for your message. I am on holiday until Monday, so keep it.'],
  ['en', RE, 'Thanks for your email. We are closed until Monday. We take the machine then.'],
  ['pl', 'Odp: Zamówienie 1042', 'Potwierdzam otrzymanie wiadomości. Proszę wysłać to, co gotowe.'],
  ['es', RE, 'Gracias por su correo. Estoy de viaje hasta el lunes, lo recogerá mi hermana.'],
  ['ro', RE, 'Sunt în concediu, vin după ce mă întorc.'],
  ['sv', RE, 'Jag är sjuk och kan inte komma på fredag.'],
  ['en', RE, 'I am sick and cannot come on Friday. Next week please.'],
  ['ko', RE, '메일 감사합니다. 12월 4일까지 휴가라서 그 이후에 배송해 주세요.'],
  ['en', RE, 'Thank you. I have received your message and I am not happy with it.'],
  ['en', RE, 'We are on holiday from Monday and would like to have it before we leave.'],
  ['es', RE, 'Gracias por su mensaje. El viernes no estaré, mejor el jueves.'],
];
