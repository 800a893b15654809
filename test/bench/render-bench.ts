import { readSamples } from '../../src/ledger/documents/letter-samples.ts';
import { readShippedTemplates } from '../../src/ledger/documents/shipped-templates.ts';
import type { RenderedLetter } from '../../src/letters/template/template.ts';
import { shipped } from './shipped.ts';

const { compileTemplate, render } = (await shipped(
  'letters/template/template',
)) as typeof import('../../src/letters/template/template.ts');

const TIMES = 2_000;

/** Milliseconds that one letter takes after the first: every letter, every language, every ordinary sample, in turn. */
export async function benchRender(): Promise<number> {
  const letters = await Promise.all(
    (await readShippedTemplates()).map(async (source) => ({
      compiled: await compileTemplate(source),
      samples: (await readSamples(source.letter, source.language)).filter(({ hostile }) => !hostile),
    })),
  );
  const all = letters.flatMap(({ compiled, samples }) => samples.map(({ facts }) => ({ compiled, facts })));
  for (const { compiled, facts } of all) whole(render(compiled, facts));
  const started = performance.now();
  for (let n = 0; n < TIMES; n += 1) {
    const next = all[n % all.length];
    if (next) whole(render(next.compiled, next.facts));
  }
  return (performance.now() - started) / TIMES;
}

/** Every part of a letter: each is put together when it is asked for. */
const whole = ({ subject, preheader, html, text }: RenderedLetter): number =>
  subject.length + preheader.length + html.length + text.length;
