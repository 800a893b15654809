import { isBusiness } from './business-words.ts';
import {
  ARTICLES,
  AUTOMATIC,
  asksToBeCalled,
  BY_HEART,
  CLOSED,
  CLOSED_FOR,
  GONE,
  IN_NEED,
  isPolite,
  LEFT,
  MINE,
  OF_MAILS,
  PERHAPS_AWAY,
  PROMISES,
  RETIRED,
  SET_PHRASES,
  speaksOfOneself,
  TITLES,
  URGENT,
  WISHES_WELL,
  WITHOUT_CAPITALS,
  WRITE_ELSEWHERE,
} from './formulas.ts';
import { isFragment } from './fragment.ts';
import { GERMANIC, GERMANIC_PHRASES } from './germanic.ts';
import { likelyNote } from './likely-note.ts';
import type { Note, NoteLanguage } from './note-language.ts';
import { isBare, paragraphs, sentencesOf } from './note-lines.ts';
import { DATE, PHONE } from './numbers-in.ts';
import { plainLetters, plainPattern } from './plain-letters.ts';
import { inLatin } from './serbian.ts';
import { isLanguageMark, isLegalLine, isSignature } from './signature.ts';
import { isStanding, isTopic, namesWhoElse } from './topics.ts';
import { parted, unspacedNote } from './unspaced-note.ts';
import {
  EVERYWHERE,
  hasCalendarWord,
  isBent,
  isCalendarWord,
  isDates,
  isKnown,
  LANGUAGES,
} from './vocabulary.ts';
import { isWish } from './wishes.ts';
import { leantOn, plainWords, wordsIn } from './words-in.ts';

/** Longer than any note; a person who writes so much says something. */
const LONGEST_NOTE = 3_000;
/** A name, a firm, a street, a telephone number, an address, and what the firm says of itself; twice, where it is said in two languages. */
const MOST_SIGNATURE_LINES = 12;

/**
 * Whether a mail's own words are one known note of absence or receipt, and nothing besides: every word of every sentence must be
 * one that such notes are made of. A single word about anything else makes it a person's mail, and so does a question.
 * @param text a mail's own words, without what it quotes
 * @param told what the subject says that it is: of an absence the words need not say it again
 * @param house the domain of who wrote it, unless anybody may have an address there
 */
export function knownNote(text: string, told: Note | null, house: string | null): Note | null {
  const plain = plainLetters(inLatin(text.replace(ABOVE, '').trim()));
  if (plain.length > LONGEST_NOTE) return null;
  const own = plain.replace(IN_NEED, '$1. ');
  if (/[?？؟\u037e](?!\S)/u.test(own)) return null;
  if (/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/u.test(own)) {
    const [theirs, besides] = parted(own);
    if (besides !== '') return besidesEnglish(theirs, besides, told, house);
  }
  return (
    unspacedNote(own, told) ??
    spelledNote(own, told === 'absence', house) ??
    (told === null ? null : likelyNote(own, told))
  );
}

/** A note of East Asia with the same in English below: each is one by itself. */
function besidesEnglish(
  theirs: string,
  english: string,
  told: Note | null,
  house: string | null,
): Note | null {
  const note = unspacedNote(theirs, told) ?? spelledNote(theirs, told === 'absence', house);
  return note !== null && spelledNote(english, note === 'absence', house) !== null ? note : null;
}

/** A help desk asks for answers above a line. */
const ABOVE = /^[#\s-]*please type your reply above this line[#\s-]*/i;

/** One that lists have every word of, or nearly. */
function spelledNote(own: string, told: boolean, house: string | null): Note | null {
  let kind: Note | null = null;
  let elements = told ? 1 : 0;
  let odd = 0;
  let sentences = 0;
  let signature = 0;
  let perhaps = false;
  let supported = false;
  let promised = false;
  let calls = false;
  const lines = paragraphs(own);
  const mail: Mail = {
    told,
    house,
    languages: likelyLanguages(own),
    numbered: lines.some((line) =>
      sentencesOf(line).some((one) => isNumbered(plainWords(one.replace(DATE, ' ')))),
    ),
  };
  for (const [at, line] of lines.entries()) {
    if (isLanguageMark(line) || (isLegalLine(line) && (told || kind !== null || perhaps))) continue;
    const read = sentencesOf(line);
    const found = read.map((sentence) => readSentence(sentence, at === 0, mail));
    // "We open on the 18th. Laci Kovacs": who signs on the last line.
    if (found.length > 1 && found.at(-1) === null && signs(read.at(-1) ?? '')) found.pop();
    if (found.every((one) => one !== null)) {
      for (const one of found) {
        kind = one.note === 'absence' || kind === null ? (one.note ?? kind) : kind;
        elements += one.elements;
        odd += one.odd;
        sentences += Number(one.elements > 0 || one.perhaps || one.supports);
        perhaps ||= one.perhaps;
        supported ||= one.supports;
        promised ||= one.promises;
        calls ||= one.calls;
      }
      continue;
    }
    // What is no sentence of a note may be its signature: below all of them, short, and made of names.
    signature += 1;
    if (
      (kind === null && !perhaps && !(told && sentences > 0)) ||
      signature > MOST_SIGNATURE_LINES ||
      !isSignature(line)
    )
      return null;
  }
  if (kind === null && perhaps && supported) {
    kind = 'absence';
    elements += 1;
  }
  // One sentence and nothing else: so people tell us when we may come, or whom to ring.
  if (
    kind === 'absence' &&
    !told &&
    !(supported && (promised || own.includes('@') || URGENT.test(own.toLowerCase()))) &&
    sentences < 2 &&
    isBare(own)
  )
    return null;
  // Who only says that a mail came, or asks to be called, is a person; a receipt says what follows.
  if (kind === 'receipt' && !told && (calls || !supported)) return null;
  if (kind === null) return told ? 'absence' : null;
  // A word that no list has is a note's only among sentences that are notes'.
  if (odd > MOST_ODD || (odd > 0 && !told && sentences < 2)) return null;
  return elements >= 2 ? kind : null;
}

/** Nobody has all words of a language; what somebody wants of us takes more than one in a note, or one that `isBusiness` knows. */
const MOST_ODD = 3;

interface Sentence {
  readonly note: Note | null;
  /** How much of a note it tells: the absence itself, a day, whom to ask instead, thanks. */
  readonly elements: number;
  /** Words in it that no list has. */
  readonly odd: number;
  /** Away perhaps; and whom to ask or when an answer comes, which makes that a note. */
  readonly perhaps: boolean;
  readonly supports: boolean;
  readonly promises: boolean;
  /** To be called, and not only in need: a receipt asks for no such thing. */
  readonly calls: boolean;
}

const PLAIN = { note: null, odd: 0, perhaps: false, supports: false, promises: false, calls: false } as const;

/** What the sentences of one mail are read by. */
interface Mail {
  /** The subject says that it is an absence. */
  readonly told: boolean;
  readonly house: string | null;
  readonly languages: readonly NoteLanguage[];
  /** It gives what came a number, as machines do. */
  readonly numbered: boolean;
}

/** Null: it says something that no note says. @param first a greeting may stand in it */
function readSentence(whole: string, first: boolean, mail: Mail): Sentence | null {
  const { told, languages } = mail;
  const sentence = whole.replace(SIGNED, '$1');
  const flat = plainWords(sentence);
  if (isWish(flat)) return null;
  if (BY_HEART.test(flat) || (mail.numbered && isStanding(flat))) return { ...PLAIN, elements: 1 };
  if (isDates(sentence)) return { ...PLAIN, elements: 1 };
  const unclosed = flat.replace(CLOSED, '');
  let least: Sentence | null = null;
  let empty = false;
  for (const language of languages) {
    if (first && isGreeting(flat, language)) return { ...PLAIN, elements: 0 };
    const contact = language.contact.test(flat);
    const whoElse =
      !speaksOfOneself(flat.replace(MY_COLLEAGUE, ' ')) &&
      namesWhoElse(sentence, language.contact, mail.house);
    const odd = oddWordsIn(sentence, language, mail, whoElse);
    if (contact && asksToBeCalled(flat.replace(BACK_WHEN, ' '))) continue;
    if (odd === null || odd >= (least?.odd ?? Number.POSITIVE_INFINITY)) continue;
    const away = language.absent.test(unclosed) || (unclosed !== flat && closedAsMachinesSay(flat));
    const gone = [LEFT, RETIRED, GONE, language.left].some((one) => one?.test(flat));
    const deputy = language.deputy?.test(flat) === true;
    const note =
      away || gone ? 'absence' : language.receipt.test(flat) || isNumbered(flat) ? 'receipt' : null;
    const promises = PROMISES[language.code]?.test(flat) === true;
    const more = [
      /\d/.test(flat) || hasCalendarWord(flat),
      contact || deputy || whoElse,
      promises,
      flat.length > 40,
    ];
    const perhaps =
      (!gone && [PERHAPS_AWAY, language.perhaps].some((one) => one?.test(flat))) || unclosed !== flat;
    // "I am ill and answer tomorrow" is both; "call me, I am ill" is a wish.
    const calls = contact && speaksOfOneself(flat);
    const supports =
      promises ||
      deputy ||
      whoElse ||
      WISHES_WELL.test(flat) ||
      (note === 'receipt' && (AUTOMATIC.test(flat) || isNumbered(flat))) ||
      (!perhaps && (contact || (URGENT.test(flat) && sentence.includes('@'))));
    const read: Sentence = {
      note,
      elements: Number(note !== null) + more.filter(Boolean).length,
      odd,
      perhaps,
      supports,
      promises,
      calls,
    };
    if (!told && !sentence.trim().endsWith(':') && saysNothing(flat, read, language)) {
      empty = true;
      continue;
    }
    // What says nothing in one of them is no note by the words of a language further away.
    if (empty && !TOLD_APART.has(language.code)) continue;
    least = read;
    if (odd === 0) break;
  }
  return least !== null && !told && isFragment(sentence, least) ? null : least;
}

/** Of a language whose patterns tell all that notes say: a sentence that says nothing of it is somebody's, whatever words it is made of. */
const saysNothing = (flat: string, { note, perhaps, supports }: Sentence, language: NoteLanguage): boolean =>
  TOLD_APART.has(language.code) &&
  note === null &&
  !perhaps &&
  !supports &&
  !flat.includes('@') &&
  ![AUTOMATIC, OF_MAILS, OPEN_AGAIN].some((one) => one.test(flat)) &&
  !isGreeting(flat, language) &&
  !isFormula(flat, language);

/** Words that these languages make of others, of which the last says what it is: a practice of any kind, a leave, a department. */
const COMPOUND = plainPattern(
  /\p{L}{3}(praxis|meldung(en)?|messe|büro|amt|schule|urlaub|ferien|pause|zeiten|abteilung|stelle|leitung|verein|nummer|anfragen?|postfach|adresse|kurs|seminar|tagung|reise|versammlung|sitzung|schulung|kanzlei|sekretariat|verwaltung|betreuung|beratung|zentrum|vertretung|anlage|abschluss|fragen|phase|praktijk|melding(en)?|beurs|bureau|school|verlof|vakantie|stop|tijden|afdeling|kantoor|vereniging|aanvraag|cursus|reis|vergadering|overleg|vragen|drukte|mottagning(en)?|anmälan|mässan?|byrån?|skolan?|ledighet(en)?|semester(n)?|lov(et)?|uppehåll(et)?|tider(na)?|avdelning(en)?|kontor(et)?|förening(en)?|ärenden?|kursen?|resan?|möten?|möte|konferens(en)?|frågor|klinik(ken|en)?|anmeldelse|messen?|skolen?|ferie(n)?|orlov(en)?|afdeling(en)?|forening(en)?|rejsen?|reisen?|møder?|spørgsmål(et)?|spørsmål(et)?|avdeling(en)?|permisjon(en)?|møter?)$/u,
);

const OPEN_AGAIN = plainPattern(
  /(?<!\p{L})((re)?opens?|back|zurück|öffn|geöffnet|terug|åter|öppn|tilbage|tilbake|åbn|åpn)/u,
);

const TOLD_APART: ReadonlySet<string> = new Set(GERMANIC.map(({ code }) => code));

/** For a feast or a holiday, and from one day to another. */
const closedAsMachinesSay = (flat: string): boolean =>
  CLOSED_FOR.test(flat) || (flat.match(/(?<!\p{Nd})\p{Nd}{1,2}(?!\p{Nd})/gu)?.length ?? 0) >= 2;

/** English, in which notes are said again, and those that know enough of the words: by chance a sentence is some note's in one of thirty. */
function likelyLanguages(own: string): readonly NoteLanguage[] {
  const words = wordsIn(own).map((word) => word.toLowerCase());
  const known = LANGUAGES.map((language) => words.filter((word) => isKnown(word, language)).length);
  const least = Math.max(...known) * LIKELY_SHARE;
  return LANGUAGES.filter(({ code }, at) => code === 'en' || (known[at] ?? 0) >= least);
}

/** A mail in two languages has a third of its words in the shorter half. */
const LIKELY_SHARE = 0.4;

/** "Your request has the number 4711", in whatever words of a language. */
const isNumbered = (flat: string): boolean =>
  /\p{Nd}{3}/u.test(flat) && OF_MAILS.test(flat.replace(ADDRESS, ' ')) && !MINE.test(flat);

/** "Many thanks, Tom": who signs on the line of the farewell. */
const SIGNED = /^((?:\p{L}+\s+){0,3}\p{L}+[,.!])\s*(?:\p{Lu}[\p{L}.'-]+\s?){1,3}$/u;

/** A line that is all greeting: its words, and at most four names. */
const isGreeting = (flat: string, { greetings, absent }: NoteLanguage): boolean =>
  !absent.test(flat) &&
  greetings
    .split('|')
    .some((one) => flat.startsWith(one) && flat.slice(one.length).split(/\s+/).filter(Boolean).length <= 4) &&
  !/\d/.test(flat);

/**
 * How many words of a sentence are none of the notes of a language, of the calendar, a number, an address, or the name of whom to ask.
 * Null: too many, or one that somebody wants something with. A single one may stand in a clause that says what notes say.
 */
function oddWordsIn(sentence: string, language: NoteLanguage, mail: Mail, whoElse: boolean): number | null {
  const { told } = mail;
  let odd = 0;
  const cues = cuesIn(sentence, language, whoElse);
  const { flat, elsewhere } = cues;
  let named = 0;
  let lastName = '';
  for (const [at, clause] of clausesOf(sentence, language).entries()) {
    if (at === 0 ? isGreeting(plainWords(clause), language) : language.code !== 'de' && signs(clause))
      continue;
    let before = '';
    let earlier = '';
    let here = 0;
    let bent = 0;
    for (const word of wordsIn(plainlySaid(clause))) {
      const small = word.toLowerCase();
      const [last, lastButOne] = [before, earlier];
      earlier = before;
      before = small;
      if (isKnown(small, language) || isCalendarWord(small) || EVERYWHERE.has(small)) continue;
      if (TOLD_APART.has(language.code) && COMPOUND.test(small) && !isBusiness(small)) continue;
      if (elsewhere && WRITE_ELSEWHERE.test(small)) continue;
      if (whoElse && isTopic(small)) continue;
      const where = { first: at === 0 && last === '', start: at === 0, last, lastButOne };
      // "Frau Eva Kern": the other name of who is named.
      const called = named > 0 && last === lastName && TOLD_APART.has(language.code);
      if (named < MOST_NAMES && isName(word, where, cues, called)) {
        named += 1;
        lastName = small;
      } else if (isBusiness(small) || isBusiness(leantOn(small)) || isMatter(word, where, cues)) return null;
      else if (isBent(small, language)) bent += 1;
      else here += 1;
    }
    if (
      here > (elsewhere || TOLD_APART.has(language.code) ? 2 : 1) ||
      (here + bent > 0 &&
        !told &&
        !elsewhere &&
        !whoElse &&
        !(cues.tellsNumber && URGENT.test(flat)) &&
        !isFormula(plainWords(clause), language))
    )
      return null;
    odd += here;
  }
  return odd;
}

/** Where sentences say nothing that notes do not say, whatever is joined to an absence is read by itself. */
const clausesOf = (sentence: string, { code }: NoteLanguage): readonly string[] =>
  sentence.split(TOLD_APART.has(code) ? JOINED : /[,;،–](?=\s)/u);

const JOINED = plainPattern(/[,;–](?=\s)|\s(?:und|aber|sondern|and|but|so|en|maar|dus|och|men|så|og)\s/u);

/** What a sentence says that a name may stand in. */
interface Cues {
  readonly flat: string;
  readonly tellsNumber: boolean;
  /** Mails are to go to an address in it. */
  readonly elsewhere: boolean;
  /** Whom to ask, who has left, or who signs: all capitals are theirs. */
  readonly everywhere: boolean;
  /** Somebody is named beside a number, an address or a good wish too; where all nouns have capitals it may be a thing. */
  readonly names: boolean;
  /** Who stands in. */
  readonly deputy: boolean;
  readonly away: boolean;
  readonly toldApart: boolean;
  readonly german: boolean;
  /** Whom to ring has a number. */
  readonly rung: boolean;
  /** Nothing marks a name in the language. */
  readonly unmarked: boolean;
}

function cuesIn(sentence: string, language: NoteLanguage, whoElse: boolean): Cues {
  const flat = plainWords(sentence);
  const german = language.code === 'de';
  const tellsNumber = PHONE.test(sentence);
  const contact = language.contact.test(flat);
  const deputy = language.deputy?.test(flat) === true;
  const hasLeft = [LEFT, language.left].some((one) => one?.test(flat)) || (!german && GONE.test(flat));
  return {
    flat,
    tellsNumber,
    elsewhere: sentence.includes('@') && OF_MAILS.test(flat.replace(ADDRESS, ' ')),
    // "Greetings from the Pottery", "You find us at 4 Station Road".
    everywhere: contact || hasLeft || (deputy && !german) || CLOSING.test(flat) || FIND_US.test(flat),
    names: whoElse || (!german && (tellsNumber || sentence.includes('@') || WISHES_WELL.test(flat))),
    deputy,
    toldApart: TOLD_APART.has(language.code),
    german,
    rung: contact && tellsNumber,
    away: [language.absent, language.perhaps].some((one) => one?.test(flat)),
    unmarked:
      (contact || whoElse) &&
      WITHOUT_CAPITALS.has(language.code) &&
      /\p{Nd}{5}|\p{Nd}[ -]\p{Nd}{3}|@/u.test(sentence),
  };
}

/** Where in a sentence a word stands: behind which, and at the beginning. */
interface Where {
  readonly first: boolean;
  readonly start: boolean;
  readonly last: string;
  readonly lastButOne: string;
}

function isName(
  word: string,
  { first, start, last, lastButOne }: Where,
  cues: Cues,
  called: boolean,
): boolean {
  const business = isBusiness(word.toLowerCase());
  const titled = TITLES.test(last) || (cues.names && !(start && last === '') && !business);
  const place = cues.away && (AT.test(last) || (THE.test(last) && AT.test(lastButOne)));
  const standsIn = cues.deputy && (first || IS_CALLED.test(last));
  return (
    (cues.everywhere || titled || place || called || standsIn) &&
    // The first word has a capital whatever it is.
    !(first && business) &&
    !ARTICLES.test(last) &&
    (cues.unmarked || /^\p{Lu}/u.test(word))
  );
}

/** What is spoken of, and neither who nor where: "about the hem", "looks after the dog", "without my scooter". */
const isMatter = (
  word: string,
  { last, lastButOne }: Where,
  { elsewhere, deputy, toldApart, german, rung }: Cues,
): boolean =>
  !elsewhere &&
  (ABOUT.test(last) ||
    (ARTICLE.test(last) &&
      (deputy ||
        ABOUT.test(lastButOne) ||
        (toldApart && !rung && !WHERE.test(lastButOne) && (german || !/^\p{Lu}/u.test(word))))));

/** Without what only sounds as if somebody wanted something: "pick up your e-mail", "in the order received", "if it cannot wait". */
const plainlySaid = (clause: string): string =>
  clause.replace(SET_PHRASES, ' ').replace(GERMANIC_PHRASES, ' ');

const isFormula = (flat: string, language: NoteLanguage): boolean =>
  flat.replace(CLOSED, '') !== flat ||
  isPolite(flat) ||
  [PROMISES[language.code], PERHAPS_AWAY, URGENT, GONE].some((one) => one?.test(flat)) ||
  [
    language.absent,
    language.receipt,
    language.contact,
    language.perhaps,
    language.left,
    language.deputy,
    language.said,
  ].some((one) => one?.test(flat));

/** "Thank you, Tom and the team": who signs on the line of what is said last. */
const signs = (end: string): boolean =>
  isSignature(end) &&
  !/[.:;]$/.test(end) &&
  wordsIn(end).length <= 4 &&
  wordsIn(end).every((word) => !isBusiness(word.toLowerCase()) && !EVERYWHERE.has(word.toLowerCase()));

const MOST_NAMES = 5;

/** Before the name of who stands in, where all nouns have capitals. */
const IS_CALLED =
  /^(vertretung|stellvertreter(in)?|nachfolger(in)?|ansprechpartner(in)?|ist|hat|lautet|heisst|durch|von|an)$/;

const CLOSING = plainPattern(
  /^(\p{L}+ ){0,2}(grüße|gruß|hälsningar|hilsen|hilsner|hilsener|groet|groeten|groetjes|regards|wishes|cheers)(?!\p{L})(?!.*\.)/u,
);

const FIND_US = plainPattern(
  /(finden sie uns|find us|vindt u ons|finns vi|hittar (du|ni) oss|finder (du|i) os|finner (du|dere) oss)(?!\p{L})/u,
);

/** "You reach me on Monday again": says when, and asks for no call. */
const BACK_WHEN = /erreichen (sie )?mich erst|(sie )?erreichen mich (erst|wieder)/;

/** Before what somebody speaks of: it is no name. */
const ABOUT = /^(about|regarding|concerning|over|wegen|angaende|vedrorende|om)$/;
const ARTICLE =
  /^(the|my|your|der|die|das|des|dem|den|ihre?[rsnm]?|de|het|uw|mijn|det|en|et|ett|min|mitt|mit)$/;

/** Before a place or a time. */
const WHERE =
  /^(in|at|on|to|from|auf|an|am|im|zur|zum|aus|von|nach|op|naar|van|bij|te|uit|i|pa|fran|fra|till|til|ved|vid|hos|during|after|before|since|until|bis|seit|vor|uber|over|om|if|wenn|als|hvis|under|etter|efter|tijdens|wahrend)$/;

const THE = /^(the|de|het|den|det)$/;

/** Before where somebody is: at a fair in Cologne. */
const AT = /^(in|at|to|near|nach|bei|te|naar|bij|i|pa|til|till|ved|hos|utanfor)$/;

/** Bulgarian says "my" as it says "me". */
const MY_COLLEAGUE = /(?<!\p{L})коле\p{L}+ ми(?!\p{L})/u;

const ADDRESS = /\S+@\S+/g;
