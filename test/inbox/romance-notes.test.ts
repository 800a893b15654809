import { expect, test } from 'vitest';
import { aMail, judged } from './mails.ts';
import { ROMANCE_NOTES, ROMANCE_PEOPLE } from './romance-notes.ts';

const ABOUT_REPAIR = { Subject: 'Re: Your repair 2207', 'In-Reply-To': '<abc123@nowak.example>' };

test.each(ROMANCE_NOTES)('nobody wrote this note: %s', async (words) => {
  expect((await judged(aMail(ABOUT_REPAIR, words))).kind).toBe('auto_reply');
});

test.each(ROMANCE_NOTES)('a wish before this note is heard: %s', async (words) => {
  expect((await judged(aMail(ABOUT_REPAIR, `Zxqvo mblit frenk.\n\n${words}`))).kind).toBe('reply');
});

test.each(ROMANCE_PEOPLE)('a person who is away is heard: %s', async (words) => {
  for (const body of [words, `Buenos días,\n\n${words}\n\nAnna`])
    expect((await judged(aMail(ABOUT_REPAIR, body))).kind).toBe('reply');
});
