import type { StatusFacts } from '../facts/letter.ts';
import type { Sentences } from '../language/sentences.ts';
import { type CommonWords, greetingOf, type PersonWords, personWords, senderWords } from './common-words.ts';
import { type ItemWords, itemWords } from './item-words.ts';
import { beyond, IN_FULL } from './long-letter.ts';

/** What a template of a status letter may say besides its own words; null where something does not apply. */
export interface StatusWords extends CommonWords {
  readonly next_person: PersonWords | null;
  /** credit-hold: who decides, and those with a phone; null when nobody is named, or nobody can be called. */
  readonly deciders: {
    readonly names: string;
    readonly count: number;
    readonly reachable: readonly PersonWords[] | null;
  } | null;
  readonly item: ItemWords;
  readonly items: readonly ItemWords[];
  readonly count: number;
  readonly next_word_by: string | null;
  /** By when the reader hears again, from whom; null: nothing more is to be said. */
  readonly next: string | null;
  /** several-items: that the others are on course; null: there are none. */
  readonly rest: string | null;
  readonly apology: string | null;
  /** several-items: that we did not write when we said we would; said once, above the items. */
  readonly broken_word: string | null;
  readonly letters_before: number;
  readonly no_news: boolean;
}

/** Puts the facts of a status letter into words. */
export function statusWords(facts: StatusFacts, language: string, say: Sentences): StatusWords {
  const sender = senderWords(facts, say);
  const { company } = sender;
  const around = { ...sender, next_word_by: facts.nextWordBy };
  const several = facts.letter === 'several-items';
  const telling = { today: facts.today, brief: several };
  const brokenWord = several ? firstBrokenWord(facts) : null;
  const told = facts.items.slice(0, IN_FULL);
  const items = withoutEchoes(
    told.map((item) =>
      itemWords(brokenWord === null ? item : { ...item, brokenWord: null }, telling, around, say),
    ),
    say,
  ).map((item) => ({ ...item, ...whoDoes(facts, item, company, say) }));
  const [item] = items;
  if (!item) throw new Error(`a ${facts.letter} letter needs at least one item`);
  const context = { ...around, item };
  const nextPerson = nextPersonWords(facts, company, say);
  return {
    letter: facts.letter,
    ...around,
    subject: subjectOf(facts.letter, item, context, say),
    greeting: greetingOf(facts.customer, company, say),
    next_person: nextPerson,
    deciders: decidersOf(facts, company, language, say),
    item,
    items,
    ...beyond(facts, telling, around, say),
    count: facts.items.length,
    next: nextOf(facts, context, say),
    rest: facts.rest ? say.rest({ ...context, rest: facts.rest }) : null,
    apology: apologyOf(facts, say),
    broken_word: brokenWord && say.also.broken_word({ ...around, item: { broken_word: brokenWord } }),
    letters_before: facts.lettersBefore,
    no_news: facts.noNews,
    replies: say.closing.replies(context),
    if_we_fail: nextPerson && ifWeFail(nextPerson, context, say),
    signed: true,
  };
}

/** A list of mail shows so many characters of a subject. */
const MOST_IN_SUBJECT = 60;

/** A new day that does not fit is left to the letter, whose first sentences name it. */
function subjectOf(letter: StatusFacts['letter'], item: ItemWords, context: object, say: Sentences): string {
  const subject = say.subjects[letter](context);
  if (subject.length <= MOST_IN_SUBJECT) return subject;
  return say.subjects[letter]({ ...context, item: { ...item, new_day: null } });
}

/** The earliest word that we broke: one letter owns up to it once. ISO days sort as text. */
const firstBrokenWord = ({ items }: StatusFacts): string | null =>
  items
    .map(({ brokenWord }) => brokenWord)
    .filter((day) => day !== null)
    .sort()[0] ?? null;

/** A why is not given twice in a row in the same words. */
const withoutEchoes = (items: readonly ItemWords[], say: Sentences): readonly ItemWords[] =>
  items.map((item, index) => {
    const before = items[index - 1];
    return item.why !== null && before?.why === item.why ? { ...item, why: say.why.same({}) } : item;
  });

/** Who does what about it: only what somebody has been given to do. Where nobody knows why, that somebody finds out says so. */
function whoDoes(
  { finder, letter }: StatusFacts,
  item: ItemWords,
  company: string,
  say: Sentences,
): Pick<ItemWords, 'why' | 'doing'> {
  const { why } = item;
  const signed = { item, person: { name: company } };
  if (finder == null || letter === 'several-items') return { why, doing: null };
  const asked = { ...signed, person: personWords(finder, company, say) };
  return { why: why ?? say.why.asked(asked), doing: say.finds_out(asked) };
}

/** Our word, by what it is a word of. */
function nextOf(facts: StatusFacts, context: object, say: Sentences): string | null {
  if (facts.nextWordBy === null) return null;
  if (facts.callBy != null) return say.next.call({ ...context, call_by: facts.callBy });
  const which =
    facts.letter === 'credit-hold' ? 'decision' : facts.letter === 'waiting-for-you' ? 'asked' : 'word';
  return say.next[which](context);
}

function decidersOf(
  facts: StatusFacts,
  company: string,
  language: string,
  say: Sentences,
): StatusWords['deciders'] {
  const people = facts.deciders.slice(0, 2).map((decider) => personWords(decider, company, say));
  if (people.length === 0) return null;
  const reachable = people.filter(({ phone }) => phone !== null);
  const named = people.map((person) => say.decider({ person }));
  return {
    names: new Intl.ListFormat(language, { type: 'conjunction' }).format(named),
    count: people.length,
    reachable: reachable.length === 0 ? null : reachable,
  };
}

/** A decider is named with a phone already. */
function nextPersonWords(facts: StatusFacts, company: string, say: Sentences): PersonWords | null {
  const { nextPerson, deciders } = facts;
  if (nextPerson === null || deciders.some(({ name }) => name === nextPerson.name)) return null;
  return personWords(nextPerson, company, say);
}

/** A wait for the customer, or good news, is no delay of ours to be sorry for. */
function apologyOf({ apology, letter }: StatusFacts, say: Sentences): string | null {
  if (apology === null) return null;
  if (apology === 'delay' && letter === 'credit-hold') return say.apologies.standstill({});
  return say.apologies[apology]({});
}

function ifWeFail(next_person: PersonWords, context: object, say: Sentences): string {
  const { next_person: plain, next_person_phone: withPhone } = say.closing;
  return (next_person.phone === null ? plain : withPhone)({ ...context, next_person });
}
