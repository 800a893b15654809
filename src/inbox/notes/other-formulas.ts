/*
 * What notes say, and people want, in the languages of others.ts and east-asia.ts: each goes with the pattern of its name in formulas.ts
 * and wishes.ts.
 */

/** Days of work, illness and journeys: said by people as often as by their machines. */
export const PERHAPS_AWAY_TOO =
  /(?<!\p{L})((olen|olemme) (töissä|paikalla|tavoitettavissa) (vain |yleensä |tavallisesti )?(ma|ti|ke|to|pe|maanant|tiist|keskiv|torst|perj|arkisin)\p{L}*|työskentelen (ma|ti|ke|to|pe|maanant|tiist|keskiv|torst|perj)\p{L}*|(matkustan|sairastuin|sairastunut|matkatöissä|kipeänä|kuumeessa|toipumassa|leikkauksessa)|(palveluksessa)|olen tööl (ainult |tavaliselt )?(esmasp|teisip|kolmap|neljap|reed)\p{L}*|töötan (esmasp|teisip|kolmap|neljap|reed)\p{L}*|(haigestusin|haigestunud|haigena|ravil|tõbine|reisin|reisil|välisreisil)|strādāju (pirmd|otrd|trešd|cet|piektd)\p{L}*|(saslimu|saslimis|saslimusi|slima|slims|izbraukumā|ceļojumā|ceļoju)|dirbu (pirmad|antrad|trečiad|ketvirtad|penktad)\p{L}*|dirbu \p{Lu}?\p{L}+(oje|yje|uje)|(susirgau|susirgęs|susirgusi|keliauju|kelionėje)|(hétfőn|kedden|szerdán|csütörtökön|pénteken)\P{N}{0,40}dolgozom|(megbetegedtem|utazom|úton vagyok|kiküldetésben|lábadozom)|(pazartesi|salı|çarşamba|perşembe|cuma)\p{L}*( ve \p{L}+)? (günleri )?(çalışıyorum|ofisteyim|ofisteyiz)|(hastayım|hastalandım|yoldayım|seyahatteyim)|(εργάζομαι|δουλεύω|είμαι στο γραφείο) (τη |την |κάθε )?(δευτέρ|τρίτ|τετάρτ|πέμπτ|παρασκευ)\p{L}*|(ταξιδεύω|αρρώστησα|αναρρώνω)|עובדת? (בימים|בימי|ביום)|(בנסיעה|בחו"ל|חליתי|מחלים|מחלימה)|أعمل (يومي|أيام|يوم)|(مسافر|مسافرة|مريض|مريضة)|\p{L}+에만 근무\p{L}*|(월|화|수|목|금|토|일)요일부터 (월|화|수|목|금|토|일)요일까지 근무\p{L}*|strādāju no (pirmd|otrd|trešd|cet|piektd)\p{L}*|dirbu nuo (pirmad|antrad|trečiad|ketvirtad|penktad)\p{L}*|(hétfő|kedd|szerda|csütörtök|péntek|szerdá)(től|tól|től) .{0,20}dolgozom|εργάζομαι από (δευτέρα|τρίτη|τετάρτη|πέμπτη)|עובדת? מיום|أعمل من (الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس)|ulkomailla|välismaal|ārzemēs|užsienyje|külföldön|yurt ?dışında\p{L}*|(στο )?εξωτερικό|خارج البلاد|해외에 (있|머물)\p{L}*|osa-aika\p{L}*|osalise (koormusega|tööajaga)|nepilnu (slodzi|darba laiku)|puse etato|részmunkaidőben|csökkentett munkaidőben|yarı zamanlı|μερική απασχόληση|במשרה חלקית|بدوام جزئي|단축 근무|seminaarimatkalla|seminaaris\p{L}*|seminaril|seminārā|seminare|szemináriumon|seminerde\p{L}*|σεμινάριο|ב?סמינר|ندوة|세미나|toipumassa|taastun|atveseļojos|sveikstu|lábadozom|אינני ליד המחשב|لست أمام (الحاسوب|الكمبيوتر)|en ole (\p{L}+ )?koneen ääressä|ei ole (ma )?arvuti taga|neesmu pie datora|nesu prie kompiuterio|gépközelben|bilgisayar başında değilim|δεν είμαι στον υπολογιστή|koolivaheaj\p{L}*|vaheajal|brīvlaik\p{L}*|방학\p{L}*|\p{L}*messu(matkalla|illa)|(luen|katson|tarkistan) \p{L}+ (vain )?(kerran|pari kertaa) (viikossa|päivässä)|(sairaan|kipeän) lapsen|lapsi on (kipeä|sairas)\p{L}*|(loen|vaatan) \p{L}+ (ainult )?kord (nädalas|päevas)|haige lapsega|lapsega kodus|(pārbaudu|lasu) (\p{L}+ )?reizi (nedēļā|dienā)|e-pastu pārbaudu reizi|slimu bērnu|tikrinu (\p{L}+ )?kartą per|sergančiu (vaiku|kūdikiu)|(hetente|naponta|havonta) (csak )?(egyszer|kétszer) (nézem|olvas\p{L}*|ellenőrz\p{L}*)|beteg (gyerek|gyermek|kisfi|kislány)\p{L}*|(haftada|günde|ayda) (bir|iki) (kez |kere |defa )?(kontrol|bak|oku)\p{L}*|hasta çocuğu\p{L}*|(βλέπω|ελέγχω|διαβάζω) (τα |τις )?\p{L}+ (μου )?(μόνο )?μια φορά|άρρωστο παιδί|בודקת? (דואר|מיילים|את \p{L}+) (רק )?(פעם|אחת)|ילד(ה)? חול(ה|ים)|(أتفقد|أقرأ|أطلع على) (\p{L}+ )?(مرة|مرتين)|طفلي المريض|아이가 아파\p{L}*|(일주일|하루|한 달)에 (한|두) 번 확인\p{L}*|(여행|출장|외근|치료|회복|입원) 중\p{L}*)(?!\p{L})/u;

/** Who has left, and an address that is used no more. */
export const GONE_TOO =
  /siirtyi eläkkeelle|siirtynyt eläkkeelle|jäi eläkkeelle|jäänyt eläkkeelle|ei ole enää (töissä|palveluks|meillä)|en ole enää .{0,40}palveluks|poistettu käytöstä|on suljettu pysyvästi|(läks|läinud|jäi) .{0,25}pensionile|on pensionil|lahkus (töölt|meie|ettevõttest|ametist)|postkast on suletud|ei ole enam kasutusel|ma ei tööta enam|(devies|devusies|aizgājis|aizgājusi) pensijā|vairs nestrādā|(vairs )?netiek (vairs )?(izmantot|lietot|lasīt|pārbaudīt)\p{L}*|išėjo (iš darbo|į pensiją)|(jau )?nebedirb|nebenaudojam|nebetikrinam|nebeskaitom|nyugdíjba (vonult|ment)|postafiók (megszűnt|megszűnik)|e-mail ?cím\p{L}* (megszűnt|megszűnik)|már nem (a |az )?.{0,40}munkatársa|már nem dolgoz|távozott (a )?(cég|társaság|iskol)\p{L}*|(emekli|emekliye) (oldu|ayrıl)\p{L}*|(şirket|kurum|görev|ekib)\p{L}*(den|dan) ayrıl(dı|mış)\p{L}*|artık .{0,50}çalışm(ıyor|amakta)\p{L}*|artık kullanılm\p{L}*|συνταξιοδοτήθηκε|αποχώρησε|δεν (εργάζεται|εργάζομαι|ανήκει|χρησιμοποιείται) (πια|πλέον)|έχει αποχωρήσει|פרשה? לגמלאות|פרשתי לגמלאות|סיי(ם|מה|מתי) את עבודת\p{L}+|עזבה? את (החברה|המשרד|תפקיד)|אינ(י|ו|ה|נו) עובדת? (עוד|יותר)|(כבר )?לא עובדת? (עוד|יותר|כאן)|אינה (עוד )?(בשימוש|פעילה)|אינו (בשימוש|פעיל)|تقاعدت? |لم (يعد|تعد) (السيد|السيدة|الأستاذ|الأستاذة|الزميل|الزميلة|المهندس|المهندسة|الدكتور|الدكتورة|زميلنا|زميلتنا) .{0,40}(يعمل|تعمل)|لم أعد أعمل|(العنوان|البريد|الصندوق) لم يعد (مستخدم|نشط)|لم يعد هذا (العنوان|البريد)|(غادر|ترك)ت? (الشركة|العمل|المؤسسة)|정년퇴직\p{L}*|퇴직(하|했|입)\p{L}*|퇴사(하|했)\p{L}*|더 이상 .{0,20}(사용|근무|일)하지|työsuhteeni .{0,40}päättynyt|(minu )?töösuhe .{0,40}lõppenud|darba attiecības .{0,40}beigu\p{L}+|darbo santykiai .{0,40}baigėsi|munkaviszonyom .{0,40}megszűnt|(iş )?ilişkim .{0,30}sona er\p{L}*|(iş|çalışma) ilişkim|συνεργασία μου .{0,40}έληξε|העסקתי .{0,30}הסתיימה|انتهى عملي|انتهت علاقتي|(siirryin|siirtynyt) .{0,30}(tehtäviin|osastolle)|teisel ametikohal|vahetasin (töökohta|ametikohta)|citā amatā|citu darbu|(einu|pradėjau eiti) kitas pareigas|más munkakörben|başka (bir )?(görev|bölüm|birim)\p{L}*|έχω άλλα καθήκοντα|άλλαξα (θέση|πόστο)|בתפקיד אחר|(وظيفة|قسم) أخرى|إلى قسم آخر|다른 (업무|부서)\p{L}* (맡|옮|이동)\p{L}*/u;

/** What is said of a child that is ill, of guests who are welcome again, and of a number to ring: words that are a customer's else. */
export const SET_PHRASES_TOO =
  /(?<!\p{L})((olen )?kotona (sairaan|kipeän) lapsen (kanssa|vuoksi)|lapsi on (kipeänä|sairaana|kipeä|kuumeessa)( ja olen kotona( hoitamassa häntä)?)?|(olen )?(haige )?lapsega kodus|kodus haige lapsega|ootame teid (jälle|taas)( alates)?|mājās ar slimu bērnu|(laukiame|lauksime) jūsų|namuose su sergančiu (vaiku|kūdikiu)|(itthon|otthon) (vagyok|leszek|maradtam) (a |egy )?beteg (gyerek|gyermek|kisfi|kislány)\p{L}*|várjuk (kedves |önt |önöket |vissza |ismét )*(vásárló|vendég|ügyfel|páciens)\p{L}*|ismét várjuk (önöket|önt|kedves vendégeinket|vásárlóinkat)|hasta çocuğumla evdeyim|evde hasta çocuğuma bakıyorum|σπίτι με (το |ένα )?άρρωστο παιδί( μου)?|בבית עם (ה)?ילד(ה)? (ה)?חול(ה|ים)|في (البيت|المنزل) مع طفلي المريض|아이가 아파(서)? 집에 있습니다|jöv(ök|ünk) vissza|vissza jöv(ök|ünk))(?!\p{L})/giu;

/** To be rung at an hour or on a day: notes say whom to ring, and not when. What is urgent, or has a number beside it, is a note's. */
export const RING_AT =
  /^(?!.*(\p{Nd}{3}|@|kiir|päivyst|skub|steidz|neatliek|avārij|sürg|ügyelet|acil|επείγ|έκτακτ|דחו|חירום|عاجل|طار|ضرور|급|긴급|응급|急|緊))(.*[,.;] )?(ja |siis |tad |tai |és |ve |και |אז |و)?(soita|soittakaa|soittele\p{L}*|helista|helistage|zvaniet|zvani|skambinkit|skambinkite|skambink|hívjon|hívjanak|hívjatok|arayın|arayınız|καλέστε|πάρτε( με)?|τηλεφωνήστε|תתקשרו|התקשרו|תתקשר|اتصلوا|اتصل|اتصلي)(?!\p{L})/u;

/** What a person says of themselves or decides: nobody answers, who signs, where things may stand, and when they come. */
export const WANTS_TOO =
  /(?<!\p{L})((muuten|muulloin) .{0,20}(paikalla|auki|avoinna)|joku on|muidu .{0,20}(kohal|avatud|lahti)|keegi on kohal|citādi .{0,20}(vietas|atvērt)|kāds ir|kitaip .{0,20}(vietoje|dirbame)|kas nors būna|egyébként .{0,20}(itt|nyitva)|van itt valaki|yoksa .{0,20}(buraday|açığ)|birisi var|αλλιώς είμαστε|κάποιος είναι|lomalla ollaan)(?!\p{L})|חוץ מזה|יש כאן מישהו|وإلا فنحن|يوجد أحد|그 외에는|다른 날은|ほかの日は|都有人|都在(?!家)|有人在|门(开|關|关|没|口)|那时|那時|전에 전화|이후에 전화|오후에 전화|오전에 전화|서명|새 주소는 (?!\S*@)|(^|\s)못 갑니다|가지러|찾으러|伺い(ます|たい|ました)|取りに|受け取|置いて|見送|署名|捺印|次の空き|次回|見積もりを|金額|新住所|社員ではありません|私宛|時(前|以降|過ぎ)に.{0,6}電話|誰も出|来ていただ|お越し|过来|來拿|来拿|去拿|拿货|取货|不要了|签字|簽字|下次|有空|新地址|报价|報價|接受|金额|金額|放着|放你|放在|送来|送來|先放|没人接|沒人接|点前打|點前打|员工了|(联系|聯絡|找|打给|打給)我(?![的们們])|送到|送去|再送|再来|再來|帮我|幫我|麻烦|麻煩|(日|曜日?|[今来]週|以降|午前|午後|その後|後)(に|で|以降|以降で)?お願い|働い|(日|週|曜)(に|以降)(来|持|届|行)|持って|構いません|結構です|助かります|教えてください|いつ(です|でしょう|頃)|いくら|どう(です|なって)|変更したい|してほしい|してもらえ|いただけ(ます|ません)か/u;

/** How long it takes, as offices say it. */
export const AUTOMATIC_TOO =
  /käsittelyaika|menetlusaeg|menetlemise tähtaeg|izskatīšanas (laiks|termiņš)|nagrinėjimo (laikas|terminas)|ügyintézési (határidő|idő)|işlem süresi|inceleme süresi|χρόνος (απάντησης|διεκπεραίωσης|επεξεργασίας)|(תשובה|מענה) (תימסר|יימסר|תינתן|יינתן)|זמן (הטיפול|המענה)|مدة (المعالجة|الرد)|سيتم إبلاغكم|처리 ?기한|처리 ?기간/u;

/** Who is there again, and glad of it. */
export const REOPENS_TOO =
  /tervetuloa|palvelemme|ootame teid|tiksimies|tiekamies|gaidīsim|būšu (atpakaļ|birojā)|lauksime|laukiame|susitiksime|várjuk|jelentkez|bent leszek|leszek újra|hizmetiniz|ofistey|buraday|görüşmek|κοντά σας|περιμένουμε|θα είμαστε|לראותכם|לפעילות|לשירותכם|باستقبالكم|نستأنف|استئناف|뵙겠|영업|한가위|휴일/u;

/** Before whom, in Arabic and Hebrew. */
export const TITLES_TOO =
  /^(السيد|السيدة|الأستاذ|الأستاذة|الزميل|الزميلة|المهندس|المهندسة|الدكتور|الدكتورة|מר|גב'|גברת|דר'|ד"ר)$/u;

/** Thanks for somebody's patience, which are asked of whoever writes. */
export const PATIENCE =
  /(?<!\p{L})(kiit|täna|paldies|pateic|dėkoj|ačiū|köszön|teşekkür|ευχαριστ|תודה|شكرا|감사|感謝|感谢)\P{N}{0,40}(kärsivälli|kannatlik|mõistmi|pacietīb|sapratn|kantryb|supratin|türelm|megértés|sabr|anlayış|υπομον|κατανόησ|סבלנות|הבנ|لصبركم|صبركم|تفهمكم|耐心)|(기다려 주셔서|양해해 주셔서) 감사|양해 (부탁|바랍)|불편을 드려|pahoittelemme|vabandame ebamugavus|atvainojamies par (sagādāt\p{L}+ )?neērt|atsiprašome už nepatog|elnézést kérünk|rahatsızlık|özür dileriz|συγγνώμη για την|אי ה?נוחות|نعتذر عن|pyydämme kärsivällisyyttä|palume kannatlikkust|prašome kantrybės|sabrınız|anlayışınız/u;

/** How a town ends where somebody is in it; its capital stands beside it. */
export const PLACES: Readonly<Record<string, RegExp>> = {
  fi: /(ss|ll)[aä]$/u,
  et: /[sl]$/u,
  lv: /[aeiu]s?$/u,
  lt: /(e|je|ose|yse)$/u,
  hu: /([bn][ae]n|[oeö]n)$/u,
  tr: /'?[dt][ae](yım|yim|yız|yiz)?$/u,
  el: /./u,
};

/** A thing of theirs that works no more: of who has left it is said where they worked. */
export const WORKS_NO_MORE =
  /^(?!.*(?<!\p{L})(ma|mina|ta|tema|es|viņš|viņa|ben|kendisi|bay|bayan|εγώ|אני|הוא|היא|أنا|السيد|السيدة|kontor|birojs|veikals|ofis\p{L}*|mağaza\p{L}*|γραφείο|κατάστημα|ιατρείο)(?!\p{L})).{2,60}(?<!\p{L})(ei tööta enam|enam ei tööta|ei tööta|vairs nestrādā|(artık )?çalışmıyor|(δεν|δε) (λειτουργεί|δουλεύει)( πια| πλέον)?|(כבר )?לא עובדת?|(لا|لم) (يعد |تعد )?(يعمل|تعمل))[.!]*$/u;

/** That they will ring, and what they do before they answer. */
export const WILL_RING =
  /(?<!\p{L})(soitan|soittelen|soitamme|helistan|helistame|piezvanīšu|piezvanīsim|zvanīšu|paskambinsiu|paskambinsime|skambinsiu|telefonálok|telefonálunk|felhívom|felhívjuk|ararım|ararız|arayacağım|arayacağız|θα (σας )?(τηλεφωνήσω|καλέσω|πάρω)|אתקשר|נתקשר|سأتصل|سنتصل|(mutta|kyllä|voi|saa|portti|vahtimestari) .{0,30}ott\p{L}+ vastaan|võtab (kauba|paki|asja|selle)? ?vastu)(?!\p{L})|전화 ?드리겠|전화하겠|お?電話(いた)?します|(が|は|に).{0,4}受領(いた)?します|その(時間|頃|とき)に|签收|簽收|尺寸|量好|商量|考虑|考慮|决定|決定|再说|再說|核对|確認後|确认后|给(你|您)们?打电话|可以[。.!!]?$|(号|號|日|点|點|周.|週.)可以|可以(送|来|來|拿|取|收|寄)/u;

/** Posts, offices and callings that sign below, as POST in signature.ts. */
export const POST_TOO =
  /^(kirjaamo|kunta|kunnan|kaupunki|kaupungin|virasto|koulu|lukio|tuki|neuvonta|asianajaja|notaari|hammaslääkäri|eläinlääkäri|arkkitehti|opettaja|puuseppä|kantselei|vallavalitsus|linnavalitsus|kool|gümnaasium|notar|advokaat|arst|õpetaja|arhitekt|puusepad|talu|kanceleja|dome|pašvaldība|skola|ģimnāzija|notārs|notāre|advokāts|advokāte|ārsts|ārste|skolotāj[as]|arhitekt[se]|galdnieki|raštinė|savivaldyb\p{L}+|mokykla|gimnazija|progimnazija|notar\p{L}+|advokat\p{L}+|gydytoj\p{L}+|mokytoj\p{L}+|architekt\p{L}+|pavaduotoj\p{L}+|ūkiui|baldai|hivatal\p{L}*|polgármesteri|iskola|gimnázium|közjegyző|ügyvéd|orvos|fogorvos|állatorvos|építész|tanár|asztalos|belediye\p{L}*|işleri|okulu|lisesi|noter|noteri|avukat|doktor|hekim|öğretmen|mimar|usta|mobilya|δήμος|δήμου|πρωτοκόλλου|σχολείο|γυμνάσιο|λύκειο|συμβολαιογράφος|δικηγόρος|γιατρός|οδοντίατρος|αρχιτέκτονας|εκπαιδευτικός|ξυλουργείο)$/u;

/** Who does it instead: what is said of me then is a note's. */
export const DEPUTY_TOO =
  /sijai|tuura|asenda|aizviet|aizst[āa]j|pavaduo|helyettes|vekil|yerime|αντικαθιστ|מחליפ|ממלא|ينوب|تنوب|بدلا|대리|대신|후임/u;

/** Mails are to go to another address, as WRITE_ELSEWHERE in formulas.ts. */
export const WRITE_ELSEWHERE_TOO =
  /^(lähettää|saata|sūtīt|rakstīt|adresēt|siųsti|rašyti|adresuoti|küldeni|írni|címezni|gönderebilirsiniz|yazabilirsiniz|iletebilirsiniz|στέλνονται|στέλνετε|αποστέλλονται|απευθύνετε|לשלוח|שלחו|להפנות|إرسال|أرسلوا|توجيه|보내)$/u;

/** A feast, wished to anybody. */
export const WISHES_WELL_TOO =
  /bayram\p{L}* (kutlu|mübarek)|iyi bayramlar|mutlu yıllar|χρόνια πολλά|καλή ανάσταση|חג (\p{L}+ )?(שמח|כשר)|שנה טובה|كل عام .{0,12}بخير|عيد\p{L}* مبارك|lai (skaisti|priecīgi)|priecīg\p{L}+ .{0,15}svētk|(gražios|gražių|linksmų|šviesių) (\p{L}+ )?(švent|šventės)|(szép|kellemes|áldott|békés|boldog) (\p{L}+ )?(ünnep|pihen|karácsony|húsvét|új évet)|(hyvää|iloista|rauhallista|aurinkoista) (\p{L}+)?(itsenäisyyspäivää|pääsiäistä|juhannusta|joulua|vappua|kesää|lomaa)|(head|ilusat|rõõmsat|kena) (\p{L}+ )?(aastapäeva|aega|püha|jaani)\p{L}*|(즐거운|좋은|행복한|풍성한) (휴일|명절|연휴|한가위|설|추석|성탄)/u;

/** "I answer later", of one alone. */
export const I_ANSWER =
  /(?<!\p{L})(vastaan|palaan|vastan|atbildēšu|atsakysiu|válaszolok|(cevap|yanıt) vereceğim|yanıtlayacağım|θα απαντήσω|אענה|אשיב|سأرد)(?!\p{L})/u;

/** Answers take longer. */
export const DELAYED =
  /vastau\p{L}+ (voi|voivat|saattaa|saattavat) (viivy?|viip|kest)\p{L}*|vastau\p{L}+ .{0,20}viipy|viiveellä|vast(amine|used|us) .{0,20}(viibi|hiline)|atbild\p{L}+ .{0,20}kavē|atsakym\p{L}+ .{0,20}(vėluo|užtruk)|válasz\p{L}* .{0,20}(késhet|csúszhat)|yanıt\p{L}* .{0,20}gecik|απαντήσεις .{0,20}(καθυστερ|αργήσ)|עיכוב(ים)? ב(מענה|תשוב)|تتأخر الردود|يتأخر الرد|(답변|회신|확인)이 .{0,10}(지연|늦)/u;

/** Their own number, which is a new one, and who opens the door. */
export const MY_NUMBER =
  /^(?!.*(kiir|skub|steidz|sürg|acil|επείγ|επειγ|דחו|عاجل|طار|급|急|緊|紧)).*((?<!\p{L})(uusi \p{L}*numero(ni)?|\p{L}*numeroni on|(minu|mu) (uus )?(telefoni|mobiili)?number|(mans|mana) (jaun\p{L}+ )?(telefona )?numurs|mano (nauj\p{L}+ )?(telefono )?numeris|(új )?(telefon|mobil)?számom|(yeni )?(telefon |cep )?numaram|(νέο μου|μου νέο) τηλέφωνο|νέος μου αριθμός|τηλέφωνό? μου|αριθμός μου|رقم (هاتفي|جوالي)|هاتفي|رقمي)(?!\p{L})|(הטלפון|המספר|מספרי) .{0,12}שלי|제 (새 )?(전화)?번호|새 전화번호|新しい電話番号|私の(電話)?番号|我的新?(电话|電話|号码|號碼|手机|手機))/u;

export const OPENS_FOR_YOU =
  /(?<!\p{L})(hän avaa|tema avab|(viņš|viņa) atvērs|(jis|ji) atidarys|ő (ki)?nyit\p{L}*|o (açar|açacak)|(αυτός|αυτή|εκείνος|εκείνη) (θα )?(σας )?ανοί\p{L}+|(הוא|היא) [ית]פתח|سيفتح|ستفتح)(?!\p{L})|(?<!\p{L})(akkor (van )?nyitva|silloin (on )?auki|siis (on )?(uks )?lahti|tad (ir )?(durvis )?(vaļā|atvērt)|tada (atvir|atidaryt)|o zaman (kapı )?açık|τότε .{0,20}ανοιχτ|אז .{0,12}פתוח)|(?<!\p{L})(kapu|portti|värav|vārti|vartai|kapı)(?!\p{L})|열어 (줄|드릴)|開けます|会开门|給你們開|给你们开/u;
