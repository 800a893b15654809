import { plainPattern } from './plain-letters.ts';

const PROMISED: Readonly<Record<string, RegExp>> = {
  en: /\b(forward|return|reply|repl(y|ies)|respon|answer|get back|be back|back (on|in|at|from|until)|in touch|access|check|monitor|number|reference|deal with|checked|reopen)|hear from|come back to you|catch up|picked up|go through my|when i('m| am) next|read the following|(service|hours) resumes?|may take|could take|take us|as soon as|(at|in|during) (the|those|our) .{0,20}hours|will be (dealt|read|seen|looked)|running|take .{0,30}(days?|weeks?)|(we('ll| will)|you will be) (let you know once|update you|updated)|we will write to you|looking at (my )?e-?mails|before you (get|hear|receive)|you will (get|receive|hear)|back to normal|within \p{L}+ working|(phone|ring|call) you back|bear(ing)? with|see you/u,
  de: /lese|bearbeit|weitergeleitet|gelesen|rückkehr|zurück|antwort|melde|zugriff|nummer|kümmern|für sie da|rückfragen|sobald|wieder (zu erreichen|erreichbar|besetzt|am platz|da\b|im)|hören (sie )?von|in verbindung|(wir|werden|wird) .{0,30}(informier|benachrichtig)|informieren wir|dauert|postfach|schauen|tagen eine|wieder .{0,20}(erreichbar|besetzt)|brauchen .{0,30}(tage|wochen?)|reihe nach|(erhalten|bekommen) sie|sie (erhalten|bekommen)|rufen sie .{0,40}zurück|wieder gelesen|ändert|tagen|werktages?|sehen uns/u,
  nl: /doorgestuurd|gelezen|terug|antwoord|reageer|nummer|lees|contact met u|toegang|(hoort|horen) (u |je )?(van|uiterlijk)|u van (mij|ons) hoort|weer (bereikbaar|te bereiken|aanwezig|aan de slag|welkom|er\b|open|dagelijks)|te woord|er weer|voor u klaar|duurt|duren|op de hoogte|laten .{0,20}weten|behandel|zodra ik|in de mailbox|bezoek|aan de slag|reager|(bekijk|lees|lezen) .{0,30}(mail|post)|dagen nodig|(krijgt|ontvangt) u|u (krijgt|ontvangt)|bellen (wij |we )?u .{0,40}terug|op volgorde|nemen (wij|we) contact|binnen \p{L}+ werkdag|wordt .{0,40}gelezen|tot (maandag|dinsdag|woensdag|donderdag|vrijdag|dan|ziens)/u,
  sv: /läser|läser|åter|tillbaka|svar|kontor|kontaktar dig|inom kort|tillgång|läser|hör (vi |jag )?av|på plats igen|öppnar|(plats|benen|dag|öppet) igen|dröja|tar hand|handlägg|vi meddelar|meddelar dig|så (snart|fort) (jag|vi)|i inkorgen|tittar|tas om hand|besvaras|tar ungefär|ta .{0,20}tid|dagar på|läses|(du|ni) får|får (du|ni)|ringer .{0,20}(upp|tillbaka)|läser .{0,20}igen|kommer in|ses igen/u,
  da: /læser|tilbage|svar|retur|vender|kontor|kontakter dig|besvar|adgang|hører fra|klar igen|åbner|(klar|benene|plads|dag|åbent|gang) igen|få fat i|tager cirka|giver besked|så snart (jeg|vi|der)|indbakken|ser (først|kun)|behandlet|gå .{0,20}(tid|dage)|skriver til|læses|bliver læst|sendes videre|videresendes|du får|får du|ringer .{0,20}tilbage|læser .{0,20}igen|kommer ind|dage på at svare|(træffes|ses) igen/u,
  nb: /leser|tilbake|svar|retur|kontor|kontakt med deg|besvar|tilgang|hører fra|på plass igjen|åpner|(klar|beina|plass|dag|åpent|gang) igjen|få tak i|tar omtrent|gir beskjed|så (snart|fort) (jeg|vi|det)|innboksen|ser (først|bare)|behandlet|(ta|gå) .{0,20}(tid|dager)|skriver til|sett på e-post|leses|blir lest|sendes videre|videresendes|du får|får du|ringer .{0,20}tilbake|leser .{0,20}igjen|kommer inn|tar kontakt|dager på å svare|(treffes|ses) igjen/u,
  fi: /lue|pala|vasta|viesti|yhtey/u,
  et: /loe|tagasi|vasta|naas|kiri|ühendust|loen/u,
  lt: /grįž|atsak|susisiek|skait|prieig/u,
  lv: /atgrie|atbild|sazinā|lasu|piekļ/u,
  hu: /kapcsolatot|vissza|válasz|térek|olvas/u,
  el: /επιστρ|απαντ|επικοινωνήσ|διαβάζω|πρόσβασ|λάβετε/u,
  tr: /oku|dön|yanıt|cevap|iletişime geç|erişim/u,
  he: /קורא|אחזור|נחזור|אשוב|שובי|אענה|נענה|אשיב|נשיב|יחזור|בודק|גישה|ואשיב/u,
  ar: /أقرأ|عود|رد|سيتواصل|أطلع|سنجيب/u,
  ko: /확인하지|복귀|답변|답장|회신|연락|전화|문의/u,
  fr: /lis|transmis|traiter|retour|répond|rentre|revien|connaissance|traité|numéro|référence|contactera|consulte|accès|reven/u,
  es: /leo|vuelt|volver|regres|respond|contest|número|contacto|acceso/u,
  pt: /leio|volt|regress|respond|retorn|número|entrará em contac|acesso|respost/u,
  it: /leggo|rientr|ritorn|rispond|torner|numero|carico|contatter|accesso/u,
  ro: /întor|reveni|răspun|număr|va contacta|citesc|acces/u,
  pl: /czytam|przekier|przekaz|wrac|wróc|powr|odpow|odpis|numer|dostęp|skontakt|odpisz/u,
  ru: /чита|рассмотр|верн|возвра|отве|номер|доступ|свяж|провер/u,
  uk: /чита|поверн|відпов|номер|доступ|зв'яж|перевір/u,
  cs: /nečtu|vrát|návrat|odpov|číslo|přístup|ozve|čtu/u,
  sk: /vrát|návrat|odpov|číslo|prístup|ozve|čítam/u,
  bg: /върн|връщ|отговор|номер|достъп|свърж|чета/u,
  hr: /bere|vrat|vrać|vrn|javi|odgovor|broj|številk|čita|kontaktira|pristup|berem|jav/u,
};
/** Says when an answer comes, or that none does, as notes do; by language. */
export const PROMISES: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries(PROMISED).map(([code, pattern]) => [code, plainPattern(pattern)]),
);

/** Languages without capitals: whom to ask instead is a name that nothing marks. */
export const WITHOUT_CAPITALS: ReadonlySet<string> = new Set(['he', 'ar', 'ko']);

/** An article before a capital makes it a thing, where all nouns have one: "wegen der Farbe". */
export const ARTICLES = plainPattern(
  /^(der|die|das|dem|den|des|ein|eine|einen|einem|einer|wegen|für|mit|ohne|zur|zum)$/u,
);

/** Before whom: a name follows. */
export const TITLES = plainPattern(
  /^(mr|mrs|ms|dr|m|mme|mlle|sr|sra|sig|dott|prof|mgr|ing|inż|д-р|др|лікар|lékař|lekarz|dokter|dr-|doktor|herr|herrn|frau|pan|pana|panem|pani|panią|collega|collègue|kollege|kollegen|kollegin|colleague|kolega|kolegę|koleżanka|г-н|г-жа)$/u,
);

/** "Call me": a note says so of what is urgent, or beside a number; a person says so of anything. */
export const asksToBeCalled = (flat: string): boolean =>
  speaksOfOneself(flat) && !/\p{Nd}{4}|(\p{Nd}{2} ){3}\p{Nd}{2}/u.test(flat);

/** Of oneself, and neither of what is urgent nor of a deputy. */
export const speaksOfOneself = (flat: string): boolean =>
  ME.test(flat) && !URGENT.test(flat) && !DEPUTY.test(flat);

const ME = plainPattern(
  /(?<!\p{L})(me|mich|mir|mij|mig|meg|minulle|minuun|mulle|mind|man|mani|manim|engem|bana|beni|mnie|mną|мне|мной|мені|mně|mne|mnou|mňa|moi|mene|meni|ме|ми|אלי|אליי|بي|저에게|제게)(?!\p{L})/u,
);
/** What notes say whom to ask about. */
export const URGENT = plainPattern(
  /urgen|urgên|emergen|notf[aä]ll|notdienst|dring|eilig|spoed|bråd|akut|haster|hastes|kiire|kiir|skub|steidz|sürg|επείγ|επειγ|acil|דחופ|דחוף|عاجل|طار|급|piln|nagł|сроч|термінов|naléhav|naliehav|neodklad|спешн|hitn|nujn/u,
);
const DEPUTY = plainPattern(
  /zastęp|vertr|replac|замеща|заміщ|замества|zastup|zastúp|zamjen|nadomešč|sostitu|sustit|substit|remplac|vervang|vikar|înlocu/u,
);

const THANKS = plainPattern(
  /thank|dank|\btac?k|takk|kiito|kiitä|täna(n|me)|palj?u tänu|tänu|dėkoj|ačiū|paldies|köszön|ευχαριστ|teşekkür|תודה|شكر|감사|merci|gracias|obrigad|agrade|grazie|mulțum|dzięk|спасиб|благодар|дяку|děkuj|ďakuj|hval/u,
);

/** Away perhaps, said by people as often as by their machines: a note only beside whom to ask, or when an answer comes. */
export const PERHAPS_AWAY = plainPattern(
  /(?<!\p{L})(sick|ill|off (until|till|today|work)|syg|choruj[eę]|chory|bolest\p{L}*|bolesn\p{L}*|bolan|bolna|bolnav\p{L}*|아파\p{L}*|아프\p{L}*|몸살\p{L}*|baixa|atestado|arrêt|(do(n't| not)|usually|normally|generally) work|arbeite (nur|normalerweise|nicht|in der regel|meist)|werk (niet|alleen|meestal|normaal)|ne travaille pas|travaille (uniquement|seulement|généralement)|no trabajo(?! en)|trabajo (solo|sólo|los|normalmente)|não trabalho(?! (na|no|em|mais))|trabalho (só|apenas|normalmente)|non lavoro(?! (più|in|per))|lavoro (solo|il|di solito|normalmente)|nie pracuję(?! (już|w))|pracuję (tylko|od|zwykle|zazwyczaj)|не работаю(?! в| больше)|(обычно )?работаю (только|по|с|обычно)|не працюю(?! [ву])|працюю (лише|тільки|по|з|зазвичай)|nepracuji|pracuji (jen|pouze|obvykle)|nepracujem|pracujem (len|iba|zvyčajne)|ne radim(?! (u|više))|radim (samo|od|obično)|ne delam|delam (samo|od|običajno)|не работя|работя (само|от|обикновено)|nu lucrez|lucrez (doar|numai|de obicei)|nem dolgozom|csak .{0,30}dolgozom|(jobbar|arbetar) (inte|bara|endast|normalt|vanligtvis)|arbejder (ikke|kun|normalt)|(jobber|arbeider) (ikke|bare|kun|vanligvis)|en työskentele|työskentelen (vain|yleensä)|ei tööta|töötan (ainult|tavaliselt)|nedirbu|dirbu (tik|paprastai)|nestrādāju|strādāju (tikai|parasti)|δεν εργάζομαι|δεν δουλεύω|(εργάζομαι|δουλεύω) (μόνο|συνήθως)|çalışmıyorum|לא עובדת?|עובדת? (רק|בדרך)|لا أعمل|أعمل (فقط|عادة)|근무하지\p{L}*|няма да работи|не работи (от|до|в периода|на)|не працю(є|ватиме) (з|до|в)|не работает (с|до|в)|не будет работать|nie pracuje (od|do|w)|nie będzie pracować|ne radi (od|do|u)|neće raditi|ne dela (od|do)|nu lucrează|nu va lucra|nedirba (nuo|iki)|nestrādā (no|līdz)|δεν λειτουργεί|δεν θα λειτουργήσει|hizmet vermeyecek\p{L}*|çalışmayacak\p{L}*|sono (in|al|alla) (fiera|salone|mostra)|olen (ära|eemal)|ma ei ole kohal|manis nebūs|manęs nebus|nema me|me ni (v|do)|няма ме|няма да съм|nie ma mnie|nie będzie mnie|мене немає|мене не буде|меня (нет|не будет)|nejsem (tu|zde|v kanceláři)|nie som (tu|v kancelárii)|nem vagyok bent|nem leszek bent|beurs|vakbeurs|mässan?|messen?|messuilla|näyttelyssä|messil|näitusel|parodoje|mugėje|izstādē|gadatirgū|kiállításon|vásáron|έκθεση|fuarda\p{L}*|fuar|תערוכה|בתערוכה|ביריד|معرض|المعرض|전시회\p{L}*|박람회\p{L}*|sur un salon|au salon|feria|feira|fiera|târg\p{L}*|targach|wystawie|выставке|ярмарке|виставці|ярмарку|veletrhu|výstavě|veľtrhu|výstave|изложение\p{L}*|панаир|sajmu|sejmu|izložbi|krankgeschrieben|arbeitsunfähig|sykmeldt|sykmelding|sygemelding|haiguslehel|töövõimetu\p{L}*|työkyvytön|nedarbingum\p{L}*|darbnespēj\p{L}*|práceneschop\p{L}*|neschopn\p{L}*|нетрудоспособ\p{L}*|weiterbildung|lehrgang|bijscholing|nascholing|opleiding|fortbildning|vidareutbildning|efteruddannelse|videreuddannelse|etterutdanning|täydennyskoulutu\p{L}*|täienduskoolitu\p{L}*|kvalifikacij\p{L}*|kvalifikācij\p{L}*|továbbképzés\p{L}*|επιμόρφωση|μετεκπαίδευση|eğitimde\p{L}*|השתלמות|בהשתלמות|연수|perfectionnement|corso (di|d')|aggiornamento|perfecționare|kursie|курсах|повышени\p{L}*|підвищен\p{L}*|повишаване|usavršavanj\p{L}*|usposabljanj\p{L}*|izpopolnjevanj\p{L}*|tečaj\p{L}*|(trade )?(fair|show)|training|course|conference|seminar|only work|non-working|part-time|maternity|paternity|krank|erkrankt|freien tag|fortbildung|schulung|messe|praxis|ziek|ziekte|cursus|sjuk\p{L}*|syk\p{L}*|sygemeldt|kurs\p{L}*|konferen\p{L}*|konverents\p{L}*|conf[eé]ren\p{L}*|kongress?\p{L}*|kongre[ss]\p{L}*|congr[eè]s\p{L}*|congreso|congresso|convegno|tagung|workshop\p{L}*|seminar\p{L}*|συνέδριο|конференц\p{L}*|כנס|مؤتمر|학회|회의|influensa\p{L}*|grippe|gripp?[aeę]?|griep|flu|covid|flunssa\p{L}*|influenza\p{L}*|grypa|грип\p{L}*|chřipk\p{L}*|chrípk\p{L}*|grip(ą|u|is)|γρίπη|שפעת|독감|sairaana|haige|sergu|slim\p{L}*|beteg\p{L}*|táppénz\p{L}*|ασθεν\p{L}*|άρρωστ\p{L}*|ταξίδι|hasta\p{L}*|raporlu\p{L}*|חולה|מחלה|לידה|مريض|مرضي\p{L}*|병가|malade|maladie|formation|séminaire|maternité|paternité|enfermo|enferma|baja|no estoy disponible|maternidad|doente|maternidade|malat\p{L}*|maternità|formazione|medical|delegație|szkoleni\p{L}*|konferencj\p{L}*|zwolnieni\p{L}*|chorob\p{L}*|nieczynn\p{L}*|macierzyńsk\p{L}*|больничн\p{L}*|болею|обучени\p{L}*|декрет\p{L}*|лікарнян\p{L}*|хворію|nemocn\p{L}*|chor[ýá]|školen\p{L}*|mateřsk\p{L}*|matersk\p{L}*|болничн\p{L}*|болничен|болен|болна|обучение|bolovanj\p{L}*|koulutuksessa|képzésen|curs|eğitimde\p{L}*|mokymuose|mācībās|koolitusel|εκπαίδευση|בהכשרה|دورة|교육|навчанні|edukacij\p{L}*|izobraževanj\p{L}*|майчинство|gyeden|gyesen|službeno\p{L}*|bolnišk\p{L}*)(?!\p{L})/u,
);

/** Who has left is named, and no question of theirs is. */
export const LEFT = plainPattern(
  /(has|have) (now )?(left|retired)|no longer (with|work|employed)|nie pracuje|не работает|nicht mehr (bei|in unserem|im unternehmen)|fait plus partie|ya no trabaj[oa]|non lavor[oa] più|já não trabalh[oa]|ne travaille plus|już nie pracuj|arbeitet? nicht mehr|больше не работа|уже не работа|niet meer werkzaam|slutat|sluttet|fratrådt/u,
);

/** An address that nobody reads any more, as notes say it; which one is read instead stands beside. */
export const RETIRED = plainPattern(
  /no longer (in use|used|active|read|monitored)|poistunut käytöstä|ha dejado de (estar|ser)|(is|be) (being )?(retired|discontinued|closed down)|nicht mehr (genutzt|verwendet|in gebrauch|aktiv|gelesen)|n'est plus (utilisée?|active|lue)|ya no (se utiliza|está en uso)|non è più (attiv|in uso|utilizzat)|já não (é utilizad|está em uso)|niet meer (in gebruik|gebruikt)|används inte längre|(bruges|anvendes) ikke længere|ikke lenger i bruk|ei ole enää käytössä|již nepoužív|už nepoužív|már nem (él|használ)|nu mai este (folosit|utilizat|activ)|вече не се използва|больше не использу|більше не використову|artık kullanılm|nebenaudojam|vairs netiek lietot|ei ole enam kasutus|δεν χρησιμοποιείται πλέον|אינה פעילה|לא פעילה|لم يعد مستخدم|더 이상 사용하지|nie jest już używan|nije (više )?u uporabi|više (nije|se ne) (u uporabi|korist)|ni več v uporabi/u,
);

/** A house that is no more, and a mailbox that nobody opens. */
export const GONE = plainPattern(
  /(closed|shut) (down for good|its doors|for good|permanently)|ceased (trading|business|operations)|has been (dissolved|discontinued|shut down|decommissioned)|(no ?one|nobody) reads|deleted unread|(dauerhaft|endgültig|für immer) geschlossen|(geschäftsbetrieb|betrieb) (aufgegeben|eingestellt)|(wurde|ist) (aufgelöst|abgeschaltet|stillgelegt)|(von )?niemande?m? (gelesen|geöffnet|liest)|ungelesen gelöscht|(definitief|voorgoed) gesloten|opgeheven|niemand leest|ongelezen verwijderd|stängt (för gott|permanent)|lagts ner|upphört|(jobbar|arbetar) inte längre|ingen läser|raderas oläst\p{L}*|lukket (permanent|for altid|for godt)|nedlagt|ophørt|ingen læser|slettes ulæst|(arbejder|jobber) ikke længere|lagt ned|opphørt|ingen leser|slettes ulest|stengt for godt|jobber ikke lenger|sulki ovensa|suljettu pysyvästi|lakkautettu|kukaan ei (enää )?lue|poistetaan lukematta|ei työskentele enää|tegevuse lõpetanud|jäädavalt suletud|keegi (enam )?ei loe|kustutatakse lugemata|ei tööta enam|veiklą (nutraukė|baigė)|niekas (ne|nebe)skaito|ištrinami neskaityti|nebedirba|darbību (beidza|beigusi|izbeigusi|pārtraukusi)|neviens (vairs )?nelasa|dzēstas nelasītas|vairs nestrādā|végleg bezárt|megszűnt|senki (nem|sem) olvas|olvasatlanul töröl|nem munkatársunk|már nem dolgozik|έκλεισε (οριστικά|μόνιμα)|καταργ(ηθεί|ήθηκε)|κανείς δεν διαβάζει|δεν εργάζεται πλέον|(kalıcı olarak|tamamen) kapan\p{L}*|faaliyet\p{L}* (son|durdur)\p{L}*|kimse okum\p{L}*|okunmamaktadır|artık çalışmıyor|לצמיתות|אף אחד לא קורא|אינה נקראת|أغلق\p{L}* .{0,20}نهائي\p{L}*|توقف\p{L}* عن العمل|لا أحد يقرأ|폐업|영업을 종료|문을 닫았습니다|더 이상 확인|(fermé|ferme) (définitivement|ses portes)|cessé (son|ses|toute) activité|a été (supprimée?|dissoute?|désactivée?)|plus personne ne (lit|consulte|relève)|fai(t|s) plus partie|cerrad\p{L}* (definitivamente|permanentemente)|(ha )?cesado (su|la) actividad|dad[oa] de baja|nadie lee|(encerr|fech)\p{L}* (definitivamente|permanentemente|de vez)|cessou (a )?atividade|descontinuad|ninguém lê|chius\p{L}* (definitivamente|per sempre)|cessato (l')?attività|dismess|disattivat|nessuno legge|non fa più parte|închis\p{L}* definitiv|încetat activitatea|dezactivat|nimeni nu (mai )?citește|zamknięt\p{L}* na stałe|(zakończył|zaprzestał)\p{L}* działalno|nikt (już )?nie (czyta|odczytuje|odbiera)|usuwane bez|закрыт\p{L}* навсегда|прекратил\p{L}* (деятельност|работу|существован)|ликвидирован|никто не читает|удаля\p{L}* без прочт|закрит\p{L}* назавжди|припинил\p{L}* (діяльніст|роботу|існуван)|ліквідован|ніхто не читає|окончателно (закри|затвор)|прекрати\p{L}* (дейност|работа)|никой не чете|вече не се (чете|проверява|отваря)|trajno zatvoren|prestal[aoi] s radom|ukinut|(nitko|niko) (više )?ne čita|trajno zaprt|prenehal|ukinjen|nihče (več )?ne bere|(trvale|definitivně) (uzavřen|zavřen)|ukončil\p{L}* (činnost|provoz)|zanikl|nikdo (už |již )?nečte|(trvalo|definitívne) (zatvoren|zavret)|ukončil\p{L}* (činnosť|prevádzku)|zanikol|nikto (už )?nečíta/u,
);

/** A machine says of itself that it is one. */
export const AUTOMATIC = plainPattern(
  /automat|automát|автомат|αυτόματ|αυτοματ|otomatik|אוטומטי|تلقائي|자동/u,
);

/** "My message": a receipt is about yours. */
export const MINE = plainPattern(
  /(?<!\p{L})(my|our|mein\p{L}*|unser\p{L}*|mon|ma(?! (čísl|numer|č\.|nr))|mes|mi|mis|mia|mio|mie|miei|meu|minha|mijn|min|mitt|mina|minun|mu|můj|moje|moja|mój|moj\p{L}*|mea|meu|мо[йяеёюи]|моят\p{L}*|мой\p{L}*|mano|mans|mana|manu|μου|benim)(?!\p{L})/u,
);

/** "Closed": said of a holiday by machines, and of Mondays by people. */
export const CLOSED = plainPattern(
  /(?<!\p{L})(closed|shut|geschlossen|gesloten|stängt|stengt|lukket|suljettu|suletud|uždaryt\p{L}*|slēgt\p{L}*|zárva|κλειστ\p{L}*|kapalı\p{L}*|סגור\p{L}*|مغلق\p{L}*|휴무\p{L}*|fermée?s?|cerrad\p{L}*|fechad\p{L}*|encerrad\p{L}*|chius\p{L}*|închi[sș]\p{L}*|zamknięt\p{L}*|закрыт\p{L}*|зачинен\p{L}*|zavřen\p{L}*|zatvoren\p{L}*|затворен\p{L}*|zaprt\p{L}*)(?!\p{L})/gu,
);

/** Why a house is closed: people say so of a day of theirs, machines of a feast, a holiday or a move. */
export const CLOSED_FOR = plainPattern(
  /holiday|vacation|summer|easter|christmas|new year|stock-?tak|inventor|refurb|renovat|urlaub|ferien|inventur|umbau|umzug|renovier|ostern|weihnacht|feiertag|krankheit|illness|sickness|sjukdom|sygdom|sykdom|sairau|haigus|slimīb|betegség|ασθέν|hastalık|מחלה|מחלת|مرض|malad|enferm|doenç|malatt|(?<!\p{L})boală|chorob|nemoc|хвороб|болезн|болест|bolest|bolezn|vakantie|verlof|feestdag|kerst|pasen|verbouwing|verhuizing|inventaris|ziekte|semester|påsk|jul|helg|inventering|flytt|ombyggnad|ferie|påske|lageropgør|varetelling|flytting|ombyg|loma|juhla|pyhä|inventaari|muuto|remont|puhkus|püha|jõul|inventuur|kolimi|atostog|švent|kalėd|velyk|inventoriz|persikraust|remont|atvaļin|svētk|jāņ|lieldien|ziemassv|inventariz|pārcel|szabads|ünnep|leltár|költöz|felújít|húsvét|karácsony|leállás|διακοπ|άδεια|αργία|εορτ|γιορτ|πάσχα|χριστουγ|απογραφ|μετακόμι|ανακαίνι|tatil|izin|bayram|sayım|taşın|tadilat|yılbaşı|חופש|חג|ספירת מלאי|פגרה|פסח|מעבר|שיפוצ|إجازة|عطلة|عيد|رمضان|جرد|صيانة|انتقال|휴가|연휴|설|추석|재고|이사|공사|vacances|congés|fêtes|inventaire|travaux|déménag|pâques|noël|vacaciones|fiestas|inventario|obras|mudanza|reforma|navidad|pascua|semana santa|férias|festas|natal|páscoa|balanço|inventário|mudança|carnaval|feriado|ferie|festività|natale|pasqua|ferragosto|trasloco|ristruttur|concedi|sărbăt|paște|crăciun|inventar|mutare|renovar|urlop|świąt|święt|wielkan|inwentar|przeprowadz|remont|отпуск|праздник|каникул|инвентар|переезд|переуч|ремонт|пасх|рождест|новогод|відпуст|свят|канікул|інвентар|переїзд|великд|різдв|почивк|празниц|ремонт|инвентар|преместван|великден|коледа|dovolen|svátk|vánoc|velikonoc|inventur|stěhov|rekonstr|sviatk|vianoc|veľk|veľkon|sťahov|godišnj|kolektivn|praznik|blagdan|uskrs|božić|inventur|popis|preselj|dopust|velik[ae] noč/u,
);

/** "A nice summer to all": well meant, and nothing else; who wishes it is named. */
export const WISHES_WELL = plainPattern(
  /(happy|merry|nice|lovely|great|good|sunny|relaxing|enjoy (the|your)) (\p{L}+ )?(easter|christmas|xmas|holidays?|new year|summer|weekend|day|week)|(frohe|schöne|schönen|schönes|erholsame|sonnige|gute|guten|gesegnete)\p{L}* (\p{L}+ )?(ostern|weihnacht|feiertag|festtag|ferien|sommer|wochenende|tag|rutsch|woche|urlaub)|(fijne|prettige|mooie|zonnige|vrolijk|gelukkig) (\p{L}+ )?(feestdagen|vakantie|zomer|dag|weekend|kerst|pasen|nieuw)|(glad|trevlig|skön|god|ha en) (\p{L}+ )?(sommar|semester|helg|jul|påsk|dag|midsommar|fortsättning)|(god|glædelig|dejlig|rigtig god|fin|ha en) (\p{L}+ )?(sommer|ferie|jul|påske|helg|weekend|dag|sommerferie)|(aurinkoista|hyvää|mukavaa|hauskaa|iloista|rentouttavaa) (\p{L}+ )?(kesä|loma|joulu|juhannus|pääsiäis|viikonlop|päivä|vappu)|(ilusa|ilusat|kena|kaunist|päikeselist|häid|rahulikke|toredat)\p{L}* (\p{L}+ )?(suve|püh|jõul|päev|nädal|puhkus)|(gražios|geros|linksmų|gero|saulėtos) (\p{L}+ )?(vasar|švent|dien|kalėd|velyk|savait|poils)|(jauku|priecīgus|saulainu|labu|gaišus) (\p{L}+ )?(vasar|svētk|dien|ziemassv|lieldien|nedēļ)|(szép|kellemes|boldog|jó|napsütéses) (\p{L}+ )?(nyar|ünnep|nap|karácsony|húsvét|pihenés|hétvég)|(καλό|καλές|καλή|καλά|ευχάριστ)\p{L}* (σας )?(καλοκαίρι|διακοπές|γιορτές|ανάσταση|πάσχα|χριστούγεννα|χρονιά|ημέρα)|(iyi|mutlu|keyifli|hayırlı) (\p{L}+ )?(tatil|bayram|gün|yıl|hafta)|(חג|חופשה|קיץ|שנה|יום|שבת) (שמח|נעים|טוב|מתוק|שלום)\p{L}*|كل عام|عيد (سعيد|مبارك)|(عطلة|إجازة|يوم\p{L}*) (سعيد|طيب)\p{L}*|새해 복|즐거운|행복한|(bonnes?|joyeu\p{L}+|excellent\p{L}*|belle?s?) (\p{L}+ )?(vacances|fêtes|été|année|journée|pâques|noël|week)|(buone?|buon|felici|serene|serena) (\p{L}+ )?(vacanze|feste|estate|natale|pasqua|anno|giornata|ferragosto|ferie)|(felices|feliz|buen|buenas) (\p{L}+ )?(vacaciones|fiestas|verano|navidad|pascua|año|día|descanso)|(boas|bom|feliz|ótimo) (\p{L}+ )?(férias|festas|verão|natal|páscoa|ano|dia|descanso|carnaval)|(vacanță|sărbători|vară|paște|crăciun|zi) (\p{L}+ )?(plăcut|fericit|frumoas|liniștit|bun)\p{L}*|(o )?(vacanță|zi) (frumoasă|plăcută|bună)|(paște|crăciun) fericit|(udan|spokojn|radosn|wesoł|miłe|słoneczn|dobr|zdrow)\p{L}* (\p{L}+ )?(wakac|świąt|lata|lato|dnia|urlop|wypoczyn|weekend)|(хорош|приятн|солнечн|счастлив|весёл|светл)\p{L}* (\p{L}+ )?(лет|отпуск|праздник|выходн|дня|отдых)|с (наступающ\p{L}+ )?(праздник|рождеств|новым год|пасх)|(гарн|приємн|сонячн|веселих|щаслив)\p{L}* (\p{L}+ )?(літа|відпуст|свят|вихідн|дня|настрою|відпочин)|(хубав|приятн|весел|слънчев|светл|честит)\p{L}* (\p{L}+ )?(лято|ваканц|почивк|празни|ден|великден|коледа|нова|отпуск|седмиц)|(krásn|hezk|pěkn|vesel|slunečn|příjemn|šťastn|pekn|slnečn|príjemn)\p{L}* (\p{L}+ )?(lét|let|dovol|svátk|sviatk|den|deň|vánoc|vianoc|velikon|veľkon|víkend|prázdnin)|(ugod|sretn|srećn|lep|lijep|vesel|sunčan)\p{L}* (\p{L}+ )?(ljet|let|odmor|praznik|blagdan|dan|uskrs|božić|dopust|počitn)/u,
);

/** How a mail ends. */
const FAREWELL = plainPattern(
  /gruss|gruß|grüß|regards|wishes|cheers|sincerely|faithfully|pozdr|poważan|szacun|cordial|salud|salut|atentament|atencios|cumpriment|abraço|hilsen|hälsn|(?<!\p{L})(mvh|mfg|vg|lg|lp|br)(?!\p{L})|terv|lugup|pagarb|linkėj|cieņ|sveic|üdv|tisztel|εκτίμ|χαιρετ|saygı|selam|sevgi|בברכ|تحي|احترام|드림|배상|уваж|поваг|поздрав|spoštov|poštov|stimă|respect|groet|see you|свидан|zobacz|widzen/u,
);
/** Sorry, and be patient. */
const SORRY = plainPattern(
  /sorry|apolog|inconvenien|patien|bear with|entschuldig|verständnis|geduld|umstände|excus|compréhens|gêne|disculp|molest|comprens|desculp|compreens|incómod|scus|disagi|pazien|begrip|ongemak|ursäkt|tålamod|förståel|besvär|beklag|ulejlig|ulemp|forståel|tålmod|pahoitt|ymmärr|kärsiv|vaband|mõist|kannat|atsipraš|nepatog|suprat|kantr|atvain|neērt|sapratn|pacietīb|elnézés|kellemetlen|megért|türelm|συγγνώμ|κατανόησ|υπομον|özür|rahatsız|anlayış|sabr|סליחה|מתנצל|הבנ|סבלנ|عذر|نعتذر|تفهم|صبر|죄송|양해|불편|scuz|neplăc|înțeleg|răbd|przepr|niedogod|utrudn|wyrozum|cierpl|извин|неудобств|понима|терпен|вибач|незручн|розумін|терпін|разбир|търпен|ispri|izvin|neprijat|neugod|opravič|nevšeč|razumij|razumev|strplj|potrpež|omlouv|pochop|trpěl|ospravedl|trpez/u,
);
/** Open again, or back. */
export const REOPENS = plainPattern(
  /(?<!\p{L})((re)?open|back|zurück|öffn|geöffnet|terug|åter|öppn|tilbage|tilbake|åbn|åpn|takaisin|avaa|tagasi|avatu|atsidar|grįž|atver|atgriež|nyit|ανοίγ|επιστρ|açıl|açığ|dön|חוזר|נפתח|نعود|نفتح|rouvr|ouvr|réouv|de retour|abrimos|abre|reabr|volvemos|vuelta|reapertura|voltamos|regress|apriamo|riapr|torniamo|redesch|revenim|otwier|otwart|wraca|откр|верн|відкри|поверн|отвар|отвор|върн|otvar|otvor|vrat|vrać|odpr|otevř|otevír|vrát|otvár)/u,
);
export const isPolite = (flat: string): boolean =>
  [THANKS, FAREWELL, SORRY, WISHES_WELL].some((one) => one.test(flat));

/** Mails are to be written to another address: such words are a note's beside that address alone, for a parcel may be sent elsewhere too. */
export const WRITE_ELSEWHERE = plainPattern(
  /^(send|address|direct|forward|posílejte|zasílejte|pište|adresujte|směřujte|posielajte|zasielajte|píšte|smerujte|šaljite|pošaljite|uputite|pišite|pošljite|изпращайте|пишете|насочвайте|отправяйте|присылайте|направляйте|отправляйте|пишите|надсилайте|надішліть|пишіть|kierować|wysyłać|przesyłać|kierowanie|senden|richten|schicken|adressieren|envoyer|adresser|envoyez|adressez|envíen|envíe|dirija|dirijan|inviare|inviate|scrivere|scrivete|indirizzare|enviar|envie|enviem|dirigir|trimiteți|adresați|stuur|sturen|richt|skicka|send|rett|lähettäkää|lähetä|saatke|saata|sūtiet|rakstiet|siųskite|rašykite|küldje|küldjék|írjon|címezze|στείλτε|gönderin|gönderiniz|yazın|yazınız|rašykite|kirjoittakaa|kirjutage|writing)$/u,
);
export const OF_MAILS = plainPattern(
  /message|e-?mail|mail|enquir|inquir|(?<!\p{L})quer(y|ies)|request|correspond|nachricht|anfrage|anliegen|correo|mensaj|mensag|messagg|zpráv|správ|požiadav|požadav|poruk|upit|sporočil|съобщен|писм|запитван|заявк|имейл|сообщен|письм|обращен|запрос|повідомлен|лист|звернен|wiadomoś|korespond|zapyta|mesaj|bericht|mejl|meddel|henvend|viest|sähköpost|kirja|sõnum|vēstul|ziņ|laišk|žinut|užklaus|pieprasījum|päring|üzenet|level|megkeres|μήνυμα|μηνύμα|courriel|demande|richiesta|solicitud|solicitare|aanvraag|ärende|vorgang|saken|pyyn|kérés|talebi|zahtev|zahtjev|pöördum|kreipim|iesniegum|verzoek|courrier|lettre|(?<!\p{L})carta|escrito|lettera|scrisoare|scrisori|brev(?!k)|(?<!\p{L})brief(?!t)|schreiben|eingabe|kirje|pism|dopis|besked|beskjed|(?<!\p{L})list(u|om)?(?!\p{L})|επιστολ|yazını|başvuru|letter|(o )?seu pedido (tem|foi|n)|מכתב|רסאל|رسال|طلبك|메일|문의|요청|žiados|zgłoszeni|заявк|запит|αίτημα|פנייתך|طلبكم|postfach|konular|klausim/u,
);

/** Whole sentences that only machines write: how to add to a ticket, and wishes for a feast. */
export const BY_HEART = plainPattern(
  /^(to add (any |more |further |additional )*(comments?|information|details)\P{L}+(please )?(simply |just )?(reply|respond) to this (e-?mail|message)|if (it's|it is|this is) urgent,? (please )?try \p{L}+( \p{L}+)?|(um )?(weitere|zusätzliche) (informationen|kommentare|angaben) hinzuzufügen,? antworten sie (bitte |einfach )*auf diese (e-?mail|nachricht)|pour ajouter (des|un) commentaires?,? (veuillez )?répond(re|ez) à ce(t e-?mail| message| courriel)|para (añadir|agregar) (más )?(comentarios|información),? responda a este (correo|mensaje|e-?mail)|per aggiungere (altri |ulteriori )?(commenti|informazioni),? risponda a questa e-?mail|para (adicionar|acrescentar) (mais )?(comentários|informações),? responda a este e-?mail|aby dodać (komentarz|informacje),? (prosimy )?odpowie\p{L}+ na (tę|tą) wiadomość|чтобы добавить (комментарий|информацию),? (просто )?ответьте на это письмо|please (quote|include|mention) (this|the|your) (ticket |case |reference )?(number|reference) in (all|any|further|future)( further| future)? (correspondence|e-?mails|messages|communication)|(happy|merry) (easter|christmas|holidays|new year)( and a happy new year)?|(wir wünschen ihnen )?(frohe|schöne) (ostern|weihnachten|feiertage|festtage)|joyeu(ses fêtes|x noël)|bonnes fêtes|felices fiestas|feliz navidad|buone (feste|vacanze)|buon natale|boas festas|feliz natal|fijne feestdagen|wesołych świąt|veselé (vánoce|vianoce)|с (новым годом|праздниками?)|god jul|glædelig jul|hyvää joulua)[.!]*$/u,
);

/** Words of business that are none in these: mails are picked up, answers come in order, and what cannot wait. */
export const SET_PHRASES = plainPattern(
  /(?<!\p{L})(részt vesz\p{L}*|vesz\p{L}* részt|pick(ing)? (it |them )?up (my |your |the |any )*(e-?mails?|messages?|mails?|voicemails?)|in (the )?order (received|of (arrival|receipt|date))|in the order (in which )?(they|it|we) (are |is |were )?(received|receive|arrive[ds]?|come in|came in)( them)?|(nicht|keine zeit hat zu|nicht länger) warten( kann)?|in ordine (di|d') ?(arrivo|ricezione|ricevimento|cronologico)|secondo l'ordine di (arrivo|ricezione)|(în )?ordinea (sosirii|primirii)|(podle|podľa|dle) (pořadí|poradia) (doručen\p{L}+|prijat\p{L}+|přijet\p{L}+|došl\p{L}+)|(can(no|')t|can not) wait|(niet kan|kan niet) wachten|(inte kan|kan inte) vänta|(ikke kan|kan ikke) vente|ei voi odottaa|ei saa oodata|ei kannata oodata|negali palaukti|nevar pagaidīt|nem várhat|nem tud várni|δεν μπορεί να περιμένει|bekleyemeyecek|bekleyemez(se)?|לא יכול לחכות|לא סובל דיחוי|לא יחכה|لا يحتمل (الانتظار|التأخير)|لا يمكنه الانتظار|ne (peut|peuvent|puisse) (pas )?attendre|no puede(n)? esperar|não (puder|pode|podem|possa) esperar|non (può|possono|possa) (aspettare|attendere)|nu (poate|pot|suferă) (aștepta|amânare)|nie może (po)?czekać|не может (подождать|ждать)|не терпит отлагательств\p{L}*|не може (почекати|чекати|зачекати|да почака|да чака)|nemůže počkat|nepočká|nemôže počkať|ne more (počakati|čakati)|ne može (pričekati|čekati|da čeka|da sačeka))(?!\p{L})/giu,
);

/** "Urgent? Call 020 7946 0012": asked of nobody. */
export const IN_NEED = plainPattern(
  /(?<=^|[.!\n]\s*)((?:(?:ist es|is it|is dit|est-ce|è|é|es|je to|är det|er det|on) )?(?:urgent[eo]?s?|dringend|eilig|dringlich|spoed|brådskande|akut|haster?(?: det)?|kiire(?:inen|ellinen)?|skubu|steidzami|sürgős|επείγον|acil(?: mi)?|דחוף|عاجل|급하신가요|pilne|срочно|терміново|naléhavé|naliehavé|спешно|hitno|nujno))\s?\?\s+(?=[^\n]{0,80}(?:@|\p{Nd}[\p{Nd} ()/.-]{4,}\p{Nd}))/giu,
);
