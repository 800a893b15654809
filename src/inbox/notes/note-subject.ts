import { literal } from '../phrases.ts';
import { isBusiness } from './business-words.ts';
import { EAST_ASIA } from './east-asia.ts';
import { AUTOMATIC, CLOSED, CLOSED_FOR, PERHAPS_AWAY } from './formulas.ts';
import type { Note } from './note-language.ts';
import { plainLetters, plainPattern } from './plain-letters.ts';
import { inLatin } from './serbian.ts';
import { hasCalendarWord, LANGUAGES } from './vocabulary.ts';
import { isWish } from './wishes.ts';
import { plainWords, wordsIn } from './words-in.ts';

/**
 * Of what kind of note a subject is one that programs give to automatic replies, and people do not: "Automatic reply: …"; in an answer to a
 * letter the words of an absence before the "Re:" of a mail program; and the number of a case that the mail's own words name again.
 * @param own a mail's own words
 */
export const noteSubject = (subject: string, own: string, answers: boolean): Note | null => {
  const line = plainLetters(inLatin(subject.trim()));
  if (line.includes('?')) return null;
  if (PROGRAMS.test(line.toLowerCase())) return 'absence';
  if (answers && saysAwayBeforeRe(line)) return 'absence';
  const theirs = answers ? ownSubject(line) : null;
  if (theirs !== null) return theirs;
  return isCase(line, own) ? 'receipt' : null;
};

/** As mail programs begin it; what stands behind it is ours. */
const PROGRAMS = new RegExp(
  `^(\\[[^\\]]{1,40}\\] ?)?(${[...LANGUAGES, ...EAST_ASIA]
    .flatMap(({ subjects }) => subjects.split('|'))
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|')})( (message|reply|response|autoreply|notification))?\\s*([:：–!.(/|-]|$|re:|aw:|odp:)`,
  'u',
);

/**
 * A mail program answers under the subject of what it answers; a responder under one of its own, "Back on the 9th". Whoever wrote it by
 * hand would say in it what they want too.
 */
function ownSubject(line: string): Note | null {
  if (line.length > LONGEST_SUBJECT) return null;
  const flat = plainWords(line);
  if (AUTOMATIC.test(flat.split(/[:：]/, 1)[0] ?? '')) return 'absence';
  if (ANSWERS.test(flat) || wordsIn(flat).length > MOST_WORDS || isWish(flat) || ASKING.test(flat))
    return null;
  if (wordsIn(flat).some(isBusiness)) return null;
  if (isSomebodyAway(flat)) return 'absence';
  return RECEIVED.test(flat) || LANGUAGES.some(({ receipt }) => receipt.test(flat)) ? 'receipt' : null;
}

const LONGEST_SUBJECT = 120;
const MOST_WORDS = 7;

/** "Re:", in whatever language a mail program writes it. */
const ANSWERS = /^(\[[^\]]{1,40}\] ?)?[\p{L}\p{M}]{1,6}(\[\d+\])? ?[:：](?![)D])/u;

/** A request in a subject is somebody's. */
const ASKING = plainPattern(
  /(?<!\p{L})(please|pls|bitte|s'il vous|svp|merci de|por favor|per favore|prego|alstublieft|graag|snälla|venligst|vennligst|kiitos|palun|prašau|prašome|lūdzu|kérem|kérjük|παρακαλ\p{L}*|lütfen|בבקשה|נא|אנא|من فضلك|يرجى|부탁\p{L}*|proszę|prosz\p{L}*|prosím\p{L}*|пожалуйста|прошу|просьба|будь ласка|моля|molim|prosim|vă rog|お願い|请|請)(?!\p{L})/u,
);

/** "Still not here", "Always closed": so say people whose goods do not come, and whom nobody opens to. What is not here by itself may be goods. */
function isSomebodyAway(flat: string): boolean {
  if (LASTING.test(flat)) return false;
  const isWhen = hasCalendarWord(flat) || DAY_OF_MONTH.test(flat);
  if (AWAY_OR_GONE.test(flat) || flat.replace(CLOSED, '') !== flat)
    return OF_ONESELF.test(flat) || CLOSED_FOR.test(flat) || (isWhen && UNTIL_OR_BACK.test(flat));
  return AWAY.test(flat) || PERHAPS_AWAY.test(flat) || LANGUAGES.some(({ absent }) => absent.test(flat));
}

/** It goes on, or is yours: no responder says so. */
const LASTING = plainPattern(
  /(?<!\p{L})(still|yet|again|always|ever|never|your|you|noch|immer|wieder|ihr|ihre|sie|euch|euer|dein|encore|toujours|jamais|vous|votre|vos|todavía|aún|siempre|nunca|ainda|sempre|ancora|mai|nog|altijd|nooit|jullie|uw|fortfarande|ännu|alltid|aldrig|stadig|stadigvæk|endnu|altid|fremdeles|fortsatt|ennå|enda|alltid|aldri|vieläkään|vielä|yhä|aina|ikka|ikkagi|veel|alati|vis dar|dar|visada|joprojām|vēl|vienmēr|még|mindig|ακόμα|ακόμη|πάντα|hâlâ|hala|henüz|daima|hep|עדיין|תמיד|لا يزال|ما زال|ما زالت|لم يصل|دائما|아직|아직도|여전히|항상|încă|mereu|wciąż|nadal|jeszcze|zawsze|ciągle|в?с[её] ещ[её]|ещ[её]|до сих пор|всегда|опять|снова|ваш\p{L}*|досі|все ще|завжди|знову|още|все още|винаги|stále|ještě|pořád|zase|vždy|ešte|zasa|još|uvijek|uvek|stalno|še|vedno)(?!\p{L})|まだ|ずっと|いつも|还没|還沒|一直|总是/u,
);

/** Of the writer, or of their house. */
const OF_ONESELF = plainPattern(
  /(?<!\p{L})(i|i'm|we|we're|ich|bin|wir|ik|ben|wij|we|jag|jeg|vi|je|suis|nous|sommes|estoy|estamos|estou|sono|siamo|jestem|jesteśmy|mnie|nas|olen|olemme|minä|en ole|ei ole|ma|oleme|pole|aš|esu|esame|nesu|es|esmu|esam|neesmu|vagyok|vagyunk|είμαι|είμαστε|\p{L}+(yım|yim|yum|yüm|dayım|deyim|yız|yiz)|אני|אנחנו|איננו|אינני|أنا|نحن|я|мы|меня|мене|нас|нема ме|съм|сме|jsem|jsme|nejsem|nejsme|som|sme|sem|smo|nisem|nismo|sam|nisam|sunt|suntem|nu sunt)(?!\p{L})/u,
);

/** Until when, or when again; a day stands with it. */
const UNTIL_OR_BACK = plainPattern(
  /(?<!\p{L})(until|till|back|returning|from|bis|ab|vom|zurück|tot|van|terug|till|t\.o\.m\.|åter|tillbaka|från|til|tilbage|tilbake|fra|jusqu\p{L}*|du|retour|hasta|del|vuelvo|até|de volta|fino|dal|al|rientro|do|od|wracam|до|с|по|вернусь|від|повернусь|връщам се|od|zpět|späť|vrat\p{L}*|vrát\p{L}*|asti|saakka|takaisin|kuni|tagasi|iki|nuo|līdz|no|\p{L}+ig|vissza\p{L}*|έως|ως|μέχρι|από|kadar|dek|עד|חוזר|חוזרת|حتى|إلى|까지|până|revin)(?!\p{L})/u,
);

/** Said of people alone. */
const AWAY = plainPattern(
  /^(away|weg|gone)(?= (until|till|from|bis|ab|vom|tot|on))|(?<!\p{L})(out (of (the )?(office|town|country)|until|till)|away (until|till|from)|abroad|travell?ing|sailing|be back|verreist|auf (reisen|kur|reha)|im ausland|afwezig|op reis|buitenland|bortrest|utomlands|på (resa|rejse|reise)|bortrejst|udlandet|bortreist|utlandet|poissa|reissussa|matkoilla|ulkomailla|en ole (kotona|täällä)|reisil|välismaal|išvyk\p{L}*|išvaž\p{L}*|nesu|kelionėje|užsienyje|neesmu|prombūtn\p{L}*|ceļoj\p{L}*|ārzem\p{L}*|nem vagyok|távol|elutaz\p{L}*|külföld\p{L}*|λείπω|ταξίδι|εξωτερικό|απουσι\p{L}*|yokum|yurt ?dışı\p{L}*|yoldayım|uzaktayım|seyahat\p{L}*|בחו["״]?ל|נסעתי|בנסיעה|(في )?سفر|مسافر|부재\p{L}*|여행\p{L}*|출타\p{L}*|외출\p{L}*|absente?|en voyage|à l'étranger|de viaje|ausente|no estoy|en el extranjero|em viagem|viajando|não estou|assente|in viaggio|non ci sono|all'estero|nu sunt|în străinătate|călător\p{L}*|nie ma mnie|nieobecn\p{L}*|wyjazd\p{L}*|wyjech\p{L}*|za granicą|w podróży|в отъезде|меня нет|отсутству\p{L}*|за границей|в поездке|у від'їзді|мене немає|відсутн\p{L}*|за кордоном|отсъств\p{L}*|няма ме|пътувам|в чужбина|odsut\p{L}*|nisam|nema me|u inozemstvu|nisem|odsot\p{L}*|me ni|ni me|v tujini|nejsem|nie som|nepřítom\p{L}*|neprítom\p{L}*|v zahrani\p{L}*)(?!\p{L})|(fuera|fora|fuori)(?= (hasta|até|fino|dal|de (la )?oficina|d[oe] (escritório|gabinete)|ufficio|sede))|留守|不在|外出|出張|出差|休假|旅游|旅行/u,
);

/** Said of goods too. */
const AWAY_OR_GONE = plainPattern(
  /^(fuera|fora|fuori)\W*$|(?<!\p{L})(gone|weg|mimo|ute|ude|parti|partie|pryč|preč|ära|away|not (here|in|home|at home|around|available)|back (on|in|at|from)|unterwegs|nicht (da|hier|zuhause|zu hause|erreichbar)|niet (thuis|er|aanwezig|bereikbaar)|borta|inte (här|hemma|på plats)|på (farten|tur)|væk|ikke (her|hjemme|til stede)|borte|en ole paikalla|eemal|(pole|ei ole) (kodus|siin|kohal)|nėra|izbrau\p{L}*|úton|εκτός|לא (נמצא|נמצאת|בבית|כאן|זמין|זמינה)|غير موجود|خارج|pas (là|disponible)|plecat\p{L}*|уехал[аи]?|нет на месте|недоступ\p{L}*|поїхав|поїхала|na putu|na cest(ách|e|ě))(?!\p{L})/u,
);

/** What came is with them. */
const RECEIVED = plainPattern(
  /(acknowledg|confirmation of (receipt|your)|(is|was|been) (received|registered|logged)|eingangsbestätigung|empfangsbestätigung|eingegangen|accusé de réception|bien re[çc]u|acuse de recibo|comprobante|hemos recibido|comprovativo|receção|recebid|conferma di (ricezione|ricevuta)|presa in carico|ricevut|ontvangstbevestiging|ontvangen|mottagningsbekräftelse|mottagit|mottaget|kvittering|modtaget|mottatt|vastaanottokuittaus|vastaanotettu|kätte saadud|registreeritud|gauta|gautas|registruot|saņemt|reģistrēt|megérkezett|megkapt|visszaigazol|iktat|ελήφθη|παραλαβή|λάβαμε|alındı|alınmıştır|kaydedil|התקבלה|התקבל|אישור קבלה|استلام|تم تسجيل|접수|confirmare de primire|a fost (primit|înregistrat)|potwierdzenie|przyjęt|otrzymaliśmy|zarejestrowan|получен|зарегистрирован|подтверждение|отриман|зареєстрован|підтвердження|потвърждение|получаване|регистриран|potvrda|potrdilo|prejeto|primljen|zaprimljen|prijet[íi]|prijatie|přijetí|přijat|prijat|zaregistrov|obdržel|受付|受領|到達|受信|已收到|已登记|已登記|已受理|收悉)/u,
);

/** "Away until Friday Re: Your order": what somebody's program was told to say, before the subject that it answers. */
function saysAwayBeforeRe(subject: string): boolean {
  const before = BEFORE_RE.exec(subject)?.[1]?.toLowerCase();
  if (before === undefined) return false;
  return (
    hasCalendarWord(before) ||
    DAY_OF_MONTH.test(before) ||
    PERHAPS_AWAY.test(before) ||
    before.replace(CLOSED, '') !== before ||
    LANGUAGES.some(({ absent }) => absent.test(before))
  );
}

/** "the 9th": a number of an order is longer. */
const DAY_OF_MONTH = /(?<!\p{N})\d{1,2}(?!\p{N})/u;

/** A person writes "re:" as they like; programs write their own. */
const BEFORE_RE =
  /^(\p{L}[^[\]:]{3,60})\s(?:Re|RE|AW|Aw|Odp|ODP|SV|Sv|VS|Vs|Ynt|YNT|Απ|ΑΠ|R|RES|Res|RIF|Antw): /u;

/** "[#118834] Your invoice", "[Ticket#2025] Re: …", "We have your request [#20418]", "Request No. 19044 received: Your invoice". */
const isCase = (subject: string, own: string): boolean => {
  const number = (/\[[^\]]{0,20}?#?(\d{4,20})\]/u.exec(subject) ??
    /^\p{L}[^:]{0,20}[№#] ?(\d{4,20})[^:]{0,30}:/u.exec(subject))?.[1];
  return number !== undefined && own.includes(number);
};
