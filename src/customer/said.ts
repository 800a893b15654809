import type { Day, Instant } from '../calendar/time.ts';
import type { Account, TakenComplaint } from './account.ts';
import type { CustomerFacts, CustomerMemory, GivenDate, WaitingItem } from './customer.ts';
import { sameItem } from './ids.ts';

/**
 * The facts with what people of the company said: contacts and complaints that they told us of, and new days that they gave. It is asked in one
 * place, before anything is judged, so that every rule sees the same promise.
 */
export function withWhatWasSaid(
  facts: CustomerFacts,
  memory: Pick<CustomerMemory, 'contacts' | 'givenDates' | 'complaints'>,
  now: Instant,
): CustomerFacts {
  const { givenDates } = memory;
  // One that was told with a moment ahead does not count before it.
  const contacts = memory.contacts.filter(({ at }) => at <= now);
  const complaints = memory.complaints.filter(({ openedAt }) => openedAt <= now);
  if (contacts.length + givenDates.length + complaints.length === 0) return facts;
  return {
    ...facts,
    contacts: contacts.length === 0 ? facts.contacts : [...facts.contacts, ...contacts],
    account: complaints.length === 0 ? facts.account : withTaken(facts.account, complaints, now),
    items: givenDates.length === 0 ? facts.items : facts.items.map((item) => promised(item, givenDates)),
  };
}

/** They count as those of the company's tables do: while they are open, and for mending once they are settled. */
function withTaken(account: Account, taken: readonly TakenComplaint[], now: Instant): Account {
  const complaints = [...account.complaints];
  const closedComplaints = [...account.closedComplaints];
  for (const complaint of taken) {
    const { id, closedAt } = complaint;
    if (closedAt === null || closedAt > now) complaints.push(complaint);
    else closedComplaints.push({ id, closedAt });
  }
  return { ...account, complaints, closedComplaints };
}

function promised(item: WaitingItem, givenDates: readonly GivenDate[]): WaitingItem {
  const promisedFor = promisedNow(item, givenDates);
  return promisedFor === item.promisedFor ? item : { ...item, promisedFor };
}

/** What is promised: the day that a person gave last, as long as the row says what it said then; else what the row says. */
export function promisedNow(
  item: Pick<WaitingItem, 'kind' | 'id' | 'promisedFor'>,
  givenDates: readonly GivenDate[],
): Day | null {
  const given = givenDates.find((each) => sameItem(each.item, item));
  return given && given.insteadOf === item.promisedFor ? given.day : item.promisedFor;
}
