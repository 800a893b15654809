import { plainLetters } from './plain-letters.ts';

/**
 * What customers write to a company about: what they bought, what they paid, what is to become of it, who is at the door. How such
 * words begin, by language; Danish serves Norwegian too, and Croatian the languages beside it.
 */
const BUSINESS: Readonly<Record<string, string>> = {
  en: `order parcel packag deliver shipp invoice bill pay paid money transfer refund cancel keep kept hold collect pick send bring fetch take took buy bought want price cost colour color size suit jacket dress shoe repair machine broken fault damage wrong late complain instal fit deposit door neighb porter gate sister brother husband wife son daughter mother father home garage courier stop need withdraw exchange receipt voucher coupon`,
  de: `bestell paket liefer rechnung zahl bezahl geld überweis erstatt stornier behalt abhol abgeb hol schick nehm kauf will preis farb größ anzug jack reparat maschin kaputt defekt schad falsch spät beschwer nachbar pförtner tür schwester bruder mann sohn tochter zuhause kurier brauch umtausch widerruf warten kassenbon quittung gutschein abholschein`,
  nl: `pakket lever factuur betaal annul bewa ophal afhal afgev stuur breng neem koop wil prijs kleur maat pak jas repar kapot schade fout laat klacht buren buur deur zus broer vrouw thuis koerier bonnetje kassabon`,
  sv: `beställ faktur betal pengar avboka avbeställ behåll hämta skicka lämna köp vill pris färg storlek kostym jacka trasig fel sen klag granne dörr syster bror hemma kvitto`,
  da: `bestil pakke afbestil behold hent køb farve størrelse jakke reparer ødelagt fejl klage nabo dør søster hjemme ordre kjøp farge naboen kvittering`,
  fi: `tila toimit lasku maksa raha peru pidä nouda haen lähet tuo osta halua hinta väri koko puku takki korja rikki vika myöh valit naapur ovi sisko veli koti`,
  et: `telli paki tarni arve maks tühist hoidke järele saat too taha hind värv ülikond jope paranda katki viga hiline kaeb naaber uks õde vend kodu`,
  lt: `užsak siunt prista sąskait mokė apmok pinig atšauk palik laikyk atsiim siųsk nešk pirk noriu kain spalv kostium striuk taisy suged klaid skund kaimyn dur sesuo brol nam`,
  lv: `pasūt pakā piegād rēķin maksā samaks naud atcel patur glabā izņem sūt nes pērk grib cen krās uzvalk jak remont salau kļūd sūdz kaimiņ durv mās brāl mājā`,
  hu: `rendel csomag szállít számla fizet pénz töröl lemond tart átvesz elhoz küld hoz vesz vásárol akar szín méret öltöny kabát javít hiba rossz késő panasz szomszéd ajtó nővér testvér otthon futár`,
  el: `παραγγελ δέμα παράδ παραδώ τιμολόγ πληρω χρήμα ακύρ ακυρώ κρατή παραλαμβ παραλάβ φέρ αγορά θέλω τιμή χρώμα μέγεθ κοστούμ σακάκ επισκευ χαλασμ λάθος παράπον γείτον πόρτα αδερφ σπίτι`,
  tr: `sipariş teslim fatura öde para iptal sakla tut alacağ gönder getir satın iste fiyat renk beden takım ceket tamir bozuk hata şikayet komşu kapı kardeş kurye bırak`,
  he: `הזמנ חביל משלו חשבונית שיל כסף תשלו ביטול לבטל שמרו תשמרו לאסוף אסוף תביא קני רוצה מחיר צבע מידה חליפ ז'קט תיקון מקולק תלונ שכן דלת אחות בית`,
  ar: `شحن توصيل تسليم فاتورة دفع مبلغ مال إلغاء احتفظ الاحتفاظ أستلم إحضار شراء أريد سعر لون مقاس بدلة سترة تصليح إصلاح معطل خطأ شكوى جار باب أخت بيت منزل`,
  ko: `보내주 사이즈`,
  fr: `colis livr factur argent virement rembours gard retir récupér envoy apport achet veux voudr prix couleur taille costume veste répar cass défaut erreur retard plain voisin porte sœur frère femme maison ticket bon`,
  es: `pedid paquete entreg pag dinero reembols anul guard recog enví trae compra compré quier precio talla traje chaqueta roto fallo error tarde queja vecin puerta hermana hermano marido casa recib ticket vale`,
  pt: `encomend pacote dinheiro guardar levantar buscar trazer quero preço tamanho fato casaco consert avari erro atras reclam vizinh porta irmã irmão recib talão`,
  it: `ordin pacco consegn fattur soldi bonific rimbors annull tien tenere ritir voglio prezzo colore taglia abito giacca ripar rotto guasto errore ritard vicin sorella fratello marito passo scontrin ricevut tagliand`,
  ro: `comand colet plăt plat bani ramburs păstr ridic trimit aduc cumpăr vreau preț culoare mărime costum sacou stricat greș târziu ușă soră frate acasă bonul bon chitanț tichet`,
  pl: `zamów paczk dosta dostar przesyłk fakt płac zapłac przel pieniąd zwrot rezygn przetrzym odbior odebr odbier wyśl przyśl przywie przynie weź kup chc kolor rozmiar garnitur kurt marynark napraw zepsu uszkodz błąd spóźn rekl sąsi drzw siostr brat mąż żon dom paczkomat potrzeb paragon kwit pokwitowan talon`,
  ru: `заказ посыл достав счёт счет оплат плат деньг возврат отмен отказ придерж забер забир забр привез принес куп хочу цен цвет размер костюм пиджак куртк ремонт слом брак ошибк опозд жалоб сосед двер сестр брат муж жен дом курьер нужен квитанц чек талон абонемент`,
  uk: `замовл посил рахун грош скасув відмов притрим цін колір розмір піджак злам помилк скарг сусід чоловік кур'єр квитанц талон абонемент`,
  cs: `objedn balí zásil doru zaplat peníz zruš storn podrž necht vyzved přivez barv velikost oblek bund oprav rozbit chyb pozd reklam soused dveř sestr bratr manžel doma kurýr`,
  sk: `balík zásiel doruč faktúr peniaz nechaj vyzdvih prines kúp veľkos sako pokaz neskor sused dver kuriér`,
  bg: `поръч пратк колет фактур превод запаз задръж взем вземе донес иск цвят сак счуп грешк оплак съсед врат съпруг вкъщи куриер`,
  hr: `narudž dostav račun novac otkaž zadrž preuz pokup donesi žel cijen boj veličin odijel jakn poprav kvar grešk kasn žalb susjed muž naroč pošiljk plač denar prekli prevz popravil napak pritožb sosed`,
};

const STEMS = new Map(
  Object.entries(BUSINESS).map(([code, stems]) => [code, plainLetters(stems).split(' ')]),
);
const ALL: readonly string[] = [...STEMS.values()].flat();
/** So short that other languages are full of it: the word itself, and not how words begin. */
const SHORT = 3;
/** What reads with the words of another. */
const READS_AS: Readonly<Record<string, string>> = { nb: 'da' };

/** Whether a word is one that customers write about, in any language. @param word in lower case */
export const isBusiness = (word: string): boolean => beginsAny(word, ALL);

/** The same in one language: names and words of another are none of its. */
export const isBusinessIn = (word: string, code: string): boolean =>
  beginsAny(word, STEMS.get(READS_AS[code] ?? code) ?? ALL);

const beginsAny = (word: string, stems: readonly string[]): boolean =>
  stems.some((stem) => (stem.length > SHORT ? word.startsWith(stem) : word === stem));
