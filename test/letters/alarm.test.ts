import { describe, expect, test } from 'vitest';
import { ALARM_CODES, type KeptAlarm, NO_EVIDENCE } from '../../src/alarms/alarm.ts';
import { HOUR, instantOf } from '../../src/calendar/time.ts';
import { composeAlarm } from '../../src/letters/compose/compose-alarm.ts';
import { compileTemplate } from '../../src/letters/template/template.ts';
import { rules, warsaw } from '../support/builders.ts';
import { sourceOf } from './letters.ts';

const NOW = warsaw('2026-11-26 10:05');
const alarm: KeptAlarm = {
  id: '7',
  code: 'guard_tripped',
  subject: '17',
  holder: '',
  why: 'guard newly_stalled_share holds letters: 212',
  evidence: { ...NO_EVIDENCE, reason: 'newly_stalled_share', number: 212 },
  raisedAt: warsaw('2026-11-26 09:40'),
  seenAt: NOW,
  toldAt: null,
  endedAt: null,
  endedToldAt: null,
};
const told = rules({ alarms_to: ['Ola Mazur <Ola@Nowak.example>', 'marek@nowak.example'] });
const template = await compileTemplate(await sourceOf('alarm'));

describe('a letter about an alarm', () => {
  const [ola, marek] = composeAlarm({ alarm, ended: null }, told, NOW);
  const [over] = composeAlarm({ alarm, ended: instantOf(NOW + HOUR) }, told, instantOf(NOW + HOUR));

  test('goes to everybody whom policy names, and its key follows from the alarm and the address', () => {
    expect([ola?.key, marek?.key]).toEqual([
      'alarm:7:raised:ola@nowak.example',
      'alarm:7:raised:marek@nowak.example',
    ]);
    expect(ola?.to).toEqual({ name: 'Ola Mazur', address: 'Ola@Nowak.example' });
    expect(over?.key).toBe('alarm:7:ended:ola@nowak.example');
    expect(over?.inReplyTo, 'one thread').toBe(ola?.messageId);
  });

  test('says what happened, what it means, what to do, and since when', () => {
    if (!ola || !marek) throw new Error('no letters');
    const { text, subject } = template.render(ola.facts);
    expect(subject).toBe('Letters are held for you to look at');
    expect(text).toContain('Hello Ola Mazur,');
    expect(text).toContain('Very many items stalled at once. Usually that is a broken export');
    expect(text).toContain('A guard holds letters: 212.');
    expect(text).toContain('All others get their letters as usual.');
    expect(text).toContain('tidings release --guard 17 --by NAME');
    expect(text).toContain('It began on Thursday 26 November at 09:40.');
    expect(text).toContain('You will hear once more');
    expect(template.render(marek.facts).text, 'whose name nobody gave').toContain('Hello Pracownia Nowak,');
  });

  test('that it is over asks for nothing', () => {
    if (!over) throw new Error('no letter');
    const { text, subject } = template.render(over.facts);
    expect(subject).toBe('Over: Letters are held for you to look at');
    expect(text).toContain(
      'It ended on Thursday 26 November at 11:05. It had begun on Thursday 26 November at 09:40.',
    );
    expect(text).not.toMatch(/tidings release|You will hear/);
  });

  test.each([...ALARM_CODES])(
    'of every code can be written, with nothing known of it but that: %s',
    (code) => {
      for (const ended of [null, NOW]) {
        const [letter] = composeAlarm({ alarm: { ...alarm, code, evidence: NO_EVIDENCE }, ended }, told, NOW);
        if (!letter) throw new Error('no letter');
        expect(template.render(letter.facts).text).not.toMatch(/null|undefined|\{\{/);
      }
    },
  );
});

test('a version that does not know a later alarm still says the others, and says of which it has no words', async () => {
  const source = await sourceOf('alarm');
  const before = source.phrases.replace(/^ {4}mailbox_unread:\n(?: {6}.*\n)*/m, '');
  expect(before).not.toContain('mailbox_unread');
  const old = await compileTemplate({ ...source, phrases: before });
  const [known] = composeAlarm({ alarm, ended: null }, told, NOW);
  const [unknown] = composeAlarm({ alarm: { ...alarm, code: 'mailbox_unread' }, ended: null }, told, NOW);
  if (!known || !unknown) throw new Error('no letters');
  expect(old.render(known.facts).text).toContain('A guard holds letters: 212.');
  expect(() => old.render(unknown.facts)).toThrow(/no sentences about the alarm mailbox_unread/);
});

test('a version of the days before alarms still says its letters', async () => {
  const source = await sourceOf('late');
  const before = source.phrases.replace(/^alarms:\n(?:[ #].*\n|\n)*/m, '');
  expect(before).not.toContain('guard_tripped');
  await expect(compileTemplate({ ...source, phrases: before })).resolves.toMatchObject({ letter: 'late' });
});
