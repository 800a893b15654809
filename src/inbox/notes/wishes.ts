import { plainPattern } from './plain-letters.ts';

/** What suits somebody, or what they want: no note says so of itself, whatever words it is made of. */
const SUITS = plainPattern(
  /(would|['d]d) (like to have|like it|prefer)|\bi (want|need|prefer)|\bwe (want|need|prefer)|not happy|suits|better (for|on|to|if)|is (better|fine)|(ich|wir) möchte|möchte(n)? (ich|wir)|hätten? gern|lieber |besser|passt|liever|(?<!\p{L})beter(?! ben)|bättre|hellre|passar(?!am)|(?<!\p{L})bedre|hellere|passer(?! mi[nt]|.{0,40}(opgaver|arbejde|sager|telefon))|paremmin|mieluummin|haluan|parem|geriau|labāk|inkább|(?<!(på|i|ny|nye|fra|min) )jobb(?!\p{L})|(?<!lo )mejor (el|la|los|a)(?!\p{L})|prefier|quiero|quisi|préfér|je (veux|voudrais|souhaite)|plutôt|convient|meglio|preferi|vorrei|voglio|é melhor|quero|wolę|wolał|chcę(?!\p{L})|chcemy|chciał|lepiej|pasuje|лучше|хочу|хотел|предпоч|краще|raději|radšej|lepší|chci|chcem|mai bine|vreau|по-добре|искам|bolje|radije|καλύτερα|θέλω|daha iyi|istiyorum|עדיף|רוצה|أفضل|أريد|더 좋/u,
);

/** Whose wife is at home: notes name colleagues, people their own. */
const RELATIVES = plainPattern(
  /(?<!\p{L})([בל]?(אשתי|בעלי|אמא|אבא|אמי|אבי)|[بل]?(زوجتي|زوجي|أمي|والدتي|والدي|أختي|أخي)|(아내|남편|엄마|어머니|아빠|아버지|이웃)\p{L}*|wife|husband|mum|mom|dad|mother|father|son|daughter|sister|brother|girlfriend|boyfriend|flatmate|roommate|parents|my (partner|neighbou?r)|meine[rmn]? (frau|mann|mutter|vater|sohn|tochter|schwester|bruder|schwieger\p{L}+|freund\p{L}*|eltern|oma|opa|nachbar\p{L}*)|mein (mann|vater|sohn|bruder|freund|nachbar|opa)|(ma|mon|mes) (femme|mari|mère|père|fils|fille|sœur|frère|amie?|copine?|voisine?|parents|conjointe?|épouse|époux)|mi (mujer|esposa|marido|esposo|madre|padre|hij[oa]|hermana|hermano|señora|novi[oa]|vecin[oa])|(mi[ao]|miei) (moglie|marito|madre|padre|figli[oa]|sorella|fratello|mamma|papà|fidanzat[oa]|vicin[oa])|(minha|meu) (mulher|esposa|marido|esposo|mãe|pai|filh[oa]|irmã|irmão|vizinh[oa])|mijn (vrouw|man|moeder|vader|zoon|dochter|zus|broer|vriend\p{L}*|ouders|buren|buurman|partner)|żon(a|y|ie|ę|ą)|mąż|męż(a|owi|em)|mam(a|y|ie)|mój tata|tata (będzie|odbierze|może|przyj)\p{L}*|tat(y|ę)|tacie|matk[aięą]|matce|siostr\p{L}*|brat(a|u|em|owi)?|sąsiad\p{L}*|teściow\p{L}+|manžel\p{L}*|mám[auy]|(mé|mojí|mojej) (mámě|mame)|synovi|dce[rř]\p{L}*|dcér\p{L}*|soused\p{L}*|sused\p{L}*|feleség\p{L}*|férj\p{L}*|any(ám|ukám)\p{L}*|ap(ám|ukám)\p{L}*|szomszéd\p{L}*|soți(a|ei|e|ul|ului)|mamei|mamă|vecin\p{L}*|жен[аеуыи]|женой|дружин\p{L}*|муж(у|а|ем)?|съпруг\p{L}*|мам[аеуиі]|мамой|пап[аеу]|сын\p{L}*|дочк\p{L}*|дочер\p{L}*|сосед\p{L}*|сусід\p{L}*|съсед\p{L}*|žen[aeiu]|suprug\p{L}*|susjed\p{L}*|min (fru|man|mamma|pappa|sambo|dotter|granne|kone|mand|mor|far|kæreste|nabo|samboer)|kona|mannen min|vaimo\p{L}*|miehe(lle|ni)\p{L}*|äidi\p{L}*|naapuri\p{L}*|naisele|mehele|emale|abikaas\p{L}*|siev(a|ai|as|u)|vīr(am|s)|žmon(a|ai|os|ą)|vyr(ui|as)|mamai|kaimyn\p{L}*|γυναίκα|άντρα|μητέρα|μαμά|σύζυγ\p{L}*|eşim(?!esel|iehe)\p{L}*|annem\p{L}*|babam\p{L}*|karım\p{L}*|kocam\p{L}*|komşu\p{L}*)(?!\p{L})/u,
);

/** Who is to come, and when somebody is there: a visit is spoken of. */
const VISITS = plainPattern(
  /^i('ll| will) be in touch|^(please )?leave (it|them|this|at|with|in|by|near|outside|behind)(?!\p{L})|let you in|(that|it|day|\dth|\dst|\dnd|\drd) works(?!\p{L})|(?<!non )ci sono (sempre|tutt)|hat mich .{0,40}erreicht|reached me|^got it(?!\p{L})|다시 전화|use my|my new|(?<!\p{L})(war (im|in|auf)|was (on|away|out|op|met)|by[łl][ao]?[em]?m? na|был[аи]? в|b[yo]l[ai]? (jsem|som)|j'étais|estuve|estaba|ero in|estive|var på|olin|bi(o|la) sam)(?!\p{L})|(send|bring|leave|keep|hold|drop) (it|them|this one)(?!\p{L})|(danach|dann|später) gerne?(?!\p{L}| (zur|wieder|für))|c'est (possible|bon|mieux|parfait|trop)|(fine|good) (by|with|for) (me|us)|works for (me|us)|(^|[,.;] |please |and |so |not |n't |then )come(?!\p{L}| back)|not available (before|after|on)|only (on )?(mon|tues|wednes|thurs|fri|satur|sun)day|i('ll| will) (call|ring|phone|visit|come (by|and|over|to))|(?<!\p{L})(kommen sie|komm bitte|kommt bitte|nur (am )?(mo|di|mi|do|fr|sa)\p{L}*tag|venez|vengan|venga|venite|venham|venha|przyjedź\p{L}*|przyjdź\p{L}*|(proszę|prosimy) (przyjechać|przyjść|podjechać|w (poniedziałek|wtorek|środę|czwartek|piątek|sobotę|niedzielę))|přijeďte|přijďte|príďte|jöjj\p{L}*|gyer\p{L}*|veniți|елате|заповядайте|dođite|pridite|приезжайте|приходите|давайте|приїжджайте|приходьте|gelin(iz)?|tulkaa|tulge|brauciet|nāciet|atvažiuokite|ateikite|ελάτε|בואו|תבואו|تعالوا?|오세요|와 주세요)(?!\p{L})|(^|[,.;] )(kom(t u)?) (?!ik)/u,
);

/** An answer is asked for: notes promise one. */
const ASKS = plainPattern(
  /please (answer|reply|respond|confirm|advise|acknowledge|let (me|us) know)(?! to (this|the) (ticket|request))|(?<!\p{L})(i|we)('ll| will| can| always| usually| normally| still)* wait(ed)?(?!\p{L})|(?<!\p{L})(await|awaiting|waiting for) (your|an) (answer|reply)|(ich|wir) (bitte|bitten|warte|warten|erwarte|erwarten) (dringend )?(um|auf)? ?(eine |ihre )?(antwort|rückmeldung)|bitte (antworten|bestätigen) sie(?! nicht| auf diese)|(proszę|prosimy|prosił\p{L}*) o (\p{L}+ )?(odpowiedź|informacj|wiadomość|potwierdzenie)|czekam na|(прошу|жду|ждём|ждем) (\p{L}+ )?(ответ|подтвер|информац)|чекаю на|(прошу|чекаю) (\p{L}+ )?відповід|j'attends|(merci|prière) de (me|nous) (répondre|confirmer|rappeler)|espero (su|una|la) respuesta|(resto|rimango) in attesa|attendo|aspetto|aguardo|graag (een |uw )?(antwoord|reactie)|wacht op|väntar på|venter på|odotan|(prosím|prosíme) o (\p{L}+ )?(odpověď|odpoveď|potvrzení|potvrdenie)|(čekám|čakám) na|várom|aștept(?!a(?!ț|m))|очаквам(?! да се)|čekam|bekliyorum|laukiu|gaidu|(?<!\p{L})ootan|περιμένω|מחכה|أنتظر|기다리(?!기 (어|힘))/u,
);

/** Who passed a mail on has read it: machines say that it is, or will be. */
const PASSED_ON = plainPattern(
  /(?<!\p{L})(i|we)('ve| have)? (just )?(forwarded|passed|sent|handed) (it|this|that|your)|(habe|haben) (ich |wir )?.{0,60}(weitergeleitet|weitergegeben)|(przekazał|przesłał|podał)(em|am)|(przekazaliśmy|przesłaliśmy)|(?<!\p{L})(я|мы) .{0,30}(передал|переслал|отправил)[аи]?(?!\p{L})|(передав|переслав|передала|переслала)(?!\p{L})|j'ai (bien )?(transmis|transféré|fait suivre)|nous (l'|vous )?(avons|l'avons) (transmis|transféré)|(lo|la|se lo|se la) (he|hemos) (pasado|reenviado|enviado)|(l')?ho (girat|inoltrat|pass|mandat)\p{L}*|(reencaminhei|encaminhei|passei)|heb (ik )?.{0,40}(doorgestuurd|doorgegeven)|(jag )?har (jag )?(vidarebefordrat|skickat (den|det) vidare)|har (jeg )?(videresendt|sendt (den|det) videre)|välitin|laitoin eteenpäin|(předal|přeposlal|preposlal|odovzdal|posunul)[ai]? js[eo]m|(předala|přeposlala|preposlala)|továbbítottam|átadtam|am (transmis|trimis|redirecționat)|(препратих|предадох)|(proslijedi[ol]a?|prosledi[ol]a?) sam|posredoval[ai]? sem|προώθησα|το έδωσα|ilettim|yönlendirdim|העברתי|حولت|أرسلتها|전달했|전달드렸|転送しました|回しました|(我|已)(经|經)?(转给|轉給|转发给|轉發給)/u,
);

/** Ring when it suits them: notes say whom to ring, and not after when. */
const RING_THEN = plainPattern(
  /(?<!\p{L})(ring|call|phone|text) (me |us )?(after|before|then|from|on(?! ?\+?\p{Nd}{4})|in|when|if you|an hour|first)(?!\p{L})/u,
);

/** What did not come to them: notes say that mails did. */
const NOT_RECEIVED = plainPattern(
  /(?<!\p{L})(i|we) (did not|didn't|have not|haven't|never) (get|got|receive|received|had)|(ich|wir) .{0,30}(nicht|nie) (bekommen|erhalten)|nie (dosta|otrzyma)\p{L}{1,3}(m|śmy)(?!\p{L})|(я|мы) .{0,20}не получ|(je n'ai|nous n'avons) (pas|jamais|rien) .{0,12}reçu|no (he|hemos) recibido|non (ho|abbiamo) (mai )?ricevuto|não receb(i|emos)|(ik|wij|we) .{0,20}niet (ontvangen|gekregen)|(jag|vi) har (inte|aldrig) (fått|mottagit)|(jeg|vi) har (ikke|aldri) (fått|fået|modtaget|mottatt)|(en|emme) ole saan|(ma|me) ei ole saanud|negav(au|ome)|nesaņēm|nem kaptu|nem kaptam|nu am primit|не (съм|сме) получ|ни(сам|смо) (доби|прими)|nis(am|mo) (dobi|primi)|nis(em|mo) (dobi|preje)|(nedostal|neobdržel|nedošl|nepřišl)[aoi]?|(nedostal|neobdržal|nedošl|neprišl)[aoi]? |δεν (έλαβα|λάβαμε|πήρα)|(almadım|almadık|ulaşmadı|gelmedi)(?!\p{L})|לא קיבל(תי|נו)|لم (أستلم|نستلم|يصل)|못 받았|받지 못했|届いていません|届いてない|没有?收到/u,
);

/** That we do not answer: no note says so of us. */
const UNANSWERED = plainPattern(
  /(?<!\p{L})(you (do not|don't|never|did not|didn't|have not|haven't) (answer|repl|respon|writ|call)|nobody (answers|replies)|no one (answers|replies)|(sie antworten|ihr antwortet|niemand antwortet|keiner antwortet)|nie odpowiadacie|nikt nie odpowiada|(вы )?не отвечаете|никто не отвечает|не відповідаєте|ніхто не відповідає|vous ne répondez|personne ne répond|no (me )?(responden|contestan)|nadie (responde|contesta)|non (mi )?risponde(te)?|nessuno risponde|não respondem|ninguém responde|u antwoordt niet|niemand antwoordt|ni svarar (inte|aldrig)|ingen svar(ar|er)|(i|dere|de) svarer (ikke|aldri)|ette vastaa|kukaan ei vastaa|te ei vasta|keegi ei vasta|neatsakote|niekas neatsako|neatbildat|neviens neatbild|nem válaszol(nak|tok)|senki (sem|nem) válaszol|δεν απαντάτε|κανείς δεν απαντά|cevap vermiyorsunuz|kimse cevap|לא עונים|אף אחד לא עונה|لا تردون|لا أحد يرد|답이 없|nu răspundeți|nimeni nu răspunde|neodpovídáte|nikdo neodpovídá|neodpovedáte|nikto neodpovedá|не отговаряте|никой не отговаря|ne odgovarate|nitko ne odgovara|niko ne odgovara)/u,
);

/** Nothing presses: said of a thing of theirs, whatever it is. */
const NO_HURRY = plainPattern(
  /(?<!(not|n't|ne|nicht|niet|inte|ikke|ikkje|no|non|não|nie|ei|nu|nem|δεν|לא|не|لا) )((can|may) wait|no (hurry|rush)|kann warten|(eilt|pressiert) nicht|nicht eilig|może poczekać|nie spieszy|пусть (по)?(вис|леж|подожд)\p{L}*|не (спеш|к спеху|срочно)|хай (по)?(вис|леж|чека)\p{L}*|peut (bien )?attendre|pas (pressé|urgent)|puede esperar|sin prisa|può aspettare|non c'è fretta|pode esperar|sem pressa|kan wachten|geen haast|kan vänta|ingen brådska|kan vente|(ingen|ikke) hast|voi odottaa|võib oodata|pole kiire|(?<!ne)gali palaukti|neskuba|(?<!ne)var pagaidīt|nav steigas|várhat|nem sürgős|(?<!ne)počká(?!m)|nespěchá|neponáhľa|poate aștepta|nu e grabă|може да почака|не е спешно|može pričekati|nije (žurno|hitno)|ni nujno|μπορεί να περιμένει|bekleyebilir|acelesi yok|יכול לחכות|לא דחוף|ليس مستعجل|يمكنه الانتظار|기다릴 수 있|급하지|急ぎません|急がな|不急|不着急|慢慢来)/u,
);

/** Who says that it is all right has read it. */
const ALL_RIGHT = plainPattern(
  /^\W*(?<!\p{L})(ok(ay|e|ey|ej)?|οκ|ок|no (problem|worries)|never mind|all right|alright|fine(?! print)|sure|(das )?(passt|macht nichts)|kein problem|alles klar|geht klar|in ordnung|pas (grave|de (souci|problème))|d'accord|ça marche|vale|de acuerdo|no pasa nada|va bene|d'accordo|nessun problema|non c'è problema|tudo bem|sem problema|não faz mal|geen probleem|prima(?! nota)|is goed|det går (fint|bra)|ingen fara|intet problem|pyt|selvä|ei haittaa|ei hätää|pole (hullu|viga|probleemi)|selge|gerai|tinka|nieko tokio|labi|nekas|nav (problēmu|steigas)|rendben|semmi (gond|baj)|nem gond|în regulă|nicio problemă|nu[- ]i nimic|w porządku|nie szkodzi|nic nie szkodzi|nie ma sprawy|dobrze|хорошо|ладно|ничего страшного|не страшно|понятно|понял[аи]?|ясно|добре|гаразд|нічого(?! не)|няма проблем|nevadí|nevadi|to nic|v pořádku|v poriadku|nema problema|u redu|v redu|može|ni problema|tamam|sorun değil|εντάξει|κανένα πρόβλημα|δεν πειράζει|בסדר|אין בעיה|تمام|حسنا|لا مشكلة|ما في مشكلة|네,? ?괜찮|괜찮|알겠|了解|大丈夫|没事|沒事|好的|没关系|沒關係)(?!\p{L}*[:(])(?=$|[\s,.!…:;-])/u,
);

/** When or how it is to be delivered: whoever is away says so, and no note does. */
const DELIVER = plainPattern(
  /(?<!\p{L})(deliver(?!ed|y|ies)|liefern sie|liefert(?! (nicht|wieder))|liefer (es|sie|ihn)|lever(?!\p{L})|leveren graag|leverera|lämna (den|det)|toimittakaa|toimita(?!\p{L})|toimetage|tooge(?!\p{L})|pristatykite|atvežkite|piegādājiet|atvediet|szállíts\p{L}*|hozzák|livrez(?!\p{L})|livrați|entreguen|entregue(m|n)?(?!\p{L})|consegnate|consegni(?!\p{L})|dostarczcie|(proszę|prosimy) (dostarczyć|dowieźć|przywieźć)|привезите|доставьте|привезіть|доставте|dovezte|doručte|doneste|dostav(ite|te)|донесете|доставете|παραδώστε|φέρτε|teslim edin(iz)?|getirin(iz)?|תביאו|תספקו|سلموا|وصلوا|배송해|가져다)(?!\p{L})|持ってきて|送货|送貨/u,
);

/** The same where words are not set apart. */
const UNSPACED = plainPattern(
  /曜(日)?の?\d{1,2}時|妻|家内|主人に|旦那|母に|父に|息子|娘|来てください|お越し|太太|老婆|老公|丈夫|妈|爸|邻居|鄰居|(周|星期|週)[一二三四五六日天]再?[来來]|[来來](取|拿)/u,
);

/**
 * What we wrote or promised is held against us, a question of theirs, what is too long for them, when they are open after all, who is there to take
 * it, thanks for help, and ring then: of languages whose notes say none of it.
 */
const OF_GERMANS = plainPattern(
  /(?<!\p{L})((my|our|mein|meine|meiner|unsere?|mijn|onze|min|mitt|mit|vår|vårt|vores) (question|frage|vraag|fråga|spørsmål|spørgsmål)|spørsmålet mitt|(too|zu|te|för|for) (long(?! to answer)|lange?(?! tijd)|lång\p{L}*|lang tid)|(take|fetch) (it|them)|(thanks?( you)?|danke?|vielen dank|dank u?|bedankt|tack|tak|takk) (so much |very much )?(for|für|voor|för) (all )?(your |ihre |uw |de |din |al(le)? )?(help|effort|trouble|advice|offer|hilfe|mühe|angebot|hulp|moeite|offerte|hjälp\p{L}*|offert\p{L}*|hjælp\p{L}*|tilbud\p{L}*|hjelp\p{L}*)|\p{L}{2,8}(day|tag|dag) (we are|are we|haben wir|sind wir|zijn (we|wij)|har vi|er vi) (still |auch |ook |också |også )?(open|offen|auf|geöffnet|geopend|öppet|åbent|åpent)(?! (again|wieder|weer|igen|igjen|as|from|from|wie|van|ab|från|fra))|(opens?|åbner|åpner|öppnar|öffnet|macht) (up )?(for|åt|ihnen|euch|auf)(?!\p{L})|doet open|(my|meine|unsere|mijn|mitt|mit) (answer|antwort|antwoord|svar) (is|stays|remains|ist|bleibt|blijft|är|er)(?!\p{L})|svaret mitt er|(?<!\p{L})(whether|of|om|ob) (we|wij|vi|wir|ik|jag|jeg|ich|i) .{0,20}(?<!\p{L})(it|them|es|ihn|het|hem|ze|den|det|dem|nehmen|doen)(?!\p{L})|with surprise|mit (erstaunen|verwunderung)|met verbazing|med (förvåning|undren|undring|forundring)|(my|mein|mijn|min) (boss|chef|baas|sjef) (has|hat|heeft|har|sees|decides)|klopt (dus |toch )?niet|stimmt (so |doch )?nicht|(is|are|ist|sind|är|er) (still |noch |all |ganz )?(wrong|falsch|fel|forkert|feil)|stämmer inte|(stemmer|passer) ikke|(nobody|no one) (was|answered|came|picked)|(niemand|keiner) (war|ging|kam|hat|was|nam|kwam)|ingen (var|svarade|svarede|svarte|kom)|(knows?|was told|is told) ?(about|of|it)?[.!]?$|weiß (bescheid|es|davon)|weet (ervan|het|er)|ved besked|(vet|ved) om det|^(sie hören( noch)? von mir|u hoort (nog |wel )?van mij|(jag hör|hör) av mig|du hører fra (mig|meg)|you('ll| will) hear from me|i('ll| will) let you know)\W*$|you (wrote|said|promised) |(sie|ihr) (schrieben|schriebt|haben geschrieben|versprachen)|u schreef|jullie schreven|(ni|du) (skrev|lovade)|(i|dere|du) (skrev|lovede|lovte) |(ring|ringer|bel|belt u|rufen sie|ruf)( gerne?| gärna| gjerne| graag)? (der|då|da|dann|dan|bagefter|etterpå|efteråt|daarna|danach|etter det|efter det)(?!\p{L})|(kolleg|colleague|collega|kollega)\p{L}* [^@\p{Nd}]{0,40}(ist|is|är|er) [^@\p{Nd}]{0,20}(im büro|in the office|op kantoor|på kontoret|im haus)(?!\p{L}).{0,12}$)/u,
);

/** Whether somebody wants something of us, or speaks of their own. @param flat in lower case */
export const isWish = (flat: string): boolean =>
  [
    SUITS,
    RELATIVES,
    VISITS,
    ASKS,
    PASSED_ON,
    RING_THEN,
    NOT_RECEIVED,
    NO_HURRY,
    ALL_RIGHT,
    DELIVER,
    UNANSWERED,
    UNSPACED,
    OF_GERMANS,
  ].some((one) => one.test(flat));
