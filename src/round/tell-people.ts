import { type Day, type Instant, instantOf, isoDay, parseDay } from '../calendar/time.ts';
import { startOfDay, type Zone, zoneOf } from '../calendar/zone.ts';
import type { People, Person } from '../customer/customer.ts';
import { type About, type PersonId, refKey } from '../customer/ids.ts';
import { standsIn, whoReadsMails } from '../customer/people.ts';
import type { Databases } from '../database/databases.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Templates } from '../ledger/documents/templates.ts';
import {
  listToTell,
  markTold,
  type PersonAsked,
  type TaskToTell,
  urgentToTell,
  whoIsAsked,
  writtenAlready,
} from '../ledger/lists/tasks-to-tell.ts';
import { giveMails, hasMailsOfNobody } from '../ledger/mail/mails-to-read.ts';
import { keepLetters } from '../ledger/rounds/keep-letters.ts';
import { composeDigest, digestKey } from '../letters/compose/compose-digest.ts';
import type { StaffLetter } from '../letters/compose/staff-letter.ts';
import type { DigestTask } from '../letters/facts/digest-facts.ts';
import type { Rules } from '../policy/rules.ts';
import { readPeople } from '../source/customers/company.ts';
import { type Names, readNames } from '../source/find/names.ts';
import { anyConnection } from '../source/rows/snapshot.ts';

/** A list is read in a few minutes; the console has the rest. */
const MOST = 60;

/** The letters about urgent tasks that a round composed, by their person: whoever has more than one gets a list of all. */
export class UrgentLetters {
  readonly #of = new Map<PersonId, StaffLetter | null>();

  add(letter: StaffLetter): void {
    this.#of.set(letter.person, this.#of.has(letter.person) ? null : letter);
  }

  /** The one letter that tells this person of just these tasks, with all that is to be known of them. */
  alone(person: PersonId, tasks: readonly TaskToTell[]): StaffLetter | null {
    const letter = this.#of.get(person) ?? null;
    const told = new Set(letter?.asks);
    return tasks.length === told.size && tasks.every(({ key }) => told.has(key)) ? letter : null;
  }
}

interface TellingWorld {
  readonly databases: Databases;
  readonly rules: Rules;
  readonly templates: Templates;
}

/** Somebody who is there, and for whom they do what is to be done: themselves, and whoever is away. */
interface Listener {
  readonly person: Person;
  readonly of: readonly PersonId[];
  readonly urgent: boolean;
}

/**
 * Tells people what they are to do: on working days from the hour of the policy on each gets one list of it, once a day; what
 * is urgent is told at once, in one letter, and stands in the lists of the days after. Who is away is stood in for. Each letter
 * is written with what it tells in one transaction, and a list has its person and day for a key: a round that was killed tells
 * what it had not told.
 */
export async function tellPeople(
  world: TellingWorld,
  roundId: string,
  now: Instant,
  urgent: UrgentLetters,
): Promise<void> {
  const { ledgerPool, sourcePool } = world.databases;
  const { rules } = world;
  await giveMailsToRead(world);
  const asked = await whoIsAsked(ledgerPool);
  const zone = zoneOf(rules.company.timeZone);
  const today = zone.dayAt(now);
  const listIsDue = isListDue(now, today, zone, rules);
  if (asked.length === 0 || !(listIsDue || asked.some((each) => each.urgent))) return;
  const people = await readPeople(await anyConnection(sourcePool, rules.sourceSchema));
  const { tellers, nobody } = tellersOf(asked, people, today);
  if (nobody.length > 0) await markTold(ledgerPool, nobody);
  const keys = tellers.map(({ person }) => digestKey(person.id, today));
  const have = listIsDue ? await writtenAlready(ledgerPool, keys) : new Set<string>();
  for (const teller of tellers) {
    const telling = new Telling(world, people, teller, now);
    if (teller.urgent) {
      const tasks = await telling.urgent();
      const letter = urgent.alone(teller.person.id, tasks) ?? (await telling.compose(tasks, true));
      await telling.keep(letter, roundId);
    }
    if (listIsDue && !have.has(digestKey(teller.person.id, today))) {
      const letter = await telling.compose(await telling.list(), false);
      if (letter) await telling.keep(letter, roundId);
    }
  }
}

/** Mails that nobody could match or judge have no owner by themselves: somebody of the company gets them to read. */
async function giveMailsToRead({
  databases: { ledgerPool, sourcePool },
  rules,
}: TellingWorld): Promise<void> {
  if (!(await hasMailsOfNobody(ledgerPool))) return;
  const people = await readPeople(await anyConnection(sourcePool, rules.sourceSchema));
  const reader = whoReadsMails(rules.inbox.readBy, people);
  if (reader !== null) await giveMails(ledgerPool, reader.id);
}

/** The telling of one person in one round. */
class Telling {
  readonly #world: TellingWorld;
  readonly #people: People;
  readonly #teller: Listener;
  readonly #now: Instant;
  readonly #zone: Zone;

  constructor(world: TellingWorld, people: People, teller: Listener, now: Instant) {
    this.#world = world;
    this.#people = people;
    this.#teller = teller;
    this.#now = now;
    this.#zone = zoneOf(world.rules.company.timeZone);
  }

  /** What is urgent and was not told. */
  urgent(): Promise<readonly TaskToTell[]> {
    return urgentToTell(this.#world.databases.ledgerPool, this.#teller.of, this.#today, MOST);
  }

  /** What stands in the list of the day: all but what is urgent and of today, which has a letter of its own. */
  list(): Promise<readonly TaskToTell[]> {
    const { ledgerPool } = this.#world.databases;
    return listToTell(ledgerPool, this.#teller.of, this.#today, startOfDay(this.#zone, this.#now), MOST);
  }

  get #today(): Day {
    return this.#zone.dayAt(this.#now);
  }

  async compose(tasks: readonly TaskToTell[], urgent: boolean): Promise<StaffLetter | null> {
    const { databases, rules } = this.#world;
    const { person } = this.#teller;
    const names = await readNames(databases.sourcePool, rules.sourceSchema, {
      customers: new Set(tasks.map(({ customer_id }) => customer_id)),
      people: new Set(),
      items: tasks.flatMap(({ about }) => about),
    });
    const told = {
      tasks: tasks.map((task) => digestTask(task, person, this.#people, names, this.#zone)),
      more: (tasks[0]?.of ?? 0) - tasks.length,
      // No guard of a round holds the list of a day: it tells of what was asked for on other days.
      about: urgent ? tasks.flatMap<About>(({ about }) => about) : [],
      urgent,
    };
    return composeDigest(person, told, this.#today, rules);
  }

  /** @param letter null: they have no address, and are told by the lists of tasks alone */
  async keep(letter: StaffLetter | null, roundId: string): Promise<void> {
    const { databases, templates } = this.#world;
    if (letter) await templates.prepare(databases.ledgerPool, [letter], this.#now);
    await inTransaction(databases.ledgerPool, async (client) => {
      if (letter) {
        const template = templates.of(letter);
        const { subject } = template.render(letter.facts);
        await keepLetters(client, roundId, this.#now, [{ letter, version: template.version, subject }]);
      }
      await markTold(client, this.#teller.of);
    });
  }
}

/** Pure: whether the hour of the day's lists has come. */
const isListDue = (now: Instant, today: Day, zone: Zone, { tasks, calendar }: Rules): boolean =>
  calendar.isWorkingDay(today) && now >= zone.instantOf(today, tasks.digestAt);

/** Pure: who is told of what is whose. `nobody`: whose tasks nobody who is there can be told of. */
function tellersOf(
  asked: readonly PersonAsked[],
  people: People,
  today: Day,
): { tellers: readonly Listener[]; nobody: readonly PersonId[] } {
  const tellers = new Map<PersonId, Listener>();
  const nobody: PersonId[] = [];
  for (const { person: id, urgent } of asked) {
    const person = standsIn(id, people, today);
    if (person === null) {
      nobody.push(id);
      continue;
    }
    const before = tellers.get(person.id);
    tellers.set(person.id, {
      person,
      of: [...(before?.of ?? []), id],
      urgent: urgent || (before?.urgent ?? false),
    });
  }
  return { tellers: [...tellers.values()], nobody };
}

const dayIn = (text: string | null): string | null => (parseDay(text ?? '') === null ? null : text);

/** Pure: a task as a list tells of it. */
function digestTask(task: TaskToTell, teller: Person, people: People, names: Names, zone: Zone): DigestTask {
  const { for_person: person, customer_id: id, letter_at: at } = task;
  return {
    key: task.key,
    task: task.kind,
    why: task.why,
    customer: { id, name: names.customers.get(id) ?? '', phone: names.phones.get(id) ?? null },
    about: task.about.map((one) => {
      const known = names.items.get(refKey(one));
      return { kind: one.kind, number: known?.number ?? one.id, thing: known?.summary ?? null };
    }),
    dueOn: dayIn(task.due_on),
    said: task.said,
    told:
      at === null || task.letter_subject === null
        ? null
        : {
            on: isoDay(zone.dayAt(instantOf(at.getTime()))),
            subject: task.letter_subject,
            nextWordBy: dayIn(task.letter_word),
          },
    mail: task.kind === 'read-mail' ? { sender: task.mail_sender, subject: task.mail_subject } : null,
    insteadOf: person === teller.id ? null : people.get(person)?.name || person,
  };
}
