import type { Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { Contact, CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { personAt } from '../customer/people.ts';
import { itemsOf, type Reply } from '../customer/replies.ts';
import type { UntoldTask } from '../customer/task.ts';
import { isFor, lateReplyKey } from '../customer/task-key.ts';
import type { AnyTask } from '../dunning/tasks.ts';
import { answerTo } from '../inbox/open-replies.ts';
import { composeUntold, type UntoldMatter } from '../letters/compose/compose-untold.ts';
import type { StaffLetter } from '../letters/compose/staff-letter.ts';
import type { Rules } from '../policy/rules.ts';
import type { ItemLook } from '../waiting/find.ts';

/** A reply that a person answered, by the company's own contacts. */
export interface Answered {
  readonly replyId: string;
  readonly at: Instant;
  /** The contact that answers it. */
  readonly contact: string;
}

/** What came of mails to us. */
interface InboxOutcome {
  readonly letters: readonly StaffLetter[];
  readonly tasks: readonly UntoldTask[];
  readonly answered: readonly Answered[];
  readonly memory: CustomerMemory;
}

/**
 * What mails left to do: people are told of the tasks that were made when a mail was read or a letter refused, replies that somebody
 * answered are closed, and those that nobody answered in time climb to the next person.
 * @param facts as the company's tables and its people tell them, without the replies that we hold ourselves
 * @param told tasks of this round, each with its own letter: they are not told twice
 * @param look looks at an item as the waiting half of this round does
 */
export function attendInbox(
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
  told: readonly AnyTask[],
  look: ItemLook,
): InboxOutcome {
  const { replies, untold } = memory.inbox;
  if (replies.length + untold.length === 0) return { letters: [], tasks: [], answered: [], memory };
  const answered = replies.flatMap((reply) => answeredBy(reply, facts.contacts, now));
  const done = new Set(answered.map(({ replyId }) => replyId));
  const today = zoneOf(rules.company.timeZone).dayAt(now);
  const late = replies
    .filter(({ id, answeredAt, owedBy }) => answeredAt === null && owedBy < today && !done.has(id))
    .flatMap((reply) => answerLate(reply, facts, memory));
  const given = untold.filter(
    ({ key }) =>
      !told.some((task) => task.key === key) &&
      !answered.some(({ replyId }) => isFor(key, 'answer-customer', replyId)),
  );
  const tasks = [...given, ...late];
  const asked = tasks.map((task) => askedOf(task, facts, memory, look));
  return {
    letters: composeUntold(asked, facts, now, rules),
    tasks,
    answered,
    memory: {
      ...memory,
      inbox: { ...memory.inbox, untold: [], replies: replies.filter(({ id }) => !done.has(id)) },
    },
  };
}

function answeredBy(reply: Reply, contacts: readonly Contact[], now: Instant): readonly Answered[] {
  const answer = reply.answeredAt === null ? answerTo(reply, contacts) : null;
  if (answer === null || answer.at > now) return [];
  return [{ replyId: reply.id, at: answer.at, contact: answer.id }];
}

/** The day has passed, and nobody answered: whoever stands above the customer's owner hears of it, once. */
function answerLate(
  reply: Reply,
  { customer, people }: CustomerFacts,
  { customerId, dunning }: CustomerMemory,
): readonly UntoldTask[] {
  const key = lateReplyKey(reply.id);
  const above = personAt('manager', customer.ownerId, people);
  if (above === null || above.id === customer.ownerId) return [];
  if (dunning.tasks.some((task) => task.key === key)) return [];
  return [
    {
      key,
      kind: 'answer-customer',
      forPerson: above.id,
      customerId,
      caseId: null,
      about: reply.about,
      why: 'reply_late',
      dueOn: null,
      urgent: true,
    },
  ];
}

/** The task with those of its items that are still open, and what the customer was told of them. */
function askedOf(
  task: UntoldTask,
  facts: CustomerFacts,
  memory: CustomerMemory,
  look: ItemLook,
): UntoldMatter {
  const refs = itemsOf(task.about);
  const named = (one: { readonly kind: string; readonly id: string }) =>
    refs.some(({ kind, id }) => kind === one.kind && id === one.id);
  return {
    task,
    items: facts.items.filter(named).map(look),
    written: memory.cases.filter(({ item }) => named(item)).flatMap(({ letters }) => letters),
  };
}
