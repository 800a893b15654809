import { z } from 'zod';
import { browseLetters } from '../../ledger/letters/browse-letters.ts';
import { findMatches } from '../../source/find/find-matches.ts';
import { type FoundThing, readFound } from '../../source/find/found.ts';
import { type ConsoleWorld, page, type Route } from '../frame/routes.ts';
import { label } from '../show/label.ts';
import { letterAt, looksOf, shown } from '../show/letter-row.ts';
import { storyAddress } from '../show/list-page.ts';
import { typedText } from '../show/place.ts';

const query = z.object({ q: typedText(200) });

/** Of each group so many are named; who means another one types more of it. */
const NAMED = 20;

/** What the field in every page's head finds: customers, their orders, jobs and invoices, and letters; each leads to a story. */
export const searchPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => [
  page('/search', 'read', query, async ({ say }, { q }) => {
    const { ledgerPool, sourcePool } = databases;
    if (q === '') return { view: 'search', data: { ...NOTHING, q } };
    const [matches, letters] = await Promise.all([
      findMatches(sourcePool, rules.sourceSchema, q),
      browseLetters(
        ledgerPool,
        { ...ANY_LETTER, ...(q.includes('@') ? { address: q } : { subject: q }) },
        null,
      ),
    ]);
    const found = await readFound(sourcePool, rules.sourceSchema, matches, NAMED);
    const thingRow = (row: FoundThing) => ({
      story: storyAddress(row.customer_id),
      number: shown(row.number || row.id, 60),
      summary: row.summary === null ? null : shown(row.summary),
      customer: shown(row.customer || row.customer_id, 80),
      closed: row.closed,
    });
    const customers = found.customers.map(({ id, name, phone, email }) => ({
      story: storyAddress(id),
      name: shown(name || id, 80),
      phone: phone === null ? null : shown(phone, 40),
      email: email === null ? null : shown(email, 80),
    }));
    const items = found.things.filter(({ kind }) => kind !== 'invoice').map(thingRow);
    const invoices = found.things.filter(({ kind }) => kind === 'invoice').map(thingRow);
    const written = letters.letters.slice(0, NAMED).map((letter) => ({
      href: letter.customer_id === '' ? letterAt(letter.id) : storyAddress(letter.customer_id),
      letter: letterAt(letter.id),
      subject: letter.emptied ? null : shown(letter.subject),
      to: shown(letter.to, 60),
      at: letter.decided_at,
      looks: looksOf(letter.status),
      statusName: label(say, 'statuses', letter.status),
    }));
    return {
      view: 'search',
      data: {
        q,
        customers,
        items,
        invoices,
        letters: written,
        none: customers.length + items.length + invoices.length + written.length === 0,
        more: matches.more || matches.customers.length > NAMED || letters.letters.length > NAMED,
      },
    };
  }),
];

const NOTHING = { customers: [], items: [], invoices: [], letters: [], none: false, more: false };
const ANY_LETTER = {
  status: null,
  kind: null,
  language: null,
  audience: 'customer',
  customerId: null,
  address: null,
  subject: null,
  before: null,
} as const;
