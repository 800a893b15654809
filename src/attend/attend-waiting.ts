import type { Instant } from '../calendar/time.ts';
import { absentNow, refKey } from '../customer/absence.ts';
import type { Case, CaseLetter, CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { sameItem } from '../customer/ids.ts';
import { newCaseTask, type Task } from '../customer/task.ts';
import { asksTheSame, isFor } from '../customer/task-key.ts';
import { compose, type Part, type StatusLetter } from '../letters/compose/compose.ts';
import { type Assigned, composeStaffLetters } from '../letters/compose/compose-staff.ts';
import type { StaffLetter } from '../letters/compose/staff-letter.ts';
import type { Rules } from '../policy/rules.ts';
import { decisionsAbout, itemFates } from '../waiting/absent.ts';
import { closeDone, closeMoved, nextOrdinal, openCase } from '../waiting/case.ts';
import { decide } from '../waiting/decide.ts';
import type { Decision } from '../waiting/decision.ts';
import type { Look } from '../waiting/find.ts';
import { theFinding } from '../waiting/finding.ts';
import type { Situation } from '../waiting/situation.ts';
import { tasksFor } from '../waiting/tasks.ts';

/** What the waiting half does for one customer, and what it remembers. */
interface WaitingOutcome {
  readonly decisions: readonly Decision[];
  readonly letters: readonly (StatusLetter | StaffLetter)[];
  readonly tasks: readonly Task[];
  readonly memory: CustomerMemory;
}

interface Judged {
  readonly situation: Situation;
  readonly decision: Decision;
}

const NOTHING: Pick<WaitingOutcome, 'decisions' | 'letters' | 'tasks'> = {
  decisions: [],
  letters: [],
  tasks: [],
};

/**
 * The waiting half: finds what stopped moving, decides, composes, remembers.
 * @param look looks at an item, with these facts and this memory
 */
export function attendWaiting(
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
  look: Look,
): WaitingOutcome {
  const judged = judge(facts, memory, look);
  const remembered = remember(facts, memory, now, rules);
  const notSeen = decisionsAbout(remembered, rules);
  if (judged.length === 0) return { ...NOTHING, decisions: notSeen, memory: remembered };

  const cases = new Ledger(remembered.cases, now);
  const { tasks, staffLetters } = assign(judged, cases, memory);
  const letters = write(judged, cases);
  return {
    decisions: [...judged.map(({ decision }) => decision), ...notSeen],
    letters: [...letters, ...staffLetters],
    tasks,
    memory: { ...remembered, cases: cases.all(), writtenToday: countWritten(memory.writtenToday, letters) },
  };
}

/** Each item of the customer about which something was found, with the decision. */
function judge(facts: CustomerFacts, memory: CustomerMemory, look: Look): readonly Judged[] {
  const judged: Judged[] = [];
  for (const item of facts.items) {
    const { situation, findings } = look(item);
    if (findings.length === 0) continue;
    judged.push({ situation, decision: decide(situation, findings, memory.writtenToday) });
  }
  return judged;
}

/** The memory where the cases of items that are over have closed, with what is not seen just now. */
function remember(facts: CustomerFacts, memory: CustomerMemory, now: Instant, rules: Rules): CustomerMemory {
  if (memory.cases.length + memory.absent.length === 0) return memory;
  const fates = itemFates(facts, memory, now, rules);
  const cases = memory.cases.map((c) => (fates.over.has(refKey(c.item)) ? closeDone(c, now) : c));
  return { ...memory, cases, absent: absentNow(memory.absent, [...fates.absent, ...invoicesOf(memory)]) };
}

const invoicesOf = ({ absent }: CustomerMemory) => absent.filter(({ about }) => about.kind === 'invoice');

/** Gives people what they must do; what is urgent has a letter, and the rest stands in the digest of the day. */
function assign(
  judged: readonly Judged[],
  cases: Ledger,
  memory: CustomerMemory,
): { tasks: readonly Task[]; staffLetters: readonly StaffLetter[] } {
  const assigned: Assigned[] = [];
  for (const { situation, decision } of judged) {
    const theCase = cases.of(situation);
    for (const task of tasksFor(situation, decision, theCase)) {
      if (task.kind === 'answer-customer' && (cases.alreadyAsk(task) || isAsked(task, memory))) continue;
      const kept = cases.of(situation);
      cases.keep({ ...kept, tasks: [...kept.tasks, newCaseTask(task, situation.now)] });
      assigned.push({ task, situation, findings: decision.findings, theCase });
    }
  }
  return {
    tasks: assigned.map(({ task }) => task),
    staffLetters: composeStaffLetters(assigned.filter(({ task }) => task.urgent)),
  };
}

/** One letter per address about all its items that are to be written about. */
function write(judged: readonly Judged[], cases: Ledger): StatusLetter[] {
  const byAddress = new Map<string, Part[]>();
  for (const { situation, decision } of judged) {
    if (decision.do !== 'write') continue;
    const theCase = cases.of(situation);
    const part: Part = { situation, decision, theCase, ordinal: nextOrdinal(theCase) };
    const address = decision.address.toLowerCase();
    byAddress.set(address, [...(byAddress.get(address) ?? []), part]);
  }
  return [...byAddress.values()].map((parts) => {
    const letter = compose(parts);
    for (const part of parts) cases.keep(withLetter(part, letter));
    return letter;
  });
}

/** The case with this letter in it; one that tells of movement closes it. */
function withLetter(part: Part, letter: StatusLetter): Case {
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
    nextWordBy: letter.nextWordBy,
    told,
    address: letter.to.address,
    subject: letter.subject ?? '',
    messageId: letter.messageId,
  };
  const written = { ...part.theCase, letters: [...part.theCase.letters, kept] };
  return theFinding(decision.findings, 'moving_again') ? closeMoved(written, situation.now) : written;
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

/** The cases of one customer while it is attended to. A new one counts only once something is kept in it. */
class Ledger {
  readonly #cases: Map<string, Case>;
  readonly #now: Instant;

  constructor(cases: readonly Case[], now: Instant) {
    this.#cases = new Map(cases.map((c) => [c.id, c]));
    this.#now = now;
  }

  /** The open case of the item, or a new one. */
  of({ item }: Situation): Case {
    for (const theCase of this.#cases.values())
      if (theCase.closedAt === null && sameItem(theCase.item, item)) return theCase;
    return openCase(item, this.#now);
  }

  keep(theCase: Case): void {
    this.#cases.set(theCase.id, theCase);
  }

  /** One message about several items is answered once: another case asks for it already. */
  alreadyAsk(task: Task): boolean {
    return this.all().some((c) => c.tasks.some(({ key }) => asksTheSame(key, c.id, task)));
  }

  all(): readonly Case[] {
    return [...this.#cases.values()];
  }
}

/** The mail itself asked for it, when it was read. */
const isAsked = (task: Task, { inbox }: CustomerMemory): boolean =>
  inbox.replies.some(({ id }) => isFor(task.key, task.kind, id));
