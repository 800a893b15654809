import { isBusiness } from './business-words.ts';
import { isFormula, isGreeting, ROMANCE_CODES, signs, TOLD_APART } from './clause-says.ts';
import { PERHAPS_AWAY, SET_PHRASES, URGENT, WRITE_ELSEWHERE } from './formulas.ts';
import { GERMANIC_PHRASES } from './germanic.ts';
import { type Cues, cuesIn, isMatter, isName } from './names-in.ts';
import type { NoteLanguage } from './note-language.ts';
import { PLACES } from './other-formulas.ts';
import { plainPattern } from './plain-letters.ts';
import { ROMANCE_SET_PHRASES, withoutOpenNames } from './romance-phrases.ts';
import { isTopic } from './topics.ts';
import { EVERYWHERE, isBent, isCalendarWord, isKnown } from './vocabulary.ts';
import { leantOn, plainWords, wordsIn } from './words-in.ts';

/** Words that these languages make of others, of which the last says what it is: a practice of any kind, a leave, a department. */
const COMPOUND = plainPattern(
  /\p{L}{3}(praxis|meldung(en)?|messe|büro|amt|schule|urlaub|ferien|pause|zeiten|abteilung|stelle|leitung|verein|nummer|anfragen?|postfach|adresse|kurs|seminar|tagung|reise|versammlung|sitzung|schulung|kanzlei|sekretariat|verwaltung|betreuung|beratung|zentrum|vertretung|anlage|abschluss|fragen|phase|praktijk|melding(en)?|beurs|bureau|school|verlof|vakantie|stop|tijden|afdeling|kantoor|vereniging|aanvraag|cursus|reis|vergadering|overleg|vragen|drukte|mottagning(en)?|anmälan|mässan?|byrån?|skolan?|ledighet(en)?|semester(n)?|lov(et)?|uppehåll(et)?|tider(na)?|avdelning(en)?|kontor(et)?|förening(en)?|ärenden?|kursen?|resan?|möten?|möte|konferens(en)?|frågor|klinik(ken|en)?|anmeldelse|messen?|skolen?|ferie(n)?|orlov(en)?|afdeling(en)?|forening(en)?|rejsen?|reisen?|møder?|spørgsmål(et)?|spørsmål(et)?|avdeling(en)?|permisjon(en)?|møter?)$/u,
);

/**
 * How many words of a sentence are none of the notes of a language, of the calendar, a number, an address, or the name of whom to ask.
 * Null: too many, or one that somebody wants something with. A single one may stand in a clause that says what notes say.
 */
export function oddWordsIn(
  sentence: string,
  language: NoteLanguage,
  { told, whoElse }: ReadWith,
): number | null {
  const cues = cuesIn(sentence, language, whoElse);
  const { flat, elsewhere } = cues;
  const apart = TOLD_APART.has(language.code);
  const mayBeOdd = told || elsewhere || whoElse || (cues.tellsNumber && URGENT.test(flat));
  const names: string[] = [];
  let odd = 0;
  for (const [at, clause] of clausesOf(sentence, language).entries()) {
    if (at === 0 ? isGreeting(plainWords(clause), language) : language.code !== 'de' && signs(clause))
      continue;
    if (at > 0 && IN_A_TOWN.test(clause) && isAway(flat, language)) continue;
    const found = oddInClause(clause, { cues, whoElse, start: at === 0, names });
    if (found === null) return null;
    if (found.odd > (elsewhere || apart ? 2 : 1)) return null;
    if (found.odd + found.bent > 0 && !mayBeOdd && !isFormula(plainWords(clause), language)) return null;
    odd += found.odd;
  }
  return odd;
}

/** What a sentence is read beside. */
interface ReadWith {
  /** The subject says that it is an absence. */
  readonly told: boolean;
  /** The sentence names whom to ask. */
  readonly whoElse: boolean;
}

/** A clause among those of its sentence, and the names that were found in it so far. */
interface Clause {
  readonly cues: Cues;
  readonly whoElse: boolean;
  readonly start: boolean;
  readonly names: string[];
}

/** Null: one that somebody wants something with. `bent`: forms of words that notes are made of. */
function oddInClause(
  clause: string,
  { cues, whoElse, start, names }: Clause,
): { readonly odd: number; readonly bent: number } | null {
  const { language, elsewhere } = cues;
  const flat = plainWords(clause);
  const apart = TOLD_APART.has(language.code);
  const saysAway = isAway(flat, language);
  let [before, earlier, behindName] = ['', '', false];
  let [odd, bent] = [0, 0];
  const words = wordsIn(plainlySaid(clause, language));
  for (const [place, word] of words.entries()) {
    const small = word.toLowerCase();
    const where = { first: start && before === '', start, last: before, lastButOne: earlier, behindName };
    [earlier, before, behindName] = [before, small, false];
    if (isKnown(small, language) || isCalendarWord(small) || EVERYWHERE.has(small)) continue;
    const business = isBusiness(small);
    if (apart && COMPOUND.test(small) && !business) continue;
    if (elsewhere && WRITE_ELSEWHERE.test(small)) continue;
    if (where.last !== '' && isDescribing(word, words[place + 1] ?? '', language)) continue;
    if (whoElse && isTopic(small)) continue;
    // "Frau Eva Kern": the other name of who is named.
    const called = (apart && names.length > 0 && where.last === names.at(-1)) || (saysAway && !business);
    if (names.length < MOST_NAMES && isName(word, where, cues, called)) {
      names.push(small);
      behindName = true;
    } else if (where.last !== '' && isPlace(word, language.code) && isFormula(flat, language)) continue;
    else if (business || isBusiness(leantOn(small)) || isMatter(word, where, cues)) return null;
    else if (isBent(small, language)) bent += 1;
    else odd += 1;
  }
  return { odd, bent };
}

/** "In the public library": how a thing is that notes speak of. */
const isDescribing = (word: string, next: string, language: NoteLanguage): boolean =>
  /^\p{Ll}/u.test(word) &&
  language.adjective?.test(word) === true &&
  next.length >= 4 &&
  isKnown(next.toLowerCase(), language) &&
  !isBusiness(word);

const IN_A_TOWN = plainPattern(/^\s*(à|en|in|a|no|na|em|la|pe|în|presso) (\p{Lu}\p{L}+[\s.]*){1,3}$/u);

/** Where somebody is, and who it is, are names: "in fiera a Bologna". */
export const isAway = (clause: string, { code, absent, receipt }: NoteLanguage): boolean =>
  ROMANCE_CODES.has(code) && [absent, receipt, PERHAPS_AWAY].some((one) => one.test(clause));

/** Where sentences say nothing that notes do not say, whatever is joined to an absence is read by itself. */
const clausesOf = (sentence: string, { code }: NoteLanguage): readonly string[] =>
  sentence.split(TOLD_APART.has(code) ? JOINED : /[,;،–](?=\s)/u);

const JOINED = plainPattern(/[,;–](?=\s)|\s(?:und|aber|sondern|and|but|so|en|maar|dus|och|men|så|og)\s/u);

/** Without what only sounds as if somebody wanted something: "pick up your e-mail", "in the order received", "if it cannot wait". */
const plainlySaid = (clause: string, { code }: NoteLanguage): string => {
  const plainly = clause.replace(SET_PHRASES, ' ').replace(GERMANIC_PHRASES, ' ');
  return ROMANCE_CODES.has(code) ? withoutOpenNames(plainly.replace(ROMANCE_SET_PHRASES, ' ')) : plainly;
};

const MOST_NAMES = 5;

/** "At a fair in Tampere", where towns are bent and nothing else has a capital. */
const isPlace = (word: string, code: string): boolean =>
  /^\p{Lu}\p{Ll}/u.test(word) &&
  PLACES[code]?.test(word.toLowerCase()) === true &&
  !isBusiness(word.toLowerCase());
