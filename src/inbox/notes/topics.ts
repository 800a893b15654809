import { OF_MAILS } from './formulas.ts';
import { namesAddress } from './numbers-in.ts';
import { plainLetters, plainPattern } from './plain-letters.ts';
import { isCalendarWord } from './vocabulary.ts';
import { plainWords, wordsIn } from './words-in.ts';

/** What notes name somebody else for, by language: the things, and nothing that is done with them. With `*` it is how words begin. */
const NAMED: readonly string[] = [
  'order orders ordering invoice invoices invoicing billing bills payment payments payable deliveries delivery shipping shipments returns repairs repair complaints complaint prices pricing quotes quotations refunds purchasing purchase purchases accounts sales',
  'bestellung bestellungen bestellfragen bestellangelegenheiten rechnung rechnungen rechnungs* rechnungsfragen auftrag aufträge zahlung zahlungen zahlungs* zahlungsfragen lieferung lieferungen liefertermine lieferfragen reklamation reklamationen reparatur reparaturen preise preisen preisanfragen',
  'bestelling bestellingen factuur facturen facturatie betaling betalingen levering leveringen order orders offertes retouren klachten reparaties prijzen prijs',
  'beställning beställningar fakturor faktura fakturan fakturering fakturafrågor betalning betalningar leverans leveranser order ordrar reklamationer priser',
  'bestilling bestillinger bestillingen ordre ordrer faktura fakturaer fakturaen fakturering fakturaspørgsmål betaling betalinger levering leveringer regning regninger reklamationer reklamasjoner leveranser priser reparationer',
  'tilaus tilaukset tilauksia tilauksiin tilauksista tilausten tilausasioissa lasku laskut laskuja laskuihin laskuista laskujen laskutus* laskuasioissa laskuasiat maksu maksut maksuja maksuihin maksuista maksujen maksuasioissa toimitus toimitukset toimituksia toimituksiin toimituksista toimitusten ostot hintoihin',
  'tellimus tellimused tellimusi tellimuste tellimustega arve arved arveid arvete arvetega arvetes makse maksed maksete maksetega maksed tarne tarned tarnete tarnetega hindade',
  'užsakym* sąskait* mokėjim* apmokėjim* pristatym* kainų',
  'pasūtījum* rēķin* maksājum* piegāde piegādes piegādi piegādēm piegāžu cenām',
  'rendelés* megrendelés* számla számlák számlákat számlákkal számlával számlázás* számlaügy* fizetés* kifizetés* szállítás* áraink',
  'παραγγελία παραγγελίες παραγγελιών παραγγελίας τιμολόγιο τιμολόγια τιμολογίων τιμολόγηση πληρωμή πληρωμές πληρωμών πληρωμής παράδοση παραδόσεις παραδόσεων τιμές',
  'sipariş siparişler* siparişleriniz siparişleri siparişlerle fatura faturalar* faturalarla faturalama ödeme ödemeler* ödemelerle teslimat teslimatlar* satış satın fiyat fiyatlar*',
  'הזמנות להזמנות בהזמנות ההזמנות הזמנה חשבוניות לחשבוניות בחשבוניות החשבוניות וחשבוניות חשבונית תשלומים לתשלומים בתשלומים התשלומים ותשלומים תשלום משלוחים למשלוחים ומשלוחים מחירים',
  'الطلبات للطلبات بالطلبات والطلبات الطلبيات للطلبيات الفواتير للفواتير بالفواتير والفواتير الفاتورة المدفوعات للمدفوعات بالمدفوعات والمدفوعات الدفع والدفع الشحن والشحن للشحن التوصيل التسليم الأسعار',
  '주문* 청구서* 결제* 배송* 송장* 세금계산서* 견적*',
  'commande commandes facture factures facturation paiement paiements livraison livraisons règlement règlements prix réparations',
  'pedido pedidos factura facturas facturación pago pagos cobros entrega entregas compras precios',
  'encomenda encomendas fatura faturas factura facturas faturação faturamento pagamento pagamentos entrega entregas pedidos preços reparações',
  'ordine ordini fattura fatture fatturazione pagamento pagamenti consegna consegne spedizioni acquisti prezzi',
  'comandă comanda comenzi comenzile comenzilor factură facturi facturile facturilor facturare facturarea plată plata plăți plăților plățile livrare livrări livrările livrărilor prețuri',
  'zamówienie zamówienia zamówień zamówieniach zamówieniami zamówieniem faktura faktury faktur fakturach fakturami fakturą fakturowania płatności płatnościach płatnościami płatność rozliczenia rozliczeń rozliczeniami dostawy dostaw dostawach dostawami reklamacje reklamacji reklamacjach ceny cen',
  'заказ заказы заказов заказам заказами заказах счет счета счетов счетам счетами счетах оплата оплаты оплате оплату оплатой платеж* доставка доставки доставке доставкой поставки поставок цены ценам',
  'замовлення замовлень замовленнями замовленнях рахунки рахунків рахунками рахунках рахункам оплата оплати оплати оплаті платеж* платіж* доставка доставки доставкою ціни',
  'objednávka objednávky objednávek objednávkách objednávkami objednávkám objednávek faktura faktury faktur fakturách fakturami fakturám fakturace fakturaci platba platby plateb platbách platbami platbám dodávky dodávek reklamace reklamací ceny cen',
  'objednávka objednávky objednávok objednávkach objednávkami objednávkam faktúra faktúry faktúr faktúrach faktúrami faktúram fakturácia fakturácie platba platby platieb platbách platbami platbám dodávky dodávok reklamácie ceny',
  'поръчка поръчки поръчките фактура фактури фактурите фактуриране плащане плащания плащанията доставка доставки доставките цени',
  'narudžba narudžbe narudžbi narudžbama narudžbine narudžbina narudžbinama porudžbine porudžbina porudžbinama računi račune računa računima računi fakture faktura fakturama plaćanje plaćanja plaćanjima plaćanju isporuke isporuka isporukama dostave dostavi naročila naročil naročili računov računih računi plačila plačil plačili reklamacije cijene',
];

const WHOLE = new Set(plainLetters(NAMED.join(' ').replace(/\S+\*/g, ' ')).split(/\s+/).filter(Boolean));
const STEMS = plainLetters(NAMED.join(' ')).match(/\S+(?=\*)/g) ?? [];

/** Whether a word is such a thing. @param word in lower case */
export const isTopic = (word: string): boolean =>
  WHOLE.has(word) || STEMS.some((stem) => word.startsWith(stem));

/** "Questions about …": what anybody is asked who reads the note. */
const QUESTIONS = plainPattern(
  /(questions?|enquir(y|ies)|inquir(y|ies)|quer(y|ies)|matters|issues) (about|regarding|concerning|on|relat|in connection|to do with)|(order|invoice|billing|payment|delivery)s?[ -](questions|queries|query|enquiries|inquiries|matters|issues|related)|(fragen|rückfragen|anliegen|angelegenheiten) (zu|zur|zum|bezüglich|rund um|betreffend|wegen|über|bzgl)|(rechnungs|bestell|liefer|zahlungs)(fragen|angelegenheiten|themen)|vragen (over|omtrent|betreffende|inzake|m\.?b\.?t|met betrekking|rond)|frågor (om|kring|gällande|angående|rörande|som rör)|(faktura|order|leverans)frågor|spørgsmål (om|til|vedr|ang|omkring)|(faktura|ordre)spørgsmål|spørsmål (om|til|vedr|ang|rundt|knyttet)|(kysymy\p{L}+|asioissa|asiat)|(lasku|tilaus|maksu|laskutus|toimitus)asioi\p{L}+|küsimus\p{L}*|klausim\p{L}*|jautājum\p{L}*|kérdés\p{L}*|ügyekben|kapcsolatban|kapcsolatos|(ερωτήσ|ερωτήμα|απορίε|θέματα|ζητήμα)\p{L}*|σχετικά με|(?<!\p{L})(soru|konu)(lar)?\p{L}*|hakkında|שאל(ות|ה)|בנושאי?|בענייני?|לגבי|בנוגע|استفسار\p{L}*|أسئلة|اسئلة|بخصوص|بشأن|관련|문의|questions? |concernant|au sujet|(preguntas?|consultas?|dudas?|cuestiones|asuntos|temas) |(questões|perguntas|dúvidas|assuntos) |(domande|questioni|richieste) |(întrebări|probleme|chestiuni|aspecte) |(pytani|spraw|kwesti)\p{L}*|вопрос\p{L}*|(питан|запитан)\p{L}*|(dotaz|otáz[ko]|záležitost|věce)\p{L}*|ohledně|(otázo|otázk|záležitost|vec)\p{L}*|ohľadom|въпрос\p{L}*|(pitanj|upit|vprašanj)\p{L}*|v zvezi z|u vezi/u,
);

/** Who works beside them, and where the books are kept. */
const COLLEAGUE = plainPattern(
  /colleague|kolle[gk]|collègue|colleg[ah]|compañer|(?<!\p{L})coleg|kole[gž]|kolēģ|kolleeg|kolléga|munkatárs|коллег|колег|συνάδελφ|συναδέλφ|συνεργάτ|arkadaşım|meslektaş|עמית|קולג|زميل|колеж|sodelav|suradni|saradni|동료|medarbe[ji]d|medarbet|accounting|accounts (payable|department|team|office)|bookkeeping|finance (department|team)|department|buchhaltung|abteilung|sekretariat|(service|notre) comptab|comptabilité|contabilidad|contabilidade|contabilità|contabilitate|amministrazion|administración|boekhouding|administratie|afdeling|ekonomiavdel|ekonomi|bogholderi|regnskab|regnskap|økonomi|kirjanpito|talousosast|laskutusosast|raamatupidami|buhalteri|grāmatvedīb|könyvelés|pénzügy|λογιστήρι|muhasebe|הנהלת חשבונות|المحاسبة|الحسابات|회계팀|경리|księgowoś|бухгалтери|бухгалтері|счетоводств|účtárn|účtár(eň|ne|ni)|ekonomick\p{L}+ odd|računovodstv|knjigovodstv|contabilitat/u,
);

/** Who does it instead, and for good. */
const HANDLES = plainPattern(
  /dealt with|deals? with|handle[sd]?(?!\p{L})|look(s|ed)? after|take(s|n)? care|responsible|in charge|processe[sd]|kümmert|zuständig|bearbeite[tn]|betreut|verantwortlich|übernimmt|behandel|regelt|verzorgt|verantwoordelijk|hanterar|sköter|sköts|ansvar|tar hand om|handlägger|håndtere[rs]|tager? sig af|tar seg av|står for|varetage|hoitaa|käsittele|vastaa|hoidetaan|tegele|vastuta|lahenda|tvarko|rūpinasi|atsaking|sprendžia|kuruoja|nodarbojas|atbild par|risina|kārto|apstrādā|intéz|foglalkoz|felelős|kezel|χειρίζ|αναλαμβάν|υπεύθυν|ασχολ|διεκπεραι|ilgilen|sorumlu|bakıyor|bakmakta|yürüt|מטפל|אחרא|يتولى|تتولى|مسؤول|يهتم|تهتم|يتابع|담당|처리|s'occupe|gère|trait[eé]|chargée?|prend en charge|assure|encarga|gestiona|atiend|lleva|responsable|tramita|trata|responsável|encarrega|assegura|cuida|si occupa|gestisc|segue|seguit|responsabil|gestit|se ocupă|gestionează|preia|zajmuje|prowadzi|odpowiada za|obsługuje|odpowiedzialn|занима[ею]т|ведет|решает|отвечает за|обрабатыва|ответственн|займа[єю]|опрацьову|відповіда|вирішує|řeší|vyřizuje|na starost|zpracov|zařizuje|rieši|vybavuje|spracúva|zabezpeč|занимава|отговаря|обработва|отговорн|(?<!\p{L})vodi|brine|rješava|rešava|obrađuj|zadužen|ureja|obravnava|odgovor[an]n/u,
);

/** "Orders: …", with an address behind it. */
const HEADED = /^\P{Ll}?[^:@]{3,60}\s?:\s/u;

/** "Pueden enviarse a": by anybody, in the languages that say so without a person. */
const ARE_SENT = plainPattern(
  /(?<!\p{L})(peu(vent|t)|doi(vent|t)|sont|est|pueden?|deben?|se|podem?|devem?|possono|può|vanno|devono|pot|poate|trebuie|da) (à |a |ser |être |essere |fi )?(envi\p{L}+|envoy\p{L}+|transm\p{L}+|invi(at[aeio]|are)|mandat[aeio]|trimis[ea]?|trimit)(?!\p{L})/gu,
);

/** A question of one's own, and what is asked of us. */
const OWN = plainPattern(
  /(?<!\p{L})((i|we)('ve| have| had)|(habe|haben|hätte) (ich|wir)|(ich|wir) (habe|haben|hätte|hätten)|(ik|wij|we) (heb|hebben)|(jag|vi|jeg) har|minulla|meillä|mul|meil|turi[uą]|turime|man ir|mums ir|kérdés(em|ünk)|έχ(ω|ουμε)|sorum|sorumuz|יש (לי|לנו)|לי שאלה|لدي|لدينا|عندي|j'ai|(nous )?avons|tengo|tenemos|tenho|temos|ho|abbiamo|am (o|niște|câteva)|avem|mam(y)?|у (меня|нас|мене)|маю|маємо|mám(e)?|имам(е)?|imam(o)?|send|sent|schick\p{L}*|senden|stuur|sturen|skicka|lähe\p{L}*|saat\p{L}*|siųs\p{L}*|atsiųs\p{L}*|sūt\p{L}*|atsūt\p{L}*|nosūt\p{L}*|küld\p{L}*|στείλ\p{L}*|στέλν\p{L}*|gönder\p{L}*|שלח\p{L}*|תשלח\p{L}*|أرسل\p{L}*|ترسل\p{L}*|보내\p{L}*|envoy\p{L}*|transmettre|envi\p{L}*|mand(are|ate|ar|em)|invi(are|ate)|trimite\p{L}*|wys[łyl]\p{L}*|wyśl\p{L}*|prze[sś]\p{L}*|отправ\p{L}*|выш?л\p{L}*|при(шл|сыл)\p{L}*|на(дішл|дсил)\p{L}*|(po|za)šl\p{L}*|(po|za)sí[lh]\p{L}*|posielaj\p{L}*|изпра\p{L}*|пра(щай|тете)\p{L}*|(po)?šalj\p{L}*|pošlj\p{L}*|slati)(?!\p{L})/u,
);

/** The thing itself, and not all of its kind. */
const THIS_ONE = plainPattern(
  /^(this|that|my|our|dies\p{L}+|mein\p{L}*|unser\p{L}*|cette|ce|mon|ma|notre|mi|nuestr[oa]|est[ea]|quest[oa]|mi[oa]|nostr[oa]|minha|nossa|meu|nosso|dez?e|dit|mijn|ons|onze|min|mitt|mit|vår|vårt|vores|denne|dette|detta|minun|tämä\p{L}*|minu|meie|mano|mans|mana|manu|μου|bu|benim|mój|moj\p{L}*|nasz\p{L}*|мо\p{L}{1,3}|наш\p{L}*|эт\p{L}*|ц[еія]\p{L}*|můj|moj\p{L}*|naš\p{L}*|t[ua]to|ova[j]?|ovu)$/u,
);

/** "Order 1042": one that has a number. */
const NUMBERED = /^\W{0,4}(nr|no|n|№|#)?[.:°º ]{0,3}[A-Z]{0,3}-?\p{Nd}{3}/u;

/**
 * Whether a sentence says whom else to turn to about orders, invoices and their like: questions about them, a colleague or department that
 * sees to them, or an address of the sender's own house.
 * @param contact how the language says to turn to somebody @param house the sender's domain, unless anybody may have an address there
 */
export function namesWhoElse(sentence: string, contact: RegExp, house: string | null): boolean {
  const flat = plainWords(sentence).replace(ARE_SENT, ' ');
  const words = wordsIn(flat);
  if (OWN.test(flat) || WHY.test(flat) || !words.some(isTopic)) return false;
  if (
    words.some(
      (word, at) =>
        isTopic(word) &&
        (THIS_ONE.test(words[at - 1] ?? '') ||
          isOneOf(flat, word) ||
          words.slice(at + 1, at + 4).some((next) => next.length > 3 && isCalendarWord(next))),
    )
  )
    return false;
  // "Levering" rings, and an address may be called contact.
  const ask = contact.test(
    flat
      .replace(/\S+@\S+/g, ' ')
      .split(/\s+/)
      .filter((word) => !wordsIn(word).some(isTopic))
      .join(' '),
  );
  const headed = HEADED.exec(sentence);
  const saysName =
    headed !== null && wordsIn(sentence.slice(headed[0].length)).every((word) => !/^\p{Ll}/u.test(word));
  if (headed !== null && !saysName && !ask) return false;
  const reached = namesAddress(sentence);
  const colleague = COLLEAGUE.test(flat);
  if (QUESTIONS.test(flat) && (reached || colleague)) return true;
  if (colleague && (HANDLES.test(flat) || ((ask || saysName) && reached))) return true;
  return house !== null && flat.includes(`@${house}`) && (ask || saysName);
}

/** What somebody asks themselves. */
const WHY = plainPattern(
  /(?<!\p{L})(why|how (much|many|long)|warum|wieso|weshalb|wieviel|wie (viel|lange)|waarom|hoeveel|varför|hur (mycket|länge)|hvorfor|hvor (meget|mye|lenge)|miksi|paljonko|miks|kui palju|kodėl|kiek|kāpēc|cik|miért|mennyi\p{L}*|γιατί|πόσο|neden(?!i)|niçin|למה|כמה|لماذا|كم|왜|얼마\p{L}*|pourquoi|combien|por qué|cuánto|porquê|quanto|perché|de ce|cât|dlaczego|ile|почему|сколько|чому|скільки|proč|kolik|prečo|koľko|защо|колко|zašto|koliko|zakaj)(?!\p{L})/u,
);

const isOneOf = (flat: string, word: string): boolean =>
  NUMBERED.test(flat.slice(flat.indexOf(word) + word.length).toUpperCase());

/** Where anybody may have an address. */
const FOR_ANYBODY =
  /(^|\.)(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|t-online|freenet|proton|protonmail|pm|orange|free|wanadoo|laposte|sfr|mail|yandex|ya|bk|list|inbox|rambler|ukr|i|meta|wp|o2|onet|op|interia|poczta|seznam|email|centrum|azet|zoznam|post|libero|virgilio|tiscali|alice|sapo|abv|dir|freemail|citromail|walla|naver|daum|hanmail|qq|163|126|ziggo|kpn|kpnmail|telenet|skynet|telia|online|hot|one|delfi|btinternet|sky|bluewin|otenet|terra|uol|bol)\.(\p{L}{2,3}|com|co\.\p{L}{2}|com\.\p{L}{2})$/u;

/** The domain of an address, where it is that of a house. */
export function houseOf(address: string): string | null {
  const domain = address.toLowerCase().split('@').at(-1) ?? '';
  return domain === '' || FOR_ANYBODY.test(domain) ? null : domain;
}

/**
 * How to add to a request that has a number, and not to send it twice: said by machines to anybody. What broke twice, and what a person sent
 * twice themselves, is something else.
 */
export const isStanding = (flat: string): boolean =>
  SUBJECT_STAYS.test(flat) ||
  (NOT_TWICE.test(flat) &&
    SENDS.test(flat) &&
    (OF_MAILS.test(flat) || ASKED.test(flat)) &&
    !BY_ONESELF.test(flat));

const NOT_TWICE = plainPattern(
  /((?<!\p{L})(not|avoid|nicht|keine|bitte|niet|geen|inte|ikke|älkää|älä|ärge|palun|palume|mitte|ne|ne pas|non|no|não|evite|nu|nie|не|nem|kérjük|μην|lütfen|אין|לא|لا|عدم)(?!\p{L})|n't(?!\p{L})|(?<!\p{L})ne(siųs|sūt|posíl|posiel)).{0,50}(duplicat|duplicate|twice|multiple (times|messages|emails)|mehrfach|doppelt|dubbel|dubblett|dobbelt|dublett|useaan kertaan|uudelleen|korduv|topelt|pakartotin|dublik|atkārtot|dublē|többször|ismételt|ξανά|διπλ|πολλές φορές|mükerrer|tekrar|en double|to gange|flere ganger|två gånger|flera gånger|samme henvendelse|שוב|כפול|تكرار|مكرر|doublon|plusieurs fois|duplicad|repetid|doppi|più volte|repetat|ponown|wielokrot|powiel|повторн|дубл|opakovan|duplicit|viackrát|vícekrát|повторно|ponovno|ponavlj|podvojen)|중복|다시 보내지/u,
);

const SENDS = plainPattern(
  /send|submit|write|reply|schick|schreib|stuur|sturen|verzend|skicka|skriv|indsend|lähe|saat|siųs|sūt|küld|στείλ|στέλν|υποβάλ|gönder|שלח|شل|رسل|보내|문의|접수|envoy|envi|invi|mand|trimit|wys|prze|отправ|присыл|пишите|надсил|posíl|posiel|pošlj|šalj|изпращ/u,
);

/** What was asked of us, where a customer's word for it is that of an order too. */
const ASKED = /pedidos|richieste/u;

const BY_ONESELF =
  /(?<!\p{L})(i|i've|we|we've|my|our|ich|wir|mein\p{L}*|unser\p{L}*|ik|wij|mijn|jag|vi|min|jeg|je|j'ai|nous|minä|ma|minu|yo|io|eu|ja|я|мы|мое|аз|ми)(?!\p{L})/u;

const SUBJECT_STAYS = plainPattern(
  /(?<!\p{L})(subject( line)?|betreff(zeile)?|onderwerp(regel)?|ämne(t|srad\p{L}*)?|emne(t|felt\p{L}*|linje\p{L}*)?|aihe(tta|kenttä\p{L}*)|otsiko\p{L}*|otsikkoa|teema(t|rida)|pealkir\p{L}*|tem(os|ą)|temat\p{L}*|tēm[uas]|tárgy\p{L}*|θέμα|konu(yu|su|sunu)?|(ה)?נושא|الموضوع|제목\p{L}*|(l')?objet|asunto|assunto|(l')?oggetto|subiectul|tytuł\p{L}*|тем[аеуыи]\p{L}*|předmět\p{L}*|predmet\p{L}*|naslov\p{L}*)(?!\p{L}).{0,40}(unchanged|same|unverändert|nicht|ongewijzigd|oförändrad|uendret|uændret|muut\p{L}+|nekei\p{L}+|nemain\p{L}+|nemaino\p{L}*|(meg)?változtat\p{L}*|változat\p{L}*|αλλά\p{L}+|değiş\p{L}+|ללא שינוי|دون تغيير|변경\p{L}*|inchangé|sin (cambi|modific)\p{L}*|sem alter\p{L}*|invariat\p{L}*|neschimbat|bez zmian|zmieni\p{L}*|без (изменен|змін|промян)\p{L}*|не меня\p{L}*|beze změn\p{L}*|bez zmen\p{L}*|nemeňte|neměňte|nespremenj\p{L}*|nepromijenj\p{L}*|ne mijenj\p{L}*)|(unchanged|without changing|do not change|unverändert|ongewijzigd|oförändrad|uendret|uændret|nekeisdami|nekeiskite|nemainot|nemainiet|inchangé|sans (modifier|changer)|sin (cambiar|modificar)|sem alterar|senza (modificare|cambiare)|mantenendo|bez zmian\p{L}*|nie zmieniaj\p{L}*|сохраня\p{L}*|не (меняйте|изменяйте|змінюйте|променяйте)|не змінюючи|не меняя|beze změny|megváltoztatása nélkül|neměňte|nemeňte|ne mijenjajte|ne menjajte|muutmata|muuttamatta|älkää muuttako|ärge muutke|ändra inte|endre ikke|ikke endre|ændr ikke|wijzig).{0,40}(subject|betreff|onderwerp|ämne|emne|aihe|otsik|teema|pealkir|tem[osąa]|tēm|objet|asunto|assunto|oggetto|subiect|temat|tytuł|тем|předmět|predmet|naslov)/u,
);
