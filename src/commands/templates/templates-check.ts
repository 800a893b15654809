import { Command } from 'commander';
import { readSamples } from '../../ledger/documents/letter-samples.ts';
import { checkTemplates, syntaxFaults } from '../../letters/check/check.ts';
import { faultLine } from '../../letters/check/fault.ts';
import { renderSamples } from '../../letters/check/renders.ts';
import { plainReport } from '../../letters/editing/plain-report.ts';
import { fileOf, sourcesOf } from '../../letters/template/documents.ts';
import type { TemplateSource } from '../../letters/template/template.ts';
import { plural } from '../terminal/columns.ts';
import { type DocumentsAsked, filesOption, judgedDocuments } from './judged-documents.ts';
import { type LetterReports, plainTable } from './plain-table.ts';
import { takenLine } from './taken-line.ts';

/** `tidings templates check` */
export const checkCommand = (): Command =>
  new Command('check')
    .description(
      'read every letter in every language: traps, unknown variables, missing answers, words we never use',
    )
    .option('--report', 'print how plainly each letter speaks: words, sentences, readability, answers')
    .option('--json', 'print the faults, and the reports, as JSON')
    .addOption(filesOption())
    .action(check);

async function check({
  json,
  report,
  ...judged
}: DocumentsAsked & { json?: boolean; report?: boolean }): Promise<void> {
  const { documents, taken, languages, own, published } = await judgedDocuments(judged);
  const sources = sourcesOf(documents, languages);
  const texts = { documents, languages, own };
  const faults = await checkTemplates(texts, (source) => readSamples(source.letter, source.language));
  const reports = report ? await Promise.all(sources.map(reported)) : [];
  if (json)
    console.log(
      JSON.stringify(
        {
          templates: sources.length,
          faults,
          taken: [...taken].map(([path, keys]) => ({ file: fileOf(path), keys })),
          ...(report && { reports }),
        },
        null,
        2,
      ),
    );
  else {
    const table = report ? [...plainTable(reports), ''] : [];
    const theirs = published === 0 ? '' : `, with ${plural(published, 'published document')}`;
    const verdict =
      faults.length === 0
        ? [`${sources.length} templates are sound${theirs}.`]
        : [...faults.map(faultLine), `${faults.length} faults in ${sources.length} templates.`];
    const shippedSay = [...taken].map(([path, keys]) => takenLine(path, keys));
    console.log([...table, ...verdict, ...shippedSay].join('\n'));
  }
  if (faults.length > 0) process.exitCode = 1;
}

/** A letter that does not compile has no reports; its faults say why. */
async function reported(source: TemplateSource): Promise<LetterReports> {
  const { letter, language } = source;
  const samples = (await readSamples(letter, language)).filter(({ hostile }) => !hostile);
  if ((await syntaxFaults(source)).length > 0) return { letter, language, reports: [] };
  const { rendered } = await renderSamples(source, samples);
  return { letter, language, reports: rendered.map((one) => plainReport(source, one)) };
}
