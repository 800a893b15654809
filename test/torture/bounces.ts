import path from 'node:path';
import { MAIL_KINDS } from '../../src/inbox/mail-kinds.ts';
import { judgeFile } from '../../src/mailbox/judge-file.ts';
import { FLUFL, fluflFolder } from '../inbox/flufl.ts';
import { type Figure, report, skipped, zero } from './ordeal.ts';

const isBounce = (kind: string): boolean => kind === 'bounce_hard' || kind === 'bounce_soft';

/** Judges the mails of flufl.bounce: how many are right, by kind, and no delay or vacation note read as a bounce. */
export async function scoreBounces(): Promise<readonly Figure[]> {
  const folder = fluflFolder();
  if (folder === null) return [skipped('mails that came back', '../shared/data/bounces-flufl is not here')];
  const judged = await Promise.all(
    [...FLUFL].map(async ([file, kind]) => ({ kind, as: (await judgeFile(path.join(folder, file))).kind })),
  );
  const right = judged.filter(({ kind, as }) => kind === as).length;
  const misread = judged.filter(({ kind, as }) => !isBounce(kind) && isBounce(as)).length;
  return [
    report('mails judged right', `${right} of ${judged.length}`),
    ...MAIL_KINDS.flatMap((wanted) => {
      const of = judged.filter(({ kind }) => kind === wanted);
      if (of.length === 0) return [];
      return [report(`right: ${wanted}`, `${of.filter(({ as }) => as === wanted).length} of ${of.length}`)];
    }),
    zero('delays, vacation notes and replies read as a bounce', misread),
    zero('mails judged wrong', judged.length - right),
  ];
}
