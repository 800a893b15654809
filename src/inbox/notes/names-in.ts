import { isBusiness, isBusinessIn } from './business-words.ts';
import { ADDRESS, ROMANCE_CODES, TOLD_APART } from './clause-says.ts';
import {
  ARTICLES,
  GONE,
  LEFT,
  OF_MAILS,
  PERHAPS_AWAY,
  TITLES,
  WISHES_WELL,
  WITHOUT_CAPITALS,
} from './formulas.ts';
import type { NoteLanguage } from './note-language.ts';
import { PHONE } from './numbers-in.ts';
import { plainPattern } from './plain-letters.ts';
import { ROMANCE_TITLES } from './romance-phrases.ts';
import { plainWords } from './words-in.ts';

/** Whether a word stands where the name of a place, of a firm or of who does it instead does, or behind one that is. */
const isPlaced = (
  small: string,
  before: string,
  afterName: boolean,
  { instead, somewhere, language }: Cues,
): boolean =>
  language.before !== undefined &&
  ((instead && before !== '') || (somewhere && (afterName || language.before.test(before)))) &&
  !isBusinessIn(small, language.code);

/** What a sentence says that a name may stand in. */
export interface Cues {
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
  /** Whom to ring has a number. */
  readonly rung: boolean;
  /** Nothing marks a name in the language. */
  readonly unmarked: boolean;
  /** Who does it instead. */
  readonly instead: boolean;
  /** Who is away or has a mail. */
  readonly somewhere: boolean;
  readonly language: NoteLanguage;
}

export function cuesIn(sentence: string, language: NoteLanguage, whoElse: boolean): Cues {
  const flat = plainWords(sentence);
  const german = language.code === 'de';
  const tellsNumber = PHONE.test(sentence);
  const contact = language.contact.test(flat);
  const deputy = language.deputy?.test(flat) === true;
  const hasLeft = [LEFT, language.left].some((one) => one?.test(flat)) || (!german && GONE.test(flat));
  return {
    flat,
    tellsNumber,
    elsewhere: sentence.includes('@') && (whoElse || OF_MAILS.test(flat.replace(ADDRESS, ' '))),
    // "Greetings from the Pottery", "You find us at 4 Station Road".
    everywhere: contact || hasLeft || (deputy && !german) || CLOSING.test(flat) || FIND_US.test(flat),
    names: whoElse || (!german && (tellsNumber || sentence.includes('@') || WISHES_WELL.test(flat))),
    deputy,
    rung: contact && tellsNumber,
    away: [language.absent, language.perhaps].some((one) => one?.test(flat)),
    unmarked:
      WITHOUT_CAPITALS.has(language.code) &&
      (GONE.test(flat) || ((contact || whoElse) && /\p{Nd}{5}|\p{Nd}[ -]\p{Nd}{3}|@/u.test(sentence))),
    instead: language.instead?.test(flat) === true,
    somewhere: [language.absent, language.receipt, PERHAPS_AWAY, GONE].some((one) => one.test(flat)),
    language,
  };
}

/** Where in a sentence a word stands: behind which, and at the beginning. */
interface Where {
  readonly first: boolean;
  readonly start: boolean;
  readonly last: string;
  readonly lastButOne: string;
  readonly behindName: boolean;
}

export function isName(
  word: string,
  { first, start, last, lastButOne, behindName }: Where,
  cues: Cues,
  called: boolean,
): boolean {
  const small = word.toLowerCase();
  const business = isBusiness(small);
  const titled =
    TITLES.test(last) ||
    (ROMANCE_TITLES.test(last) && ROMANCE_CODES.has(cues.language.code)) ||
    (cues.names && !(start && last === '') && !business);
  const place = cues.away && (AT.test(last) || (THE.test(last) && AT.test(lastButOne)));
  const standsIn = cues.deputy && (first || IS_CALLED.test(last));
  return (
    (cues.everywhere || titled || place || called || standsIn || isPlaced(small, last, behindName, cues)) &&
    // The first word has a capital whatever it is.
    !(first && business) &&
    !ARTICLES.test(last) &&
    (cues.unmarked || /^\p{Lu}/u.test(word))
  );
}

/** What is spoken of, and neither who nor where: "about the hem", "looks after the dog", "without my scooter". */
export const isMatter = (
  word: string,
  { last, lastButOne }: Where,
  { elsewhere, deputy, rung, language }: Cues,
): boolean =>
  !elsewhere &&
  (ABOUT.test(last) ||
    (ARTICLE.test(last) &&
      (deputy ||
        ABOUT.test(lastButOne) ||
        (TOLD_APART.has(language.code) &&
          !rung &&
          !WHERE.test(lastButOne) &&
          (language.code === 'de' || !/^\p{Lu}/u.test(word))))));

/** Before the name of who stands in, where all nouns have capitals. */
const IS_CALLED =
  /^(vertretung|stellvertreter(in)?|nachfolger(in)?|ansprechpartner(in)?|ist|hat|lautet|heisst|durch|von|an)$/;

const CLOSING = plainPattern(
  /^(\p{L}+ ){0,2}(grüße|gruß|hälsningar|hilsen|hilsner|hilsener|groet|groeten|groetjes|regards|wishes|cheers)(?!\p{L})(?!.*\.)/u,
);

const FIND_US = plainPattern(
  /(finden sie uns|find us|vindt u ons|finns vi|hittar (du|ni) oss|finder (du|i) os|finner (du|dere) oss)(?!\p{L})/u,
);

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
