import type { StatusFacts } from '../facts/letter.ts';
import type { Sentences } from '../language/sentences.ts';
import {
  type CommonWords,
  closingOf,
  greetingOf,
  type PersonWords,
  personWords,
  senderWords,
} from './common-words.ts';
import { type ItemWords, itemWords } from './item-words.ts';
import { IN_FULL, LISTED } from './long-letter.ts';
import { type SeveralWords, severalWords } from './several-words.ts';

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
  /** several-items: those that stand alike, in lists; null in a letter about one. */
  readonly several: SeveralWords | null;
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
  const told = facts.items
    .slice(0, several ? LISTED : 1)
    .map((item) =>
      itemWords(brokenWord === null ? item : { ...item, brokenWord: null }, telling, around, say),
    );
  const [first] = told;
  if (!first) throw new Error(`a ${facts.letter} letter needs at least one item`);
  const item = { ...first, ...whoDoes(facts, first, company, say) };
  const items = several ? withoutEchoes(told.slice(0, IN_FULL), say) : [item];
  const count = facts.items.length;
  const context = { ...around, item, count };
  const nextPerson = nextPersonWords(facts, company, say);
  return {
    letter: facts.letter,
    ...around,
    subject: subjectOf(facts, context, say),
    greeting: greetingOf(facts.customer, company, say),
    next_person: nextPerson,
    deciders: decidersOf(facts, company, language, say),
    item,
    items,
    others: told.slice(IN_FULL).map(({ name_mid }) => name_mid),
    // Null, not 0: in Liquid 0 is true.
    uncounted: count > LISTED ? count - LISTED : null,
    several: several ? severalWords(told, context, knownOfAll(facts, company, say), say) : null,
    count,
    next: nextOf(facts, context, say),
    rest: facts.rest ? say.several.rest({ ...context, rest: facts.rest }) : null,
    apology: apologyOf(facts, say),
    broken_word: brokenWord && say.also.broken_word({ ...around, item: { broken_word: brokenWord } }),
    letters_before: facts.lettersBefore,
    no_news: facts.noNews,
    ...closingOf(sender.person, context, say),
    if_we_fail: nextPerson && ifWeFail(nextPerson, context, say),
    signed: true,
  };
}

/** What a letter about several says of all of them at once. */
const knownOfAll = ({ items, finder, noNews }: StatusFacts, company: string, say: Sentences) => ({
  noNews,
  finder: finder == null ? null : personWords(finder, company, say),
  again: items.every(({ nth = 0, state }) => nth > 0 || (state !== 'broken' && state !== 'stalled')),
});

/** The longest subject that a phone shows whole, in characters. */
const SUBJECT = 60;

/** The event and the new day; with a number so long that both do not fit, the event alone. */
function subjectOf(
  { letter }: StatusFacts,
  context: { readonly item: ItemWords; readonly count: number },
  say: Sentences,
): string {
  const around = { ...context, more: context.count - 1 };
  const subject = say.subjects[letter](around);
  if (subject.length <= SUBJECT || context.item.new_day === null) return subject;
  return say.subjects[letter]({ ...around, item: { ...context.item, new_day: null } });
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

/** Who does what about it: only what somebody has been given to do. That nobody knows why is said where somebody finds out. */
function whoDoes(
  { finder, letter, callBy, items: [told] }: StatusFacts,
  item: ItemWords,
  company: string,
  say: Sentences,
): Pick<ItemWords, 'why' | 'doing'> {
  const { why } = item;
  // A late line with a day of its own tells both why and when, and a carrier's day tells when.
  const isDated = item.line?.due != null || item.carried !== null;
  if (finder == null || isDated || letter === 'several-items') return { why, doing: null };
  const asked = { item, person: personWords(finder, company, say) };
  const again = (told?.nth ?? 0) > 0;
  const doing = again ? say.still_finds_out(asked) : say.finds_out(asked);
  return {
    why: item.unexplained ? say.why[again ? 'still_asked' : 'asked'](asked) : why,
    // Who calls tells what they found out.
    doing: callBy == null ? doing : null,
  };
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
  // Who decides is said with the day by which they do.
  if (people.length === 0 || facts.nextWordBy === null) return null;
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
function apologyOf({ apology, letter, items }: StatusFacts, say: Sentences): string | null {
  if (apology === null) return null;
  const isOther =
    letter === 'credit-hold' || items.every(({ ended, state }) => ended != null && state !== 'broken');
  if (apology === 'delay' && isOther) return say.apologies.standstill({});
  return say.apologies[apology]({});
}

function ifWeFail(next_person: PersonWords, context: object, say: Sentences): string {
  const { next_person: plain, next_person_phone: withPhone } = say.closing;
  return (next_person.phone === null ? plain : withPhone)({ ...context, next_person });
}
