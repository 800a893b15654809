import { RECORD_GRADES } from '../../account/payment-record.ts';
import { TONES } from '../../customer/tone.ts';
import type { ReplayReport } from '../figures/report.ts';
import { amount, type Block, table, words } from './blocks.ts';
import { bars } from './letter-blocks.ts';
import type { Teller } from './teller.ts';

/** Reminders by tone and by how their customers had paid, and those that were kept back. */
export function moneyBlocks(teller: Teller, { reminders }: ReplayReport): readonly Block[] {
  const { say } = teller;
  const grades = RECORD_GRADES.filter((grade) =>
    Object.values(reminders.by_tone).some((each) => (each[grade] ?? 0) > 0),
  );
  const tones = TONES.filter((tone) => reminders.by_tone[tone] !== undefined);
  return [
    {
      id: 'tones',
      title: say('replay.tones.title'),
      lead: say('replay.tones.lead', {
        thanks: teller.number(reminders.thanks),
        held: teller.number(reminders.held_for_a_person),
      }),
      body: table(
        [say('replay.head.tone'), ...grades.map((grade) => teller.code('codes.records', grade))],
        tones.map((tone) => [
          words(teller.code('codes.tones', tone)),
          ...grades.map((grade) => amount(teller.number(reminders.by_tone[tone]?.[grade] ?? 0))),
        ]),
      ),
    },
    {
      id: 'held',
      title: say('replay.held.title'),
      lead: null,
      body: bars(
        teller,
        [say('replay.head.held_by'), say('replay.head.invoices')],
        Object.entries(reminders.held)
          .sort((a, b) => b[1] - a[1])
          .map(([code, count]) => [teller.code('codes.holds', code), count]),
      ),
    },
  ];
}
