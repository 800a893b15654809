import { clean, cleanOr, LENGTHS } from './clean.ts';
import type { Telling } from './item-story.ts';
import { type ItemWords, itemWords } from './item-words.ts';
import type { LetterFacts, NamedPerson, StaffFacts, StatusFacts } from './letter.ts';
import type { Sentences } from './sentences.ts';

/** So many items are told in full; the rest of a longer letter is listed by name. */
const IN_FULL = 8;
const LISTED = 60;

export interface PersonWords {
  readonly name: string;
  /** Null when the company itself signs, because its tables name nobody. */
  readonly role: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** What every template may say besides its own words; null where something does not apply. */
export interface StatusWords {
  readonly letter: string;
  readonly company: string;
  readonly today: string;
  readonly subject: string;
  readonly greeting: string;
  readonly person: PersonWords;
  readonly next_person: PersonWords | null;
  /** credit-hold: who decides, and those with a phone; null when nobody is named, or nobody can be called. */
  readonly deciders: {
    readonly names: string;
    readonly count: number;
    readonly reachable: readonly PersonWords[] | null;
  } | null;
  readonly item: ItemWords;
  readonly items: readonly ItemWords[];
  /** Names of the items beyond those told in full, and how many more still. */
  readonly others: readonly string[];
  readonly uncounted: number | null;
  readonly count: number;
  readonly next_word_by: string;
  readonly apology: string | null;
  readonly letters_before: number;
  readonly no_news: boolean;
  /** Closing sentences of the layout. */
  readonly replies: string;
  readonly if_we_fail: string | null;
  readonly signed: boolean;
}

export interface StaffWords {
  readonly letter: string;
  readonly company: string;
  readonly today: string;
  readonly subject: string;
  readonly greeting: string;
  readonly person: PersonWords;
  readonly task: string;
  readonly ask: string;
  readonly why: string;
  readonly customer: { readonly id: string; readonly name: string; readonly email: string | null };
  readonly items: readonly ItemWords[];
  readonly others: readonly string[];
  readonly uncounted: number | null;
  /** Null when there was no letter: in Liquid an empty list is true. */
  readonly story: readonly { readonly on: string; readonly what: string }[] | null;
  readonly replies: string;
  readonly if_we_fail: string | null;
  readonly signed: boolean;
}

/** Puts the facts of a letter into words of one language. Every string from the database is cleaned here. */
export const wordsFor = (facts: LetterFacts, language: string, say: Sentences): StatusWords | StaffWords =>
  'nextWordBy' in facts ? statusWords(facts, language, say) : staffWords(facts, say);

function statusWords(facts: StatusFacts, language: string, say: Sentences): StatusWords {
  const company = cleanOr(facts.company, LENGTHS.name, '…');
  const person = personWords(facts.person, company, say);
  const around = { today: facts.today, company, person, next_word_by: facts.nextWordBy };
  const several = facts.letter === 'several-items';
  const telling = { today: facts.today, noNews: facts.noNews, brief: several };
  const items = withoutEchoes(
    facts.items.slice(0, IN_FULL).map((item) => itemWords(item, telling, around, say)),
  );
  const [item] = items;
  if (!item) throw new Error(`a ${facts.letter} letter needs at least one item`);
  const context = { ...around, item };
  const nextPerson = nextPersonWords(facts, company, say);
  return {
    letter: facts.letter,
    company,
    today: facts.today,
    subject: (several ? say.subject_several : say.subject)(context),
    greeting: greetingOf(facts, company, say),
    person,
    next_person: nextPerson,
    deciders: decidersOf(facts, company, language, say),
    item,
    items,
    ...beyond(facts, telling, around, say),
    count: facts.items.length,
    next_word_by: facts.nextWordBy,
    apology: apologyOf(facts, items, say),
    letters_before: facts.lettersBefore,
    no_news: facts.noNews,
    replies: say.closing.replies(context),
    if_we_fail: nextPerson && ifWeFail(nextPerson, context, say),
    signed: true,
  };
}

function staffWords(facts: StaffFacts, say: Sentences): StaffWords {
  const company = cleanOr(facts.company, LENGTHS.name, '…');
  const person = personWords(facts.person, company, say);
  const around = { today: facts.today, company, person, next_word_by: facts.today };
  const customer = {
    id: cleanOr(facts.customer.id, LENGTHS.number, '…'),
    name: cleanOr(facts.customer.name, LENGTHS.name, cleanOr(facts.customer.id, LENGTHS.number, '…')),
    email: clean(facts.customer.email, LENGTHS.thing),
  };
  const context = { ...around, customer };
  const told = { today: facts.today, noNews: false, brief: true };
  return {
    letter: facts.letter,
    company,
    today: facts.today,
    subject: say.staff.subject[facts.task](context),
    greeting: say.staff.greeting(context),
    person,
    task: facts.task,
    ask: say.staff.ask[facts.task](context),
    why: say.staff.why[facts.why](context),
    customer,
    items: facts.items.slice(0, IN_FULL).map((item) => itemWords(item, told, around, say)),
    ...beyond(facts, told, around, say),
    story: facts.story.length === 0 ? null : facts.story.slice(-20).map((event) => storyLine(event, say)),
    replies: say.staff.footer(context),
    if_we_fail: null,
    signed: false,
  };
}

/** What was said of silence for one item is not said again for the next. */
const withoutEchoes = (items: readonly ItemWords[]): readonly ItemWords[] =>
  items.map((item, index) => {
    const before = items.slice(0, index);
    const echo = item.lead.startsWith('long_silence') && before.some(({ why }) => why === item.why);
    return echo ? { ...item, why: '' } : item;
  });

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

function storyLine({ on, letter, status }: StaffFacts['story'][number], say: Sentences) {
  const words = { letter: say.staff.letters[letter]({}), status: say.staff.statuses[status]({}) };
  return { on, what: say.staff.story(words) };
}

function personWords(person: NamedPerson, company: string, say: Sentences): PersonWords {
  const name = cleanOr(person.name, LENGTHS.name, company);
  return {
    name,
    role: name === company ? null : say.roles[person.role]({}),
    phone: clean(person.phone, LENGTHS.phone),
    email: clean(person.email, LENGTHS.thing),
  };
}

function greetingOf(facts: StatusFacts, company: string, say: Sentences): string {
  const salutation = clean(facts.customer.salutation, LENGTHS.name);
  return salutation === null ? say.greeting.plain({ company }) : say.greeting.named({ company, salutation });
}

function beyond(
  facts: Pick<StatusFacts, 'items'>,
  telling: Telling,
  around: Parameters<typeof itemWords>[2],
  say: Sentences,
): { others: string[]; uncounted: number | null } {
  const rest = facts.items.slice(IN_FULL);
  return {
    others: rest.slice(0, LISTED).map((item) => itemWords(item, telling, around, say).name_mid),
    // Null, not 0: in Liquid 0 is true.
    uncounted: rest.length > LISTED ? rest.length - LISTED : null,
  };
}

/** A wait for the customer, or good news, is no delay of ours to be sorry for. */
function apologyOf(facts: StatusFacts, items: readonly ItemWords[], say: Sentences): string | null {
  if (facts.apology === 'silence') return say.apologies.silence({});
  if (facts.letter === 'credit-hold') return say.apologies.standstill({});
  if (facts.apology === null) return null;
  const ours = items.some(
    ({ lead }) => !lead.startsWith('waiting_for_customer') && lead !== 'promise_moved_earlier',
  );
  return ours ? say.apologies.delay({}) : null;
}

function ifWeFail(next_person: PersonWords, context: object, say: Sentences): string {
  const { next_person: plain, next_person_phone: withPhone } = say.closing;
  return (next_person.phone === null ? plain : withPhone)({ ...context, next_person });
}
