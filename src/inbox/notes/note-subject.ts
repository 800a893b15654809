import { literal } from '../phrases.ts';
import { isBusiness } from './business-words.ts';
import { EAST_ASIA } from './east-asia.ts';
import { AUTOMATIC, CLOSED, PERHAPS_AWAY } from './formulas.ts';
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
  if (answers) {
    const own = ownSubject(line);
    if (own !== null) return own;
  }
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
  const away = AWAY.test(flat) || PERHAPS_AWAY.test(flat) || flat.replace(CLOSED, '') !== flat;
  if (away || LANGUAGES.some(({ absent }) => absent.test(flat))) return 'absence';
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

/** Somebody is not where the letter reached them. */
const AWAY = plainPattern(
  /^((ik|ben|ich|bin|i|am|i'm|estoy|estou|sono|som|jsem|jag|är|jeg|er|je|suis|even|kurz|mal|gerade|currently) ){0,3}((gone|weg|mimo|ute|ude|parti|partie|pryč|preč|ära)(?!\p{L})|(fuera|fora|fuori)(?= (hasta|até|fino|dal|de (la )?oficina|d[oe] (escritório|gabinete)|ufficio|sede)|\W*$))|(?<!\p{L})(away|abroad|travell?ing|sailing|not (here|in|home|at home|around|available)|back (on|in|at|from)|be back|out (of|until|till)|verreist|unterwegs|nicht (da|hier|zuhause|zu hause|erreichbar)|auf (reisen|kur|reha)|im ausland|afwezig|niet (thuis|er|aanwezig|bereikbaar)|op reis|buitenland|borta|bortrest|utomlands|inte (här|hemma|på plats)|på (resa|rejse|reise|farten|tur)|væk|bortrejst|udlandet|ikke (her|hjemme|til stede)|borte|bortreist|utlandet|poissa|reissussa|matkoilla|ulkomailla|en ole (kotona|paikalla|täällä)|eemal|reisil|välismaal|(pole|ei ole) (kodus|siin|kohal)|išvyk\p{L}*|išvaž\p{L}*|nesu|nėra|kelionėje|užsienyje|neesmu|prombūtn\p{L}*|izbrau\p{L}*|ceļoj\p{L}*|ārzem\p{L}*|nem vagyok|távol|elutaz\p{L}*|külföld\p{L}*|úton|λείπω|ταξίδι|εκτός|εξωτερικό|απουσι\p{L}*|yokum|yurt ?dışı\p{L}*|yoldayım|uzaktayım|seyahat\p{L}*|בחו["״]?ל|לא (נמצא|נמצאת|בבית|כאן|זמין|זמינה)|נסעתי|בנסיעה|(في )?سفر|مسافر|غير موجود|خارج|부재\p{L}*|여행\p{L}*|출타\p{L}*|외출\p{L}*|absente?|en voyage|à l'étranger|pas (là|disponible)|de viaje|ausente|no estoy|en el extranjero|em viagem|viajando|não estou|assente|in viaggio|non ci sono|all'estero|plecat\p{L}*|nu sunt|în străinătate|călător\p{L}*|nie ma mnie|nieobecn\p{L}*|wyjazd\p{L}*|wyjech\p{L}*|za granicą|w podróży|в отъезде|уехал[аи]?|нет на месте|меня нет|отсутству\p{L}*|за границей|в поездке|недоступ\p{L}*|у від'їзді|поїхав|поїхала|мене немає|відсутн\p{L}*|за кордоном|отсъств\p{L}*|няма ме|пътувам|в чужбина|odsut\p{L}*|nisam|nema me|na putu|u inozemstvu|nisem|odsot\p{L}*|me ni|ni me|v tujini|nejsem|nie som|nepřítom\p{L}*|neprítom\p{L}*|na cest(ách|e)|v zahrani\p{L}*)(?!\p{L})|留守|不在|外出|出張|出差|休假|旅游|旅行/u,
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
