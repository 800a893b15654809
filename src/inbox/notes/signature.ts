import { isBusiness } from './business-words.ts';
import { POST_TOO } from './other-formulas.ts';
import { plainPattern } from './plain-letters.ts';
import { isTopic } from './topics.ts';
import { isCalendarWord } from './vocabulary.ts';
import { isWish } from './wishes.ts';
import { plainWords, wordsIn } from './words-in.ts';

/** A short line of names, numbers and addresses, or of who signs for many. */
export function isSignature(whole: string): boolean {
  const line = whole.replace(FIRM, '');
  const words = wordsIn(line);
  if (words.length > 8 || /[!?]/.test(line)) return false;
  return (
    words.every((word) => !/^\p{Ll}/u.test(word) || LINKING.test(word)) ||
    (words.length <= 5 && TEAM.test(line) && !/[\p{Nd},]|\.$/u.test(line)) ||
    isTitle(line, words)
  );
}

/** What a firm is, behind its name. */
const FIRM =
  /,? (d\. ?o\. ?o|d\. ?d|s\. ?r\. ?o|a\. ?s|sp\. ?z ?o\. ?o|s\.? ?r\.? ?l|s\.? ?n\.? ?c|s\.? ?a\.? ?s|s\.? ?l|lda|ltda|sarl|eurl|b\. ?v|e\. ?k|v\. ?o\. ?f)\.?$|(?<=^|\s)(uab|ab|sia|mb|iį|vši|oü|as|oy|kft|bt|zrt) ?[„“"][^"“”„]{1,40}["“”]$/iu;

/** "Ambulatorio di fisiatria", "Kotikaluste, asiakaspalvelu": begins as names do, and says a post, a department or a kind of house. */
const isTitle = (line: string, words: readonly string[]): boolean =>
  words.length <= 6 &&
  (/^\p{Lu}/u.test(words[0] ?? '') || words.every((word) => CALLING.test(word.toLowerCase()))) &&
  !/[\p{Nd}:;]|\.$/u.test(line) &&
  !isWish(plainWords(line)) &&
  words.some((word) => POST.test(word.toLowerCase())) &&
  words.every((word) => {
    const small = word.toLowerCase();
    return (
      /^\p{Lu}/u.test(word) ||
      [POST, LINKING].some((one) => one.test(small)) ||
      isTopic(small) ||
      (POST.test((words[0] ?? '').toLowerCase()) && !isBusiness(small))
    );
  }) &&
  !words.some((word) => isCalendarWord(word.toLowerCase()));

const POST = plainPattern(
  /^(department|desk|reception|manager|director|assistant|secretary|accountant|coordinator|engineer|practice|clinic|surgery|workshop|studio|abteilung|leitung|leiter(in)?|geschäftsführ\p{L}+|sachbearbeit\p{L}+|sekretariat|buchhaltung|kundendienst|kundenbetreuung|einkauf|vertrieb|praxis|werkstatt|empfang|afdeling|klantenservice|inkoop|boekhouding|administratie|hoofd|medewerk\p{L}+|bedrijfsleider|zaakvoerder|praktijk|avdelning\p{L}*|kundtjänst|kundservice|inköp\p{L}*|ekonomi\p{L}*|chef|vd|handläggare|mottagning\p{L}*|verkstad\p{L}*|afdeling\p{L}*|kundeservice|indkøb\p{L}*|bogholderi\p{L}*|leder|direktør|sagsbehandler|klinik|værksted\p{L}*|avdeling\p{L}*|kundesenter|innkjøp\p{L}*|regnskap\p{L}*|saksbehandler|resepsjon\p{L}*|verksted\p{L}*|asiakaspalvelu|osasto|ostot|päällikkö|toimitusjohtaja|johtaja|talous\p{L}*|kirjanpito|vastaanotto|korjaamo|klienditeenindus|klienditugi|osakond|juhataja|juht|raamatupida\p{L}+|töökoda|kliinik|skyrius|aptarnavim\p{L}*|vadov\p{L}+|direktor\p{L}*|buhalter\p{L}*|vadybinink\p{L}+|klinika|dirbtuv\p{L}*|nodaļa|dienests|apkalpošan\p{L}*|vadītāj\p{L}*|grāmatved\p{L}*|darbnīca|ügyfélszolgálat|osztály|iroda|igazgató|vezető|ügyvezető|könyvelés|rendelő|műhely|titkárság|τμήμα|εξυπηρέτησ\p{L}*|διευθυντ\p{L}+|υπεύθυν\p{L}+|λογιστήριο|γραμματεία|ιατρείο|συνεργείο|hizmetleri|müdürü?|müdürlüğü|departmanı|bölümü|birimi|muhasebe|ekibi|sorumlusu|uzmanı|מחלקת|מנהל|מנהלת|שירות|מזכירות|מרפאה|מרפאת|הנהלת|قسم|خدمة|مدير|مديرة|إدارة|محاسب|عيادة|ورشة|고객센터|고객지원\p{L}*|팀|부서|service|direction|directeur|directrice|secrétariat|comptabilité|cabinet|atelier|accueil|responsable|gérante?|departamento|atención|servicio|secretaría|contabilidad|gerente|jefe|jefa|taller|consultorio|clínica|serviço|secretaria|contabilidade|diretora?|chefe|oficina|clínica|gabinete|apoio|servizio|ufficio|direttore|direttrice|segreteria|contabilità|amministrazione|ambulatorio|studio|officina|assistenza|responsabile|departament\p{L}*|serviciul|relații|secretariat|contabilitate|cabinetul?|atelierul?|manager|biuro|dział\p{L}*|obsług\p{L}+|kierowni\p{L}+|dyrektor\p{L}*|księgow\p{L}+|sekretariat|gabinet|poradnia|przychodnia|pracownia|warsztat|specjalist\p{L}+|отдел|служба|директор\p{L}*|менеджер\p{L}*|бухгалтер\p{L}*|секретар\p{L}+|кабинет|клиника|мастерская|начальник|специалист|приемная|відділ|директорка|секретарка|кабінет|клініка|майстерня|фахівець|приймальня|oddělení|zákaznick\p{L}+|vedoucí|ředitel\p{L}*|jednatel\p{L}*|účtárna|ordinace|dílna|sekretariát|podpora|oddelenie|zákazníck\p{L}+|vedúc\p{L}+|riaditeľ\p{L}*|konateľ\p{L}*|učtáreň|účtáreň|ambulancia|dielňa|управител|ръководител|счетоводител|счетоводство|обслужване|кабинет|сервиз|отдел|odjel|odeljenje|oddelek|služba|korisnič\p{L}+|podrška|direktor\p{L}*|voditelj\p{L}*|rukovodi\p{L}+|računovod\p{L}+|knjigovod\p{L}+|ordinacija|radionica|delavnica|tajništvo|tajnica|vodja|center|headteacher|principal|caretaker|clerk|administrator|coordinator|buyer|planner|estimator|calculator|owner|foreman|hausmeister(in)?|hausverwaltung|schulleit\p{L}+|verwaltung|inhaber(in)?|disponent(in)?|meister(in)?|directie|conciërge|eigenaar|secretaresse|rektor\p{L}*|vaktmästare|lagerchef|platschef|ägare|administratör|koordinator|pedel|ejer|indehaver|kontorassistent|sekretær|vaktmester|lagersjef|eier|kontormedarbeider|rehtori|toimistosihteeri|sihteeri|isännöitsijä|omistaja|varastopäällikkö|koordinaattori|sekretär|omanik|asjaajaja|laojuhataja|majahoidja|direktorė|sekretorė|savinink\p{L}+|administrator\p{L}*|ūkvedys|sandėlinink\p{L}+|lietved\p{L}+|sekretār\p{L}+|īpašniek\p{L}+|igazgatóság|gazdasági|ügyintéző|titkár\p{L}*|gondnok|tulajdonos|raktárvezető|διεύθυνση|γραμματέας|ιδιοκτήτ\p{L}+|διαχειριστ\p{L}+|sekreter\p{L}*|sahibi|kurucu|idari|memur\p{L}*|yönetici\p{L}*|מנהלן|בעלים|מזכירה|أمينة|أمين|مالك|مشرف\p{L}*|سكرتير\p{L}*|원장|실장|secrétaire|intendante?|économe|gestionnaire|magasinier|propriétaire|proviseur|secretari[oa]|administrad[oa]r?a?|administrativ[oa]|conserje|propietari[oa]|encargad[oa]|proprietári[oa]|encarregad[oa]|secretári[oa]|segretari[oa]|titolare|magazzinier[ei]|impiegat[oa]|preside|secretar\p{L}*|proprietar\p{L}*|gestionar|sekretar(ka|z)|właściciel\p{L}*|magazynier|zaopatrzeni\p{L}*|intendent\p{L}*|referent\p{L}*|завхоз|заведующ\p{L}+|владелец|владелица|кладовщик|администратор|завідувач\p{L}*|власник|власниця|комірник|адміністратор|господарства|majitel\p{L}*|skladník|správce|hospodářk\p{L}+|asistent\p{L}*|majiteľ\p{L}*|správca|hospodárk\p{L}+|домакин|собственик|завеждащ|секретарка|vlasni\p{L}+|skladištar|domar|ravnatelj\p{L}*|lastni\p{L}+|skladiščnik|poslovodja|urząd|kancelaria|przedszkole|szkoła|biblioteka|pracownia|stolarnia|fundacja|zastępca|úřad|úrad|škola|školka|škôlka|knihovna|knižnica|podatelna|podateľňa|kancelář|kancelária|dílna|truhlářství|stolárstvo|zástup\p{L}+|администрация|приемная|канцелярия|управа|управление|школа|гимназия|лицей|библиотека|музей|поликлиника|ателье|адміністрація|приймальня|канцелярія|школа|гімназія|ліцей|бібліотека|музей|поліклініка|амбулаторія|заместитель|заступник|ліцею|училище|гимназия|община|канцелария|деловодство|заместник|pisarnica|pisarna|ured|kancelarija|knjižnica|općina|opština|šola|zavod|zamjenik|zamenik|namestnik)$/u,
  POST_TOO,
);

const CALLING = plainPattern(POST_TOO);

/**
 * What firms say below every mail: whose it is to read, not to print it, where they are registered, what becomes of data, where answers to
 * frequent questions are, and which language stands below. Only a line that says so as they do.
 */
export const isLegalLine = (line: string): boolean => {
  const flat = plainWords(line);
  return (
    (CONFIDENTIAL.test(flat) && ADDRESSEE.test(flat)) ||
    BEFORE_PRINTING.test(flat) ||
    (REGISTERED.test(flat) && /\p{Nd}{4}/u.test(flat) && !isWish(flat) && !PAPER.test(flat)) ||
    ((DATA.test(flat) || (HELP.test(flat) && FIND.test(flat))) && LINK.test(flat) && !isWish(flat)) ||
    isLanguageMark(line) ||
    THREAD.test(flat)
  );
};

/** An invoice that lacks the number of a firm is spoken of, and not signed with. */
const PAPER = plainPattern(
  /invoice|bill|rechnung|factu|faktur|fattur|fatur|счет|счёт|рахун|račun|számla|lasku|arve|sąskait|rēķin|τιμολόγ|חשבונית|فاتور|청구|請求|发票|發票|correct|korrekt|corrig|oprav|popraw|исправ|виправ/u,
);

/** A line between a note and the same in another language. */
export const isLanguageMark = (line: string): boolean => OTHER_LANGUAGE.test(plainWords(line));

/** By which a help desk finds the case again. */
const THREAD = /^[^\p{L}\p{N}]*ref:[\w.]{5,80}:ref[^\p{L}\p{N}]*$/u;

const LINK = /https?:\/\/|www\./;

const LINKING = plainPattern(
  /^(tel|fax|mob|mobile|w|we|v|ve|nad|pod|при|pri|and|of|the|for|und|der|die|für|i|ul|de|du|des|la|le|les|el|al|del|los|et|y|e|di|da|do|dos|das|ao|van|von|voor|en|sp|z|o|ds|pentru|si|și|og|och|ja|in|u|za|a|и|по|і|та|з|για|και|ve|gmbh|ltd|kft|oy|ab|as|uab|sia|oü|ssa|dott|dr|prof|ing|inż|mgr|bc|eng|инж|д-р|др|г-н|г-жа)$/u,
);

/** A department signs in small letters where titles have none. */
const TEAM = plainPattern(
  /^(\p{L}+ )?(team|zespół|dział|biuro|служба|отдел|команда|администрация|відділ|екип|екипът|началник|tým|oddělení|tím|oddelenie|tim|odjel|ekipa|csapat|ügyfélszolgálat|echipa|departamentul|serviciul|equipe|équipe|service|servizio|servicio|equipo|serviço|equipa|kundtjänst|kundeservice|kundesenter|asiakaspalvelu|klienditeenindus|klientu|klientų|klantenservice|ομάδα|τμήμα|müşteri|kundenservice|responsable|kierownik|dyrektor|specjalista|menedżer|directeur|directrice|chef|gérante?|assistante?|comptable|directora?|gerente|jef[ea]|encargad[oa]|responsabile|direttore|addett[oa]|impiegat[oa]|diretora?|vedoucí|ředitel|ředitelka|jednatel|vedúc[ia]|riaditeľ|șef|менеджер|директор|бухгалтер|начальник|руководитель|специалист|управител|керівник|voditelj|direktor|vadītāj[as]|vadovas|vadovė|igazgató|vezető|beszerz\p{L}*|értékesít\p{L}*|ügyintéző|inköpare|inkoper|einkäufer\p{L}*|referent\p{L}*|referats\p{L}*|acheteu\p{L}*|comprador\p{L}*|compras|achats|acquisti|achiziții|zakup\p{L}*|закупк\p{L}*|обслуживан\p{L}*|nákup\p{L}*|nabava|nabave|prodaja|prodaje|sprzedaż\p{L}*|prodej\p{L}*|predaj\p{L}*|vânzări|ventes|ventas|vendas|vendite|indkøber|innkjøper|ostaja|ostopäällikkö|hankejuht|pirkim\p{L}*|iepirkum\p{L}*|προμηθει\p{L}*|υπεύθυν\p{L}*|satın alma|müdürü?)(?!\p{L})/iu,
);

const CONFIDENTIAL = plainPattern(
  /confiden|vertraulich|riservat|vertrouwelijk|poufn|důvěrn|dôvern|bizalmas|конфиденц|конфіденц|поверител|povjerlj|zaupn|konfiden|fortrolig|luottamuksel|εμπιστευτικ|gizli|סודי|خصوصي|سري/u,
);
const ADDRESSEE = plainPattern(
  /intended|addressee|recipient|attach|empfänger|bestimmt|anhäng|destin|pièces? jointe|allegat|anexo|adjunt|geadresseerde|bestemd|bijlage|adresat|odbiorc|załącznik|adresát|příjemc|príjemc|prílo|címzett|получател|адресат|вложен|одержувач|primatelj|prejemnik|mottagar|mottaker|modtager|vastaanottaj|saaja|saņēmēj|gavėj|παραλήπτ|alıcı|נמען|מיועד|المرسل/u,
);
const BEFORE_PRINTING = plainPattern(
  /before printing|print this|printing this|bevor sie .{0,40}(ausdruck|druck)|avant d'imprimer|antes de imprimir|prima di stampare|voordat u .{0,40}print|zanim wydruk|перед (тем,? как )?(печат|распечат)|před (vy)?tisk/u,
);
/** A firm's registers and numbers. */
const REGISTERED = plainPattern(
  /(?<!\p{L})(hrb|hra|registergericht|amtsgericht|firmenbuch|registered (in|office)|company (no|number|reg)|vat|ust-?id\p{L}*|uid|nip|regon|krs|siret|siren|rcs|tva|cif|nif|nipc|p\.? ?iva|partita iva|c\.f\.|ičo?|dič|orgnr|org\.? ?nr|cvr|y-tunnus|alv|rg-kood|registrikood|į\. ?k|įmonės kodas|reģ\. ?nr|pvm|pvn|cégjegyzék\p{L}*|adószám|α\.?φ\.?μ|γ\.?ε\.?μ\.?η|vkn|mersis|vergi no|ח\.?פ|инн|огрн|кпп|єдрпоу|еик|oib|mbs|matična|davčna|cui|kvk|btw|kbo|사업자등록번호|登録番号)(?!\p{L})/u,
);
const DATA = plainPattern(
  /gdpr|dsgvo|rodo|privacy|datenschutz|data protection|données personnelles|confidentialité|protección de datos|privacidad|proteção de dados|privacidade|personuppgift|personoplysning|personopplysning|tietosuoj|andmekaits|asmens duomen|personas dat|adatvéd|προσωπικών δεδομένων|απορρήτου|kişisel veri|kvkk|פרטיות|الخصوصية|개인정보|персональн|лични данни|osobních údaj|osobných údaj|osobn|gizlilik|danych osobowych|date\p{L}* (cu caracter )?personal/u,
);
const HELP = plainPattern(
  /faq|help|support|hilfe|häufige|frequent|status|portal|website|webseite|self-?service|aide|foire aux|ayuda|preguntas|estado|ajuda|perguntas|aiuto|domande|stato|hulp|veelgestelde|hjälp|vanliga|hjælp|ofte stillede|hjelp|ofte stilte|ohje|usein kysy|abi|kkk|korduma|pagalb|duk|palīdz|biežāk|súgó|gyakori|gyik|βοήθεια|συχνές|yardım|sık sorulan|שאלות|עזרה|الأسئلة|مساعدة|자주 묻는|도움말|pomoc|najczęś|часто задава|справ|часті|поширені|въпроси|помощ|često|pomoć|pogosta|nejčast|dotazy|časté|najčast|întrebări|ajutor|strona|stronie|сайт|сайті|stránk|oldal|sito|site|página|svetain|mājaslap|kodule|verkkosivu|hemsida|hjemmeside|nettsid/u,
);
const FIND = plainPattern(
  /(?<!\p{L})(find|visit|see|check|read|siehe|besuch|bezoek|vind|kijk|besök|hitta|besøg|besøk|finn|löyd|käy|leiat|vaata|rasit|aplank|atrad|apmekl|talál|látogass|βρείτε|επισκεφ|ziyaret|bulab|trouv|consult|encontr|trov|găsi|vizit|znajd|odwied|найд|найт|посет|знайд|знайт|відвід|намер|pronađ|naći|posjet|poset|najd|obišč|nalez|navštiv|nájd|navštív)|תמצא|בקרו|زيارة|تجد|확인|방문|찾/u,
);
/** "English version below", between the two. */
const OTHER_LANGUAGE = plainPattern(
  /^[^\p{L}\p{N}]*((please )?(scroll down |see below |for )*(the |le |la )?(english|deutsch|deutsche|german|français|french|español|spanish|italiano|nederlands|polski|english text|angielsk\p{L}+|engl\p{L}+|svensk\p{L}*|norsk\p{L}*|dansk\p{L}*|suom\p{L}+|eesti|latvi\p{L}+|lietuv\p{L}+|magyar|türkçe|česk\p{L}+|anglick\p{L}+|slovensk\p{L}+|hrvatski|slovenščina|română|ελληνικά|english\/\p{L}+|русский|українська|английск\p{L}+|англійськ\p{L}+|английски|en|de|fr|es|it|pl|ru|nl|cz|sk|eng|pol|ger)( (version|text|fassung|wersja|verze|verzia|versio|versija|versão|versión|versione|версия|версія|tekst|text|message|below|follows|see|unten|siehe|poniżej|níže|nižšie|nedan|nedenfor|alla|ниже|нижче|по-долу|please|scroll|down|further|here|suit|folgt|volgt|følger|følgjer|ci-dessous|más|abajo|abaixo|sotto|hieronder|dole|žemiau|zemāk|allpool|lent|alul|aşağıda|παρακάτω|mai|jos))*)[^\p{L}\p{N}]*$/u,
);
