import type { Instant } from '../calendar/time.ts';
import { absentNow } from '../customer/absence.ts';
import type { Case, CaseLetter, CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { refKey, sameItem } from '../customer/ids.ts';
import { newCaseTask, type Task } from '../customer/task.ts';
import { isFor } from '../customer/task-key.ts';
import { push } from '../grouped.ts';
import { compose, type LetterPart, type StatusLetter } from '../letters/compose/compose.ts';
import { type Assigned, composeStaffLetters } from '../letters/compose/compose-staff.ts';
import type { StaffLetter } from '../letters/compose/staff-letter.ts';
import type { Rules } from '../policy/rules.ts';
import { decisionsAbout, itemFates } from '../waiting/absent.ts';
import { closeDone, closeMoved, closeTold, nextOrdinal } from '../waiting/case.ts';
import { decide } from '../waiting/decide.ts';
import type { Decision } from '../waiting/decision.ts';
import type { ItemLook, Looked } from '../waiting/find.ts';
import { theFinding } from '../waiting/finding.ts';
import { asOneLetter, letterOf } from '../waiting/one-letter.ts';
import { unanswered } from '../waiting/silence.ts';
import { answerFor, tasksFor } from '../waiting/tasks.ts';
import { isClosing } from '../waiting/told-before.ts';
import { CasesAtWork } from './cases-at-work.ts';

/** What the waiting half does for one customer, and what it remembers. */
interface WaitingOutcome {
  readonly decisions: readonly Decision[];
  readonly letters: readonly (StatusLetter | StaffLetter)[];
  readonly tasks: readonly Task[];
  readonly memory: CustomerMemory;
}

interface Judged {
  readonly looked: Looked;
  readonly decision: Decision;
}

const NOTHING: Pick<WaitingOutcome, 'decisions' | 'letters' | 'tasks'> = {
  decisions: [],
  letters: [],
  tasks: [],
};

/**
 * The waiting half: looks at what each item is for us, decides, composes, remembers.
 * @param look looks at an item, with these facts and this memory
 */
export function attendWaiting(
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
  look: ItemLook,
): WaitingOutcome {
  const judged = judge(facts, memory, look);
  const remembered = remember(facts, memory, now, rules, judged, look);
  const notSeen = decisionsAbout(remembered, rules);
  const asking = whoAsks(facts, memory, look);
  if (judged.length + asking.length === 0) return { ...NOTHING, decisions: notSeen, memory: remembered };

  const cases = new CasesAtWork(remembered.cases, now);
  const assigned = assign(judged, asking, cases, memory);
  const onCourse = facts.items.filter((item) => look(item).state === 'on_course').length;
  const letters = write(judged, cases, onCourse);
  return {
    decisions: [...judged.map(({ decision }) => decision), ...notSeen],
    letters: [...letters, ...composeStaffLetters(assigned.filter(({ task }) => task.urgent))],
    tasks: assigned.map(({ task }) => task),
    memory: { ...remembered, cases: cases.all(), writtenToday: countWritten(memory.writtenToday, letters) },
  };
}

/** Each item of the customer about which something was found, closed ones that we wrote of too, with the decision. */
function judge(facts: CustomerFacts, memory: CustomerMemory, look: ItemLook): readonly Judged[] {
  const judged: Judged[] = [];
  for (const item of facts.ended.length === 0 ? facts.items : [...facts.items, ...facts.ended]) {
    const looked = look(item);
    if (looked.findings.length === 0) continue;
    judged.push({ looked, decision: decide(looked, memory.writtenToday) });
  }
  return asOneLetter(judged);
}

/** Items of which the customer asked what nobody answered: they are owed an answer, whatever the item does. */
function whoAsks(facts: CustomerFacts, memory: CustomerMemory, look: ItemLook): readonly Looked[] {
  if (facts.contacts.length === 0) return [];
  // A mail asked for its answer when it was read.
  const isMail = (id: string): boolean => memory.inbox.replies.some((reply) => reply.id === id);
  return facts.items.map(look).filter(({ situation }) => {
    const [message] = unanswered(situation);
    return message !== undefined && !isMail(message.id);
  });
}

/** The memory where the cases of items that are over have closed, with what is not seen just now. */
function remember(
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
  judged: readonly Judged[],
  look: ItemLook,
): CustomerMemory {
  if (memory.cases.length + memory.absent.length === 0) return memory;
  const fates = itemFates(facts, memory, now, rules);
  // Who is to hear how it ended hears it first.
  const untold = new Set(
    judged.flatMap(({ decision }) => (decision.do === 'nothing' ? [] : [refKey(decision.item)])),
  );
  const ends = ({ item, itemEnded }: Case): boolean =>
    !itemEnded && fates.over.has(refKey(item)) && !untold.has(refKey(item));
  const cases = memory.cases.map((each) => {
    if (ends(each)) return closeDone(each, now);
    return isLeftOver(each, facts, look) ? closeMoved(each, now) : each;
  });
  return { ...memory, cases, absent: absentNow(memory.absent, [...fates.absent, ...invoicesOf(memory)]) };
}

/**
 * Nobody heard of it, and the item is as it should be: an export that was wrong for a day leaves people nothing to do.
 */
function isLeftOver({ item, closedAt, letters }: Case, { items }: CustomerFacts, look: ItemLook): boolean {
  if (closedAt !== null || letters.some(({ status }) => status !== 'withdrawn')) return false;
  const now = items.find((each) => sameItem(each, item));
  if (now === undefined) return false;
  const { state, findings } = look(now);
  return findings.length === 0 && (state === 'ready' || state === 'on_course');
}

const invoicesOf = ({ absent }: CustomerMemory) => absent.filter(({ about }) => about.kind === 'invoice');

/** Gives people what they must do; what is urgent has a letter, and the rest stands in the digest of the day. */
function assign(
  judged: readonly Judged[],
  asking: readonly Looked[],
  cases: CasesAtWork,
  memory: CustomerMemory,
): readonly Assigned[] {
  const assigned: Assigned[] = [];
  const give = ({ situation, findings }: Looked, tasks: readonly Task[]): void => {
    const theCase = cases.of(situation);
    for (const task of tasks) {
      if (task.kind === 'answer-customer' && (cases.alreadyAsk(task) || isAsked(task, memory))) continue;
      const kept = cases.of(situation);
      cases.keep({ ...kept, tasks: [...kept.tasks, newCaseTask(task, situation.now)] });
      assigned.push({ task, situation, findings, theCase });
    }
  };
  for (const { looked, decision } of judged)
    give(looked, tasksFor(looked.situation, decision, cases.of(looked.situation)));
  for (const looked of asking) {
    const task = answerFor(looked.situation, cases.of(looked.situation));
    if (task !== null) give(looked, [task]);
  }
  return assigned;
}

/** The mail itself asked for it, when it was read. */
const isAsked = (task: Task, { inbox }: CustomerMemory): boolean =>
  inbox.replies.some(({ id }) => isFor(task.key, task.kind, id));

/** One letter about all items that go into it together. */
function write(judged: readonly Judged[], cases: CasesAtWork, onCourse: number): StatusLetter[] {
  const byLetter = new Map<string, LetterPart[]>();
  for (const { looked, decision } of judged) {
    if (decision.do !== 'write') continue;
    const { situation } = looked;
    const theCase = cases.of(situation);
    const part: LetterPart = { situation, decision, theCase, ordinal: nextOrdinal(theCase) };
    push(byLetter, letterOf(situation, decision), part);
  }
  return [...byLetter.values()].map((parts) => {
    const told = parts.filter(({ decision }) => decision.state === 'on_course').length;
    const letter = compose(parts, Math.max(0, onCourse - told));
    for (const part of parts) cases.keep(withLetter(part, letter));
    return letter;
  });
}

/** The case with this letter in it; one that tells of movement, or how it ended, closes it. */
function withLetter(part: LetterPart, letter: StatusLetter): Case {
  const { situation, decision, ordinal } = part;
  const told = letter.cases.find(({ caseId }) => caseId === part.theCase.id)?.told;
  if (!told) throw new Error(`letter ${letter.key} does not tell of ${part.theCase.id}`);
  const kept: CaseLetter = {
    id: letter.id,
    kind: letter.kind,
    ordinal,
    status: 'queued',
    decidedAt: situation.now,
    submittedAt: null,
    nextWordBy: decision.nextWordBy === null ? null : letter.nextWordBy,
    told,
    address: letter.to.address,
    messageId: letter.messageId,
  };
  const written = { ...part.theCase, letters: [...part.theCase.letters, kept] };
  if (isClosing(decision.letter) && decision.letter !== 'ready') return closeTold(written, situation.now);
  const { state, findings } = decision;
  const moves =
    state === 'on_course' && (theFinding(findings, 'moving_again') ?? theFinding(findings, 'shipment_left'));
  return moves ? closeMoved(written, situation.now) : written;
}

function countWritten(before: ReadonlyMap<string, number>, letters: readonly StatusLetter[]) {
  if (letters.length === 0) return before;
  const after = new Map(before);
  for (const { to } of letters) {
    const address = to.address.toLowerCase();
    after.set(address, (after.get(address) ?? 0) + 1);
  }
  return after;
}
