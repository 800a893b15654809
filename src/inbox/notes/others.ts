import type { NoteLanguage } from './note-language.ts';

/** Of the Baltic, the Finnic, the Hungarian, the Greek, the Turkic and the Semitic families, and of East Asia. */
export const OTHERS: readonly NoteLanguage[] = [
  {
    code: 'fi',
    subjects:
      'automaattinen vastaus|poissa|poissaolo|poissa toimistosta|lomalla|poissaoloviesti|vastaanottokuittaus|automaattivastaus|automaattinen viesti|automaattinen ilmoitus|automaattinen kuittaus|autom. vastaus|autovastaus|poissaoloilmoitus|olen lomalla|lomaviesti',
    absent:
      /loma(lla|n)|pidän \S*lomaa|lomailen|lomailemme|poissa|en ole (toimistossa|töissä|paikalla|tavoitettavissa)|työmatka|vapaalla|sairauslom|en enää työskentele|suljettu|palaan/u,
    receipt:
      /(olemme |on )?(vastaanottan|saan)ut .{0,40}(viesti|sähköposti|yhteydenotto)|(viesti|yhteydenotto)\S* .{0,30}(vastaanotettu|saapunut|kirjattu)|(tiketin?|palvelupyyn\S*|asia)\s?-?numero|automaatti|(vastaamme|palaamme|vastaan|otamme) .{0,60}(pian|mahdollis|tunnin|päivän|kuluessa)|diaari|asianumero|on kirjattu|kirjaamo|on (saapunut|vastaanotettu)/u,
    greetings: 'hei|hyvää päivää|moi|terve|hyvä',
    contact: /yhtey|soitt|ota |kirjoit|sijai/u,
    words: `aamulla aikaisemmin ajalla ajan alussa apua arkipäiv* arkisin asiakaspalvelu* asiassa asioissa asti automaatti* auttaa avautuu avoinna ei en ennen entä enää gsm harvoin hei henkilö henkilökohtaisesti heti hetkellä hyvin hyvää hän iltapäivällä ja joka joku jos jotka joulu* jälkeen kahden kaksi kello kesä* kesäloma* kiinni kiire* kiireellis* kiitos kiitän klo kokous* kolme koskevissa kuitenkin kukaan kuluessa kun kurssi* kysymy* kännykkä kärsivällisyy* käsitellään käsittelemme loma* lomautettu lopussa luen lähet* lähettäkää lähetä maanantaina mahdollisimma* matkapuhelin mennessä mennä mikä minulla minun minut muissa mukaan mutta muu muut myös niin numero* numeroon nämä ohjataan ole olemme olen on organisaatio* osasto osoite osoitteeseen osoitteessa osoitteesta ota otamme ottakaa pahoittelu* paikalla palaa* palaamme palaan pian pikai* pitää poissa* postilaatikko* puh puhelimitse puhelin* puhelinnumero pyyntö* päivän päivää pääsy rajoitetu* rekisteröi* saakka saanut saapunut saat sairas satunnaisesti sekä sen siihen sijaan sijainen sijaise* sijaisena siksi soita soittakaa soittamalla suljettuna suoraan sähköposti* sähköpostiosoite* säännöllis* tai takaisin tapauksissa tapaus* tavoitettavissa teidän terv tervei* terveisin tiimi* tiimimme tiketti* toimisto* tuki* tunnin tuuraa* työmatka* työntekijä työpäiv* tällä tällöin tämä tämän täytyy töissä ulkomailla vahvistus vaihde vaihteeseen vanhempainva* vapaalla vasta vastaa* vastaamme vastaan vastaanotta* viesti* viestiisi viestinne viestisi viikko* viikon viimeistään viipymättä voi voisi voit voitte vuoden vuosi vuosiloma* väliaikana välisenä välittömästi yhteydenot* yhteydenottosi yhteyttä ymmärry* yrityksen yritys yst ystävällisesti ystävällisin äitiysloma*`,
  },
  {
    code: 'et',
    subjects:
      'automaatvastus|automaatne vastus|kontorist väljas|puhkusel|puhkus|eemal|eemalolek|automaatne kiri|automaatne teade|automaatne kinnitus|autom. vastus|automaatteade|olen puhkusel|ei ole kontoris',
    absent:
      /puhkus|kontorist (ära|väljas|eemal)|ei ole (kontoris|tööl|kättesaadav)|lähetus|komandeering|eemal|ei tööta enam|suletud|tagasi (tööl|olen|\d)|haiguslehel/u,
    receipt:
      /(oleme |on )?(kätte saanud|saanud|vastu võtnud|registreeri)\S* .{0,40}(kirja|sõnumi|pöördumi|teate)|(kiri|kirja|pöördumi)\S* .{0,30}(saadud|registreeritud|kätte)|(pöördumise|pileti|juhtumi) (number|nr)|automaat|(vastame|vastan|võtame) .{0,60}(esimesel|peatselt|tunni|päeva|jooksul|võimal)|on registreeritud|registreerimisnumber|viitenumber|on (kätte saadud|vastu võetud)/u,
    greetings: 'tere|tere päevast|hea|lugupeetud|tervist',
    contact: /pöördu|helista|kontakt|ühendus|kirjuta/u,
    words: `aadress aadressil aadressile aasta aastal abi aeg aga aidata aitab ajal alates alguses asendab asendaja automaat* avatud e-kir* e-post* e-posti edastatakse eemal eest ei enam enne esimesel ettevõte ettevõttes haige haiguslehel harva hea head helista* helistage hetkel hommikul ilusat isiklikult ja jooksul juures järel jõulud ka kahe kaks kannatlikkuse kedagi keegi kell kiire kiire* kiireloomulis* kiirete kiiretes kinni kinnitus kirja kirjad kirjadele kirjale kirjutage klienditeenindus* kohe kolleeg* kolm kontakt* kontaktisiku* kontor* koolitus* koosolek* korral kui kuni käsitletakse kätte kättesaadav küsimus* küsimuste lapsehoolduspuhkus* ligipääs lugupidamisega lähetuse* lõpus ma meeskond meid meie meil meiliaadress meiliaadressil mille mina mind minu mis mobiil* mobiiltelefon mu mul muu muud mõistmise naasen naasmi* need ning nr number numbril ole oleme olen on organisatsioon* osakond otse palun parimate peab peale peatselt piiratud pikema poole postkast postkasti puhkuse* puhkusel päeva päevast pärast pärastlõunal päring päringu* pöördu* pöörduge pöördumine pöördumise registreeri* regulaarselt saada saadud saan saanud saate saatke seda see seepärast selle seoses siis siiski suletud suvi sõnum sõnumi sõnumile tagasi teade teate teatele teid teie tel telefon* telefonil telefoninumber tere tervit* tervitades tugi tulen tunni täname tänan töö* tööl tööle töölt tööpäeva töötaja vabandan vajadusel varem vastame vastan vastus* vastuvõt* viivitamatult välismaal väljas võiks võimal* võtame võtan võtke ära ühendust`,
  },
  {
    code: 'lt',
    subjects:
      'automatinis atsakymas|nesu biure|atostogos|atostogauju|nėra darbe|automatinis pranešimas|automatinis laiškas|automatinė žinutė|automatinis patvirtinimas|autom. atsakymas|automatiškas atsakymas|esu atostogose|ne biure',
    absent: /atostog|ne(su|būsiu) (biure|darbe)|komandiruot|nedirb|nedarbing|išvyk|grįšiu|uždaryt/u,
    receipt:
      /(gavome|gautas|gauta|užregistr|priimt)\S* .{0,40}(laišk|žinut|užklaus|pranešim|kreipim)|(laišk|žinut|užklaus|kreipim)\S* .{0,30}(gaut|užregistr|priimt)|(užklausos|kreipimosi|bilieto) (numeris|nr)|automatin|automatišk|(atsakysime|atsakysiu|susisieksime) .{0,60}(greič|netrukus|valand|dien|per)|užregistruot|registracijos (numer|nr)|gautas|gauta /u,
    greetings: 'sveiki|laba diena|gerbiamas|gerbiama|gerbiami|labas',
    contact: /skambin|kreip|susisie|rašyk/u,
    words: `adres* adresu anksčiau aptarnavim* ar asmeniškai atidarysime atostog* atostogų atsakym* atsakysime atsakysiu atsipraš* atvejais atveju automatin* automatišk* ačiū bei bendr* bet biur* biurą būsiu d darb* darbo darbuotoj* diena* dienas dienos dieną dienų du dvi dėkojame dėkoju dėl dėžut* el elektronin* esu galimyb* galite galėsiu galėtų gaut* gauta gavau gavome geros gražios greičiausiai gruodžio grįšiu grįžus grįžusi grįžęs iki ir iš jei jeigu jo jos jums jūsų kai kalėd* kantryb* kas kiek* kit* kitą klausim* klientų kolega kolegai kolegą kolegę komand* komandiruotė* kontakt* kreipim* kreipkitės kreiptis kuo kuri kurie kuris laikinai laikotarpiu laiku laišk* laišką liga ligos linkėjimai linkėjimais m man mane mano met* metu mobil* mokym* mėn mūsų nagrinėjam* neatidėliotin* nebūsiu nedelsiant nedirbame nedirbu nesu netrukus niekas nors nr numeris numeriu nuo nėra organizacij* pabaigoje padės padėti pagalb* pagarbiai pat patvirtin* pavaduoja pavaduojan* pašt* pašto paštu per persiun* po popiet pradžioje pranešim* prašau prašome prašym* prieig* priežiūros registruot* reguliar* reikalais reikalu reikia retai ribot* ryte serg* siųskite skambinkite skambinti skub* skubiais skubiu skyri* su sugrįž* supratim* susisiekite susisieksime susitikim* tai taip tačiau tel telefon* telefono telefonu tiesiogiai tik todėl tris turiu turėsiu už uždaryta užklaus* užregistr* užsienyje vaiko val valand* vasar* vietoj vėliau į įmon* šie šis šiuo šį žinut* žinutę`,
  },
  {
    code: 'lv',
    subjects:
      'automātiskā atbilde|automātiska atbilde|ārpus biroja|atvaļinājums|atvaļinājumā|prombūtne|prombūtnē|automātisks ziņojums|automātiska ziņa|automātisks apstiprinājums|autom. atbilde|esmu atvaļinājumā|neesmu birojā',
    absent:
      /atvaļināj|ārpus biroja|prombūtn|neesmu (birojā|darbā|pieejam)|komandējum|nestrādāj|slimīb|atgriezīšos|slēgt/u,
    receipt:
      /(saņēmām|saņemt|saņēmu|reģistrēt|pieņemt)\S* .{0,40}(vēstul|ziņ|e-past|pieteikum|pieprasījum)|(vēstul|ziņ|pieteikum|pieprasījum)\S* .{0,30}(saņemt|reģistrēt|pieņemt)|(pieteikuma|pieprasījuma) (numurs|nr)|automātisk|(atbildēsim|atbildēšu|sazināsimies) .{0,60}(drīz|tuvāk|stund|dien|laikā|iespēj)|reģistrēt[sa]|reģistrācijas (numur|nr)|lietas nr|saņemt[sa]/u,
    greetings: 'labdien|sveiki|cienījamais|cienījamā|godātais|laba diena|čau',
    contact: /zvan|sazin|griez|vērs|rakst/u,
    words: `adrese adresi agrāk aizvieto* andrim* apkalpošan* apmācīb* apstiprin* ar arī atbild* atbildēsim atbildēšu atgriez* atgriezīšos atgriešanās atgriežos atrodos atvain* atvaļināj* atvērts automātisk* beigās bet biroj* biroju bērna būs būšu cieņu cit* dar* darba darbdien* darbiniek* darbā dien* dienu divi divu drīz drīzumā e-past* e-pasta epast* es esam esmu gad* gadījum* gadījumos gadījumā ierobežot* iespējam* ikgadējā ir izskatīt* ja jauku jautājum* jums jūs jūsu kad kas klientu kolēģ* komand* komandējumā kopš kopšanas kura kuru kurš kā kāds labu laik* laikā līdz lūdzam lūdzu man manas mani mans manā mobil* mobilais mēs mūsu neatliekam* neesmu nekavējoties neviens no nodaļ* nr numur* numura organizācij* pa pacietīb* paldies palīdz* par pastkast* patlaban personīgi piee* pieejam* piekļuve pieprasījum* pieteikum* prombūtn* pārbaud* pārsūt* pēc pēcpusdien* raksti* rakstiet regulār* reti reģistr* reģistrēt* rīt sanāksm* sapratn* sazin* sazināsimies sazināties saņem* saņēmu saņēmuš* saņēmām slim* slimības slēgts steidzam* steidzamos stundu sveicieniem sākumā sūtiet sūtījum* tas tel telefon* telefona tieši tik tikai tiks to tomēr trīs tuvāk* tālr tālrun* tālruni tāpēc un uz uzņēmum* vai vajag varētu vasar* vēlāk vēlējumiem vēstul* vēstule vēstuli ziemassvētk* ziņ* ziņu zvan* zvaniet ārzemēs ātrāk īslaicīgi šie šo šobrīd šī`,
  },
  {
    code: 'hu',
    subjects:
      'automatikus válasz|házon kívül|szabadságon|szabadság|távollét|távolléti értesítés|irodán kívül|automata válasz|automata üzenet|automatikus üzenet|automatikus értesítés|automatikus visszaigazolás|autom. válasz|szabadságon vagyok|nem vagyok az irodában',
    absent:
      /szabadság|házon kívül|irodán kívül|távol (vagyok|leszek)|távollét|nem (vagyok|leszek|tartózkodom|dolgozom)|kiküldetés|betegállomány|zárva|visszatér|visszaérk/u,
    receipt:
      /(megkapt|megérkez|fogadt|rögzít)\S* .{0,40}(üzenet|level|e-?mail|megkeres)|(üzenet|level|megkeres|bejelent)\S* .{0,30}(megkapt|megérkez|rögzít|fogadt)|(ügyszám|jegyszám|azonosító|hibajegy)|automatikus|ne válaszol|(válaszol|jelentkez)\S* .{0,60}(hamarosan|hamarabb|óra|nap|belül)|iktat(ott|ószám|va|ás)|ügyiratszám|nyilvántartás|megérkezett/u,
    greetings: 'tisztelt|kedves|jó napot|üdvözlöm|helló|szia',
    contact: /keress|hív|fordul|kereshet|írjon|elérhet/u,
    words: `a ahogy aki akik alatt amely ami amikor amint asszisztens* automatikus* az azonban azonnal azt ban be beleértve belül ben beteg* bezárólag bárm* címen címre de dolgozom délután e-mail* eleje elnézést első elérhet* elérhető előtt email* esetben este ez ezen ezt feldolgoz* feleljen felettes* fogom folyamán fordulj* forduljon fordulni generált gyed gyes ha hamarabb hamarosan helyettes* helyettesít* hozz* három házon hétfő* hív* hívja hívjon hónap* ideiglenesen ideje idején idő időben időszakban ig illetve iroda* irodában irodából irodához irodán irodát is ismét jelen jelenleg jelentkez* kapcsolat* kapt* karácsony* kedves kell kellene keres* keresni keresse keressék kollég* kolléga kollégám* konferenci* korlátozott* képzés* kérdés* kérem kérjük két kívánok kívül köszön* köszönöm közvetlen* közvetlenül között küldje küldjön külföld* le leghamarabb legkésőbb lehetséges lehető lehetőség* lenne lesz leszek leszünk level* levelére levelét levél* majd megbeszél* megkapt* megkeres* megkeresés* megérkez* megért* mellett mellék mert minden mobil* mobilszám munkahely* munkanap* munkanapon munkatárs* munkába más másik múlva nagyon nap napon napot nem nincs nyitva olvas* on osztály partner* péntek* recepció reggel rendes rendszeresen ritkán részére rögzít* rövid segít* segítség senki soron szabadság* személy* személyesen szám száma számon számú szép szíves* szülési sürgős* tel telefon* telefonon telefonszám* tisztelettel tisztelt* titkárság* továbbít* tudok tudom tárgyal* távol távollét* tól töltöm türelm* től után vagy vagyok vagyunk valaki van vissza* visszaigazol* visszatér* volt válasz* válaszolni válaszolok válaszolunk vége végén zárva állok érdekében érkezett értesítés és év éves évi óra órán ön önnek önök öt újra üdvözlettel ügy* ügyben ügyekben ügyfel* ügyfélszolgálat* ügyszám* ügyében üzenet üzenet* ő ők`,
  },
  {
    code: 'el',
    subjects:
      'αυτόματη απάντηση|εκτός γραφείου|απουσία|άδεια|σε άδεια|αυτόματο μήνυμα|αυτόματο email|αυτόματη ειδοποίηση|αυτόματη επιβεβαίωση|αυτόματος απαντητής|αυτομ. απάντηση|είμαι σε άδεια|απουσιάζω',
    absent:
      /άδεια|εκτός γραφείου|απουσι|λείπω|δεν (είμαι|θα είμαι|βρίσκομαι|εργάζομαι)|επιστρέφω|επιστρέψω|κλειστ|διακοπές|αδεια/u,
    receipt:
      /(λάβαμε|λήψη|ελήφθη|παραλάβαμε|έλαβα)\S* .{0,40}(μήνυμα|email|e-mail|αίτημα)|(μήνυμα|αίτημα|ερώτημ)\S* .{0,30}(ελήφθη|καταχωρ|παραλήφθηκε)|αριθμ\S* (αιτήματος|υπόθεσης|δελτίου)|αυτόματ|μην απαντ|(απαντήσ|επικοινωνήσ)\S* .{0,60}(σύντομα|συντομότερο|ωρών|ημερών|εντός)|(μήνυμά|email) σας ελήφθη|λάβαμε|πρωτοκόλλ|αρ\. πρωτ|παραλάβαμε|ελήφθη/u,
    greetings: 'γεια σας|καλημέρα|αγαπητέ|αγαπητή|αγαπητοί|χαίρετε|καλησπέρα|γεια',
    contact: /επικοινων|καλέσ|τηλεφων|απευθ|γράψ/u,
    words: `e-mail email άδεια άλλα άλλη άλλο άλλος έτος έως ή ήταν αίτημά αίτημα αίτησή αγαπητ* αδεία αλλά αμέσως ανάγκη ανάγκης ανοιχτά αντικαταστάτης απάντηση* απαντήσουμε απαντήσω απευθείας απευθυνθείτε απουσ* από απόγευμα αριθμ* αριθμό αριθμός αρχή ασθενείας αυτή αυτοί αυτό αυτόματ* αυτός βοήθεια βοηθός βρίσκομαι γεια για γιατί γραμματεία γραφείο γραφείου δελτίου δεν δευτέρα διάστημα διακοπές δυνατόν δύο είμαι είναι εκ εκτίμηση εκτιμώ εκτός ελήφθη εντός εξυπηρέτησης εξωτερικό επίσης επείγο* επείγον επείγουσες επεξεργα* επιβεβαίωση επικοινων* επικοινωνήσουμε επικοινωνήστε επιστρέ* επιστρέψω επιστροφή* επιστροφής εργάζομαι εργάσιμ* εργασία εργασίας ερώτημά εσωτερικό ετήσια εταιρία εταιρεία ευγενικά ευχαριστούμε ευχαριστώ εύχομαι η ημέρα ημέρες ημερών θέμα θέματα θα κάθε κάποιος και καλέστε καλή καλημέρα κανείς κανονική κατά κατανόηση καταχωρ* κινητό κλειστά λάβαμε λήψη λείπω λόγω μέχρι μήνα μήνυμά μήνυμα μαζί μας με μετά μηνυμάτων μηνύματα μητρότητας μου μπορείτε να ξανά ο οι ομάδα οποιο* οτιδήποτε παρακαλούμε παρακαλώ παραλάβαμε πελάτες πελατών περίπτωση περιορισμένη περιπτώσεις ποιος πολύ πρέπει πριν προς προσωπικά προσωρινά προωθ* πρωί πρόσβαση σας σε σεμινάριο σπάνια στα στείλτε στη στην στις στο στον συγγνώμη συμπεριλαμβανομένης συνάδελφο* συνάντηση συνέδριο συναδέλφου συναδέλφους συνεργάτη* συντομότερο σχετικά σύντομα τέλος τα τακτικά τη τηλέφωνο τηλεφων* τηλεφωνήστε την της τις τμήμα το τον του τρεις των υπομονή υπόθεσης υπόψη φιλικά χρειά* χριστούγεννα ωρών όμως όσο όταν ώρες`,
  },
  {
    code: 'tr',
    subjects:
      'otomatik yanıt|otomatik cevap|ofis dışında|izinde|izindeyim|ofis dışı|ofis dışındayım|otomatik mesaj|otomatik bildirim|otomatik e-posta|otomatik ileti|otomatik onay|otom. yanıt|yıllık izin|tatildeyim|izindeyiz',
    absent:
      /iznin(de|dey)|izin(de|li|deyim|liyim|e )|ofis (dışı|dışında)|ofiste (değil|olmay|bulunm)|tatil|seyahat|yıllık iz|dışındayım|ayrıldım|çalışmıyorum|döneceğim|kapalı/u,
    receipt:
      /(mesaj|e-?posta|talep|talebi|ileti|mail|başvuru)\S* .{0,40}(aldık|alındı|ulaştı|kaydedil|alınmış|ulaşmış)|(talep|kayıt|bilet|başvuru) (numara|no)|otomatik|yanıtlamayın|(yanıt|dönüş|cevap|iletişim)\S* .{0,60}(kısa|saat|gün|içinde|yakın)|evrak|kayda alın|(başvuru|evrak|kayıt) (no|numara)|dilekçe|kaydedilmiş/u,
    greetings: 'merhaba|sayın|iyi günler|selam|merhabalar|değerli',
    contact: /arayın|arayabil|ulaş|iletişim|başvur|yazın/u,
    words: `a acil aciliyet* adresi* adresine aldı aldık alındı* alınmış* ancak anlayış* aracılığıyla arasında arayabilirsiniz arayın arayınız arkadaş* arkadaşım arkadaşımız asistan* ay ayrıca açık bakamayacağım bakan bana baş başka ben benim beş bir birlikte bize bizi bu bulun* bulunmaktayım bulunuyorum cep cevap* da dahil dahili dahilinde de departman* derhal değilim dilerim dileriz diğer doğrudan doğum durumda durumlarda durumunuz döndüğümde döneceğim döneceğiz dönüş* dört düzenli dışında* dışındayım e e-mail e-posta* e-postalarınıza e-postanız edeceğim edeceğiz ederim ederiz ekibimiz ekip en eposta* erişim* erişimim eğitim* fakat firma gerekir geri geçebilirsiniz geçeceğiz geçici geçiniz gönderin gönderiniz gün günler günler* günleri günü hafta hangi hasta hastalık hat hemen hizmetleri idi iki ile ileti* iletiniz iletişim* iletişime ilgili iyi izin* izinde izindeyim için içinde iş işe işleme kadar kapalı kaydedil* kaydı* kim kimse konferans* konular* konularda konularınız kurabilirsiniz kısa kısıtlı lütfen mail* maillere merhaba mesaj* mesajınız mesajınızı mobil mümkün müşteri nadiren no numara* numaralı numarasından o ofis* ofise ofisi ofiste olabilir olacaktır olacağım olan olarak olduğ* olmayacağım oluşturul* onay onlar otomatik* pazartesi saat* saatler sabah sabr* santral saygılar saygılarımla sayın sağlan* sağlık* sekreter* selamlar sevgiler seyahat* size sizin sizinle son sonra süre* sürede süreyle sınırlı ta talebiniz talebinize talep* tarafımıza tarafından tarih* tarihe tarihinde tarihine tarihler* tarihleri tatil* te tekrar telefon* telefondan teşekkür* teşekkürler toplantı* tüm ulaş* ulaşabilirsiniz ulaşmıştır ve vekil* vereceğim veremeyeceğim verilecektir veya ya yanıt* yanıtlanacaktır yanıtlayacağım yanıtlayacağız yapıl* yapılacaktır yardım yardımcı ye yerime yokum yoğun yurt yurtdışı yönlendir* yıl yılbaşı yıllık yılı zaman çalışm* çalışma çünkü önce özür öğleden üç şahsen şekilde şirket* şu`,
  },
  {
    code: 'he',
    subjects:
      'מענה אוטומטי|תשובה אוטומטית|מחוץ למשרד|בחופשה|הודעה אוטומטית|חופשה|מייל אוטומטי|אישור אוטומטי|הודעת היעדרות|היעדרות|אני בחופשה|לא במשרד',
    absent:
      /חופשה|חופש|מחוץ למשרד|לא (אהיה|נמצא|נמצאת|במשרד|זמין|זמינה|עובד)|אחזור|אשוב|נעדר|מילואים|סגור|חופשת/u,
    receipt:
      /(קיבלנו|התקבלה|התקבל|קיבלתי).{0,40}(הודעת|פניית|מייל|פנייה|הודעה)|(הודעת|פניית)\S*.{0,30}(התקבל|נקלט|נרשמ)|מספר (פנייה|קריאה|הפנייה|פנייתך|הקריאה)|אוטומטי|נא לא להשיב|(נחזור|נענה|נשיב|אשיב|אחזור).{0,60}(בהקדם|שעות|ימי|תוך)|אסמכתא|אסמכתה|נרשמה|נקלטה|התקבלה במערכת/u,
    greetings: 'שלום|שלום רב|בוקר טוב|היי|לכבוד|שלום לכולם',
    contact: /פנ|התקשר|ליצור|לכתוב|טלפון/u,
    words: `אבל אהיה או אוטומטי אוטומטית אחזור אחר אחרים אחרת אין אישור אישית אך אל אליך אליכם אליכן אלקטרוני אנא אנו אנחנו אני אפשר אשוב אשיב אשר את ב באוגוסט באופן באוקטובר באפריל בברכה בדצמבר בהקדם בוקר בחול בחופש בחופשה בחזרתי בטלפון ביולי ביום ביוני ביותר בין בינואר בכבוד בכל במאי במייל במילואים במספר במקרה במקרים במרץ במשרד בנובמבר בנושא בנושאים בספטמבר בעניין בעניינים בפברואר בקשתך בשובי בשעות בתאריך בתאריכים גישה גם דואר דחוף דחופה דחופים דחיפות ה האלקטרוני האפשר האפשרי הבנתכם ההודעה הוא הודעה הודעתך הודעתכם החג הטלפון היא היה היו הם המשרד הנייד העבודה הפניה הפנייה הקריאה השתלמות התקבל התקבלה התקשרו ו ואחזור ואשוב ואשיב ונחזור ונשיב ועד זה זו זוהי זמין זמינה חג חודש חול חופש חופשה חופשת חזרתי חמישי טוב טלפון יהיה יום יועבר יטופל ימי ימים יש ישירות כאשר כולל כי ככל כל כנס כעת כרגע כשאחזור כתובת ל לא לאחר לבין לבקשתך לדואר להתקשר לטלפון לי לידה ליום ליצור לכל לכתובת למייל למספר למשרד לעזור לעמית לעמיתה לעמיתי לעניינים לפנות לפני לקבלת לקוחות לשלוח מ מוגבלת מזכירות מחוץ מחלה מחליף מחליפה מחלקת מטעם מי מיום מייד מיידי מייל מילואים מישהו מספר מספרה מענה מקרה מקרים משרד נא נחזור נייד ניתן נמצא נמצאים נמצאת נענה נקלטה נרשם נרשמה נשיב סבלנותכם סדיר סוף סלולרי סליחה עד עוזר עזרה על עם עמיתי עמיתתי עניין עניינים עסקים פגישה פנה פנו פני פניה פנייה פנייתך פנייתכם צהריים צוות צריך קיבלנו קריאה קשר ראשון רב רבה רביעי שבוע שוב שובי שירות שישי של שלוחה שלום שלושה שלחו שלישי שנה שני שנתית שעות שתי תאריך תהיה תודה תוך תחילת`,
  },
  {
    code: 'ar',
    subjects:
      'رد تلقائي|رد آلي|خارج المكتب|في إجازة|إجازة|الرد التلقائي|رد آلى|رسالة تلقائية|رسالة آلية|الرد الآلي|الرد الالي|رد أوتوماتيكي|إشعار تلقائي|خارج العمل|في اجازة',
    absent:
      /إجازة|اجازة|أجازة|خارج المكتب|خارج مكتب|غير (متواجد|موجود|متاح)|لست في المكتب|سأعود|عودتي|مغلق|لم أعد أعمل|سفر/u,
    receipt:
      /(تلقينا|استلمنا|تم استلام|تم تسجيل|وصلتنا|استلام).{0,40}(رسالت|طلب|بريد|استفسار)|رقم (الطلب|التذكرة|البلاغ|المرجع|طلبكم|تذكرتكم)|تلقائي|آلي|لا ترد|(سنرد|سوف نرد|سنتواصل|سأرد|سوف أرد|سيتم الرد).{0,60}(أقرب|ساعة|أيام|خلال|قريب)|رقم (المعاملة|القيد|الوارد)|تم قيد|تم تسجيل|وردنا|وصلنا/u,
    greetings: 'مرحبا|مرحباً|السلام عليكم|تحية طيبة|عزيزي|السادة|أهلا|السيد|السيدة',
    contact: /الاتصال|اتصل|التواصل|تواصل|الكتابة|مراسلة/u,
    words: `آب آخر آذار آلي آلية أبريل أتمكن أحد أخرى أرجو أرد أرسلوا أستطيع أعتذر أعود أغسطس أقرب أكتوبر أكون أنا أو أيار أيام أيضا أيضاً أيلول إجازة إجازتي إرسال إلى اتصل اتصلوا اثنين اجازة اجتماع استفسار استلام استلمنا اطلع اقرب اكون ال الآن الأحد الأربعاء الأمور الأول الإجازة الإلكتروني الاتصال الاثنين الاحترام الالكتروني البريد التحيات التحية التذكرة التكرم التواصل التي الثاني الثلاثاء الجمعة الجوال الحالات الحالة الخميس الدعم الذي الرجاء الرد الرسالة الرقم السبت السكرتارية السلام الضرورة الطارئة الطلب العاجلة العمل العملاء العيد القادم القصوى المستلمة المقبل المكتب الهاتف الى انا او ايام ب بالاتصال بالتواصل بالرد بالمكتب بانتظام بداية بديل برجاء برقم بريد بريدكم بزميلتي بزميلي بعد بـ بما تأكيد تحويل تحياتي تسجيل تشرين تفهمكم تلقائي تلقائية تلقينا تم تموز تواصلكم تواصلوا ثلاثة ثم جوال حالات حالة حاليا حالياً حتى حزيران خارج خالص خدمة خلال داخلي دورة ديسمبر ذلك رد رسائل رسالة رسالتك رسالتكم رقم رقمه زملائي زميلتي زميلنا زميلي سأرد سأعود سأكون ساعات ساعة ساكون سبتمبر سعيد سفر سنة سنرد سنوية سوف شباط شخصيا شكرا شكراً شهر صباح صبركم ضرورة طارئة طلبك طلبكم عاجل عاجلة عذرا على عليك عليكم عمل عن عند عندما عودتي عيد غاية غير فائق فبراير فريق فور فورا في فيها قبل قريبا قسم كان كانت كانون كما لأن لأي لا لتواصلكم لدي لديكم لرسالتكم لغاية لك لكم لكن للأمور للحالات للضرورة للعمل لم لن مؤتمر مارس مايو مباشرة متاح متواجد متواجدا محمول مرة مرحبا مرض مرضية مساء مساعد مساعدة مع معالجة مكتب مكتبي ممكن من موجود نحن نرد نعتذر نهاية نوفمبر نيسان هاتف هاتفيا هذا هذه هم هو هي و وتقبلوا ورقم وسأرد وسأعود وساعود وسنرد وقت يجب يرجى يكون يمكنك يمكنكم يناير يوليو يوم يومي يونيو`,
  },
  {
    code: 'ko',
    subjects:
      '자동 회신|자동 응답|자동회신|자동응답|부재중|부재 중|휴가|자동 답장|자동 메일|자동 메시지|자동메일|자동 안내|자동 발송|휴무 안내|휴가 안내|부재중 자동 응답',
    absent:
      /휴가|부재|출장|자리를 비|사무실에 없|복귀|휴무|퇴사|휴직|쉽니다|쉬어|연휴|병가|연차|근무하지|운영하지|문을 닫/u,
    receipt:
      /(메일|메시지|문의|요청|이메일)\S*.{0,20}(접수|수신|받았|확인)|(접수|문의|티켓|요청) ?번호|자동.{0,10}(발송|회신|응답|메일|생성)|(답변|회신|연락)\S*.{0,30}(빠른|시간|영업일|이내|곧)|(빠른|이내|곧).{0,20}(답변|회신|연락)|접수번호|민원|접수되었|접수 되었|접수하였|등록되었/u,
    greetings: '안녕하세요|안녕하십니까',
    contact: /연락|문의|전화|회신/u,
    words: `안녕하* 저는 제가 현재 지금 휴가* 부재* 출장* 중* 입니다 이며 이므로 까지 부터 동안 기간* 자리* 비* 비우* 사무실* 없습니다 없* 급한 긴급* 급하* 용무* 용건* 업무* 일* 경우* 시에는 때에는 전화* 연락* 주시* 주십* 바랍니다 부탁* 드립니다 메일* 이메일* 메시지* 문의* 요청* 감사* 보내* 주셔서 확인* 확인이 어렵* 어려* 복귀* 후* 뒤* 이후* 답변* 회신* 답장* 하겠습니다 드리겠습니다 예정* 이* 본 자동* 발송* 응답* 접수* 되었습니다 번호* 는 은 가 을 를 에 의 로 으로 와 과 최대한 빨리 빠른 시일* 시간* 내* 영업일* 이내* 담당자* 동료* 대표번호* 휴대폰* 월* 일요일* 년* 저희 고객* 대신 있습니다 있* 수 돌아* 돌아오* 않* 사무* 휴무* 다음 주 오는`,
  },
];
