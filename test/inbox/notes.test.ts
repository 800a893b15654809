import { expect, test } from 'vitest';
import { aMail, judged } from './mails.ts';
import { NOTES, PEOPLE } from './notes-that-taught.ts';
import {
  PEOPLE_AWAY,
  QUOTED_ANYHOW,
  READ_AND_PASSED_ON,
  SHORT_NOTES,
  TOLD_BY_SUBJECT,
  WISHES_UNDER_THEM,
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

test.each(SHORT_NOTES)('nobody wrote this short note: %s', async (words) => {
  expect((await judged(aMail(ABOUT_REPAIR, words))).kind).toBe('auto_reply');
});

test.each(PEOPLE_AWAY)('a person who is away, or thanks, is heard: %s', async (words) => {
  expect((await judged(aMail(ABOUT_REPAIR, words))).kind).toBe('reply');
});

test.each(TOLD_BY_SUBJECT)('nobody wrote under the subject “%s”: %s', async (Subject, words) => {
  expect((await judged(aMail({ Subject, ...answering }, words))).kind).toBe('auto_reply');
});

test.each(WISHES_UNDER_THEM)('a wish under the subject “%s” is heard: %s', async (Subject, words) => {
  for (const headers of [{}, answering])
    expect((await judged(aMail({ Subject, ...headers }, words))).kind).toBe('reply');
});

test.each(READ_AND_PASSED_ON)('who passed a letter on, or says whom to ring, is heard: %s', async (words) => {
  expect((await judged(aMail(ABOUT_REPAIR, words))).kind).toBe('reply');
});

test.each(QUOTED_ANYHOW)('what a program quotes is not new in the mail: %s', async (quoted) => {
  const note = 'Dobrý den, do 9. června mám dovolenou. Odpovím po návratu.';
  expect((await judged(aMail(ABOUT_REPAIR, `${note}\n\n${quoted}`))).kind).toBe('auto_reply');
});
