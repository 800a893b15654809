import { firstAddressIn } from '../../customer/address.ts';
import { type Feeds, type People, type Person, ROLES } from '../../customer/customer.ts';
import type { FeedName, PersonId } from '../../customer/ids.ts';
import { addressText, epoch, rawDay, rawInstant } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';

/** Everybody of the company, in order of id. A role nobody knows counts as owner. */
export async function readPeople(source: RowSource): Promise<People> {
  const rows = await source.rows(
    `select id, left(name, 200), role, ${addressText('email')}, left(phone, 60), reports_to, away_until, deputy_id
     from ${source.tables.people} people order by id collate "C"`,
  );
  const people = new Map<PersonId, Person>();
  for (const [id, name, role, email, phone, reportsTo, awayUntil, deputyId] of rows) {
    if (id == null) continue;
    people.set(id as PersonId, {
      id: id as PersonId,
      name: name ?? '',
      role: ROLES.find((known) => known === role) ?? 'owner',
      email: firstAddressIn(email ?? null)?.address ?? email ?? null,
      phone: phone ?? null,
      reportsTo: (reportsTo ?? null) as PersonId | null,
      awayUntil: rawDay(awayUntil ?? null),
      deputyId: (deputyId ?? null) as PersonId | null,
    });
  }
  return people;
}

const FEEDS: ReadonlySet<string> = new Set<FeedName>(['orders', 'service_jobs', 'payments']);

/** When each feed was last fresh, as the company says. */
export async function readFeeds(source: RowSource): Promise<Feeds> {
  const feeds = new Map<FeedName, NonNullable<ReturnType<typeof rawInstant>>>();
  for (const [name, freshAsOf] of await source.rows(
    `select name, ${epoch('fresh_as_of')} from ${source.tables.feeds} feeds`,
  )) {
    const at = rawInstant(freshAsOf ?? null);
    if (name != null && FEEDS.has(name) && at !== null) feeds.set(name as FeedName, at);
  }
  return feeds;
}

export async function readCompany(source: RowSource): Promise<Company> {
  return {
    people: await readPeople(source),
    feeds: await readFeeds(source),
    complete: await readComplete(source),
    sharedAddresses: new Set(),
  };
}

/** The feeds that say that their tables name all that is open. */
async function readComplete(source: RowSource): Promise<ReadonlySet<FeedName>> {
  const rows = await source.rows(`select name from ${source.tables.feeds} feeds where complete`);
  return new Set(rows.flatMap(([name]) => (name != null && FEEDS.has(name) ? [name as FeedName] : [])));
}

/** What concerns every customer: the people of the company, and how fresh its feeds are. */
export interface Company {
  readonly people: People;
  readonly feeds: Feeds;
  /** Addresses of too many customers to be anybody's, in small letters; a round alone looks for them. */
  readonly sharedAddresses: ReadonlySet<string>;
  /** Feeds whose tables name all that is open, as the company says. */
  readonly complete: ReadonlySet<FeedName>;
}
