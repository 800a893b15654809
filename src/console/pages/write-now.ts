import { z } from 'zod';
import type { CustomerId, ItemId, ItemRef } from '../../customer/ids.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { askForLetter, askNoMore } from '../../ledger/memory/asked-letters.ts';
import { asItWouldGo, type WouldGo } from '../../round/asked-letter.ts';
import { findSubjects } from '../../source/find/find-subject.ts';
import { FRAMED_LETTER } from '../frame/framed-letter.ts';
import {
  type ConsoleWorld,
  form,
  NotThere,
  page,
  type RawAnswer,
  type Route,
  type Shown,
  type Visit,
} from '../frame/routes.ts';
import { callSentence, heldSentence } from '../show/decision-words.ts';
import { label } from '../show/label.ts';
import { shown } from '../show/letter-row.ts';
import { storyAddress, withQuery } from '../show/list-page.ts';
import { typedText } from '../show/place.ts';

const about = z.object({ about: typedText(500) });
const back = z.object({ asked: z.string().regex(/^\d{1,18}$/) });

/** A letter that a person wants to go now, about one order or job: seen before, and decided as the round decides. */
export const writeNowPages = (world: ConsoleWorld): readonly Route[] => [
  page('/customers/:id/write', 'release', about, (visit, query) => look(world, visit, query.about)),
  page('/customers/:id/write/html', 'release', about, async (visit, query): Promise<RawAnswer> => {
    const { inWords } = await would(world, visit, await itemAbout(world, visit, query.about));
    if (inWords === null) throw new NotThere(query.about);
    return { type: 'text/html; charset=utf-8', body: inWords.rendered.html, headers: FRAMED_LETTER };
  }),
  form('/customers/:id/write', 'release', about, async (visit, body) => {
    const subject = await itemAbout(world, visit, body.about);
    const { inWords, from } = await would(world, visit, subject);
    if (inWords === null) return look(world, visit, body.about);
    const { user, now } = visit;
    const { customerId, item } = subject;
    await inTheNameOf(world.databases.ledgerPool, { who: user.name, why: null }, (client) =>
      askForLetter(client, { customerId, item, by: user.name, at: now }),
    );
    return {
      to: storyAddress(customerId),
      notice: { key: from === now ? 'letter_asked' : 'letter_asked_later' },
    };
  }),
  form('/customers/:id/write/back', 'release', back, async (visit, { asked }) => {
    const customerId = visit.params.id ?? '';
    const by = visit.user.name;
    const was = await inTheNameOf(world.databases.ledgerPool, { who: by, why: null }, (client) =>
      askNoMore(client, { customerId, id: asked, by, at: visit.now }),
    );
    return { to: storyAddress(customerId), notice: { key: was ? 'taken_back' : 'was_taken_back' } };
  }),
];

/** The letter as it would go now, or why none would. */
async function look(world: ConsoleWorld, visit: Visit, text: string): Promise<Shown> {
  const subject = await itemAbout(world, visit, text);
  const { customerId } = subject;
  const { item, decision, inWords, from } = await would(world, visit, subject);
  const address = storyAddress(customerId);
  return {
    view: 'write-now',
    data: {
      story: address,
      about: text,
      number: item?.number ?? subject.item.id,
      whyNot: inWords === null ? whyNot(decision, visit) : null,
      letter: inWords && {
        kindName: label(visit.say, 'letters', inWords.letter.kind),
        to: shown(inWords.letter.to.address, 320),
        toName: shown(inWords.letter.to.name, 200),
        subject: shown(inWords.rendered.subject, 300),
        html: withQuery(`${address}/write/html`, { about: text }),
        text: inWords.rendered.text,
      },
      more: (inWords?.letter.about.length ?? 1) - 1,
      from: from === visit.now ? null : from,
    },
  };
}

interface AskedSubject {
  readonly customerId: CustomerId;
  readonly item: ItemRef;
}

const would = (
  world: ConsoleWorld,
  { user, now }: Visit,
  { customerId, item }: AskedSubject,
): Promise<WouldGo> => asItWouldGo(world, customerId, { item, at: now, by: user.name });

function whyNot(decision: WouldGo['decision'], visit: Visit): string {
  switch (decision?.do) {
    case undefined:
      return visit.say('write_now.not_judged');
    case 'hold':
      return heldSentence(decision.hold, visit);
    case 'hand_over':
      return callSentence(decision.because, visit.say);
    case 'write':
    case 'nothing':
      return visit.say('write_now.not_now');
  }
}

/** An order or job of the customer whose story it is. @throws NotThere where it is not theirs, or nothing was named */
async function itemAbout(
  { databases, rules }: ConsoleWorld,
  { params }: Visit,
  text: string,
): Promise<AskedSubject> {
  const found = text === '' ? [] : await findSubjects(databases.sourcePool, rules.sourceSchema, text);
  const subject = found.find((each) => each.customerId === params.id && each.item !== null);
  if (!subject?.item) throw new NotThere(text);
  const { item } = subject;
  return {
    customerId: subject.customerId as CustomerId,
    item: { kind: item.kind, id: item.id as ItemId },
  };
}
