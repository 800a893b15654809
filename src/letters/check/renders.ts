import { messageOf } from '../../failure.ts';
import { templateFile } from '../template/files.ts';
import { compileTemplate, type RenderedLetter, type TemplateSource } from '../template/template.ts';
import { type Fault, faultAt, locate, type Sample } from './fault.ts';

const RULE = 'render';
/** Markup that only a sample could have brought in. */
const INJECTED = /<script|<img|<style>\*|<[^<>]*onerror=|href="javascript:/i;

/** No honest letter has a tenth of it, and mail readers cut what is longer; in characters, of HTML and of text. */
const MOST_RENDERED = 1_000_000;

/** A sample that rendered, with the text between greeting and signature. */
export interface Rendered {
  readonly sample: Sample;
  readonly letter: RenderedLetter;
  readonly body: string;
}

/** Renders every sample; faults are what goes wrong, in the template or in what comes out. */
export async function renderSamples(
  source: TemplateSource,
  samples: readonly Sample[],
  compile = compileTemplate,
): Promise<{ rendered: Rendered[]; faults: Fault[] }> {
  const compiled = await compile(source);
  const rendered: Rendered[] = [];
  const faults: Fault[] = [];
  if (samples.length === 0)
    faults.push(faultAt(templateFile(source), null, RULE, 'has no sample facts to be tried with'));
  for (const sample of samples) {
    try {
      const letter = compiled.render(sample.facts);
      if (isTooLong(letter)) {
        faults.push(tooLongFault(source, sample));
        continue;
      }
      rendered.push({ sample, letter, body: compiled.body(sample.facts) });
      faults.push(...outputFaults(source, sample, letter));
    } catch (error) {
      faults.push(renderFault(source, sample, error));
    }
  }
  return { rendered, faults };
}

/** HTML first: it holds all of the text, and asking for its length takes no memory yet. */
const isTooLong = (letter: RenderedLetter): boolean =>
  letter.html.length > MOST_RENDERED || letter.text.length > MOST_RENDERED;

const tooLongFault = (source: TemplateSource, { name }: Sample): Fault =>
  faultAt(
    templateFile(source),
    null,
    RULE,
    `sample "${name}": becomes a letter of more than a million characters: a loop in it is too long, or its text is`,
  );

function renderFault(source: TemplateSource, sample: Sample, error: unknown): Fault {
  const message = messageOf(error);
  const variable = /undefined variable: ([\w.]+)/.exec(message)?.[1];
  const place = variable === undefined ? null : locate(source, variable);
  return {
    rule: RULE,
    file: place?.file ?? templateFile(source),
    line: place?.line ?? null,
    column: place?.column ?? null,
    message: `breaks on sample "${sample.name}": ${message.replace(/, line:\d+.*$/s, '')}`,
  };
}

function outputFaults(source: TemplateSource, sample: Sample, letter: RenderedLetter): Fault[] {
  const { subject, preheader, html, text } = letter;
  const say = (message: string): Fault =>
    faultAt(templateFile(source), null, RULE, `sample "${sample.name}": ${message}`);
  const faults: Fault[] = [];
  if (/[\r\n]/.test(subject)) faults.push(say('the subject has a line break, which would forge headers'));
  if (subject === '') faults.push(say('the subject is empty'));
  if (preheader === '') faults.push(say('the preheader is empty'));
  if (INJECTED.test(html)) {
    faults.push(
      say('markup from the facts reaches the HTML unescaped: print it with {{ }} and no raw filter'),
    );
  }
  if (!sample.hostile && /\{\{|\{%|\[object |\bundefined\b|\bnull\b/.test(`${subject}\n${text}`)) {
    faults.push(say('the letter shows a leftover of the template ({{, [object Object], null or undefined)'));
  }
  if (/\n{3}|[ \t]\n/.test(text)) faults.push(say('the text part has needless blank lines'));
  return faults;
}
