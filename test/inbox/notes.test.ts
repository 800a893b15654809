import { expect, test } from 'vitest';
import { GERMANIC_NOTES, PEOPLE_OF_GERMANIC } from './germanic-notes.ts';
import { aMail, judged } from './mails.ts';
import { NOTES_FROM_AFAR, PEOPLE_FROM_AFAR } from './notes-from-afar.ts';
import { NOTES, PEOPLE } from './notes-that-taught.ts';
import { ORDINARY_NOTES } from './ordinary-notes.ts';
import {
  BELOW_WHAT_IS_SAID,
  CLOSED_FOR_A_FEAST,
  IN_TWO_LANGUAGES,
  MORE_THAN_A_NOTE,
  NO_MORE,
  PEOPLE_AWAY,
  QUOTED_ANYHOW,
  READ_AND_PASSED_ON,
  SHORT_NOTES,
  TOLD_BY_SUBJECT,
  WISHES_UNDER_THEIR_OWN_SUBJECT,
  WISHES_UNDER_THEM,
  WITHOUT_MARKS,
} from './short-notes.ts';

const QUOTED =
  '\n\nOn Thu, 26 Nov 2026 at 09:00, Pracownia Nowak <kontakt@nowak.example> wrote:\n> Your suit jacket is still with the tailor.\n';
const answering = { 'In-Reply-To': '<abc123@nowak.example>' };

test.each(NOTES)('%s: nobody wrote this note: %s: %s', async (_language, Subject, words) => {
  for (const body of [words, words + QUOTED])
    expect((await judged(aMail({ Subject, ...answering }, body))).kind).toBe('auto_reply');
});

test.each(NOTES)(
  '%s: a wish added to the note makes it a person’s mail: %s: %s',
  async (_language, Subject, words) => {
    const mail = aMail({ Subject, ...answering }, `Zxqvo mblit frenk.\n${words}`);
    expect((await judged(mail)).kind).toBe('reply');
  },
);

test.each(PEOPLE)('%s: a person is heard: %s: %s', async (_language, Subject, words) => {
  for (const headers of [{}, answering])
    expect((await judged(aMail({ Subject, ...headers }, words + QUOTED))).kind).toBe('reply');
});

const ABOUT_REPAIR = { Subject: 'Re: Your repair 2207', ...answering };

const NOTES_IN_ANSWERS = [
  ...ORDINARY_NOTES,
  ...SHORT_NOTES,
  ...WITHOUT_MARKS,
  ...CLOSED_FOR_A_FEAST,
  ...NO_MORE,
  ...IN_TWO_LANGUAGES,
  ...BELOW_WHAT_IS_SAID,
  ...NOTES_FROM_AFAR,
  ...GERMANIC_NOTES,
];

test.each(NOTES_IN_ANSWERS)('nobody wrote this short note: %s', async (words) => {
  expect((await judged(aMail(ABOUT_REPAIR, words))).kind).toBe('auto_reply');
});

test.each(NOTES_IN_ANSWERS)('a wish before this short note is heard: %s', async (words) => {
  expect((await judged(aMail(ABOUT_REPAIR, `Zxqvo mblit frenk.\n\n${words}`))).kind).toBe('reply');
});

test.each([...PEOPLE_AWAY, ...MORE_THAN_A_NOTE, ...PEOPLE_FROM_AFAR, ...PEOPLE_OF_GERMANIC])(
  'a person who is away, or thanks, is heard: %s',
  async (words) => {
    expect((await judged(aMail(ABOUT_REPAIR, words))).kind).toBe('reply');
  },
);

test.each(TOLD_BY_SUBJECT)('nobody wrote under the subject “%s”: %s', async (Subject, words) => {
  expect((await judged(aMail({ Subject, ...answering }, words))).kind).toBe('auto_reply');
});

test.each(WISHES_UNDER_THEM)('a wish under the subject “%s” is heard: %s', async (Subject, words) => {
  for (const headers of [{}, answering])
    expect((await judged(aMail({ Subject, ...headers }, words))).kind).toBe('reply');
});

test.each(WISHES_UNDER_THEIR_OWN_SUBJECT)('a wish under “%s” is heard: %s', async (Subject, words) => {
  expect((await judged(aMail({ Subject, ...answering }, words))).kind).toBe('reply');
});

test.each(READ_AND_PASSED_ON)('who passed a letter on, or says whom to ring, is heard: %s', async (words) => {
  expect((await judged(aMail(ABOUT_REPAIR, words))).kind).toBe('reply');
});

test.each(QUOTED_ANYHOW)('what a program quotes is not new in the mail: %s', async (quoted) => {
  const note = 'Dobrý den, do 9. června mám dovolenou. Odpovím po návratu.';
  expect((await judged(aMail(ABOUT_REPAIR, `${note}\n\n${quoted}`))).kind).toBe('auto_reply');
});
