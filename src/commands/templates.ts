import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, Option } from 'commander';
import { ConfigurationFailure } from '../failure.ts';
import { readSamples } from '../ledger/letter-samples.ts';
import { readShippedTemplates } from '../ledger/shipped-templates.ts';
import { faultLine } from '../letters/check/fault.ts';
import { renderSamples } from '../letters/check/renders.ts';
import { checkTemplates, syntaxFaults } from '../letters/check.ts';
import { completionsFor } from '../letters/completions.ts';
import { ALL_LETTERS } from '../letters/letter-kinds.ts';
import { readPhrases } from '../letters/phrases.ts';
import { plainReport } from '../letters/plain-report.ts';
import { compileTemplate, type TemplateSource } from '../letters/template.ts';
import { column, oneLine } from './columns.ts';
import { plainTable, type Reported } from './plain-table.ts';

/** `tidings templates`: check every letter, or render one to look at it. */
export function templatesCommand(): Command {
  const templates = new Command('templates').description('check the letter templates, or look at one');
  templates
    .command('check')
    .description(
      'read every letter in every language: traps, unknown variables, missing answers, words we never use',
    )
    .option('--report', 'print how plainly each letter speaks: words, sentences, readability, answers')
    .option('--json', 'print the faults, and the reports, as JSON')
    .action(check);
  templates
    .command('variables')
    .description('list what may stand between the braces of a letter, with examples')
    .argument('<letter>', ALL_LETTERS.join(', '))
    .addOption(new Option('--language <language>', 'language of the examples').default('en'))
    .option('--json', 'print them as JSON')
    .action(variables);
  templates
    .command('render')
    .description('write one letter with sample facts as .html and .txt')
    .argument('<letter>', ALL_LETTERS.join(', '))
    .addOption(new Option('--language <language>', 'language of the letter').default('en'))
    .option('--sample <name>', 'name of the sample in emails/samples; the first one when left out')
    .option('--out <folder>', 'folder to write into', '.')
    .action(render);
  return templates;
}

async function check({ json, report }: { json?: boolean; report?: boolean }): Promise<void> {
  const sources = await readShippedTemplates();
  const faults = await checkTemplates(sources, (source) => readSamples(source.letter, source.language));
  const reports = report ? await Promise.all(sources.map(reported)) : [];
  if (json)
    console.log(JSON.stringify({ templates: sources.length, faults, ...(report && { reports }) }, null, 2));
  else {
    const table = report ? [...plainTable(reports), ''] : [];
    const verdict =
      faults.length === 0
        ? [`${sources.length} templates are sound.`]
        : [...faults.map(faultLine), `${faults.length} faults in ${sources.length} templates.`];
    console.log([...table, ...verdict].join('\n'));
  }
  if (faults.length > 0) process.exitCode = 1;
}

/** A letter that does not compile has no reports; its faults say why. */
async function reported(source: TemplateSource): Promise<Reported> {
  const { letter, language } = source;
  const samples = (await readSamples(letter, language)).filter(({ hostile }) => !hostile);
  if ((await syntaxFaults(source)).length > 0) return { letter, language, reports: [] };
  const { rendered } = await renderSamples(source, samples);
  return { letter, language, reports: rendered.map((one) => plainReport(source, one)) };
}

async function variables(
  name: string,
  { language, json }: { language: string; json?: boolean },
): Promise<void> {
  const source = await theTemplate(name, language);
  const samples = await readSamples(source.letter, language);
  const read = readPhrases(source.phrases, language);
  if ('faults' in read)
    throw new ConfigurationFailure(
      `emails/${language}/phrases.yaml cannot be read: tidings templates check says why.`,
    );
  const { variables, filters, tags } = completionsFor(
    source.letter,
    language,
    read.phrases,
    samples.filter(({ hostile }) => !hostile).map(({ facts }) => facts),
  );
  if (json) return console.log(JSON.stringify({ variables, filters, tags }, null, 2));
  const lines = variables.map(({ path, holds, example }) =>
    oneLine(`${column(path, 32)}${column(holds, 12)}${example ?? ''}`),
  );
  console.log([...lines, '', `filters: ${filters.join(', ')}`, `tags: ${tags.join(', ')}`].join('\n'));
}

async function theTemplate(name: string, language: string): Promise<TemplateSource> {
  const letter = ALL_LETTERS.find((kind) => kind === name);
  if (!letter)
    throw new ConfigurationFailure(`There is no letter "${name}". Letters: ${ALL_LETTERS.join(', ')}.`);
  const source = (await readShippedTemplates([language])).find((one) => one.letter === letter);
  if (!source) throw new ConfigurationFailure(`emails/${language}/${letter}.mjml is missing: write it.`);
  return source;
}

async function render(
  name: string,
  { language, sample, out }: { language: string; sample?: string; out: string },
): Promise<void> {
  const source = await theTemplate(name, language);
  const { letter } = source;
  const samples = await readSamples(letter, language);
  const chosen = sample === undefined ? samples[0] : samples.find((one) => one.name === sample);
  if (!chosen) {
    const names = samples.map((one) => `"${one.name}"`).join(', ');
    throw new ConfigurationFailure(
      `emails/samples/${letter}.yaml has no sample "${sample}". It has: ${names}.`,
    );
  }
  const { html, text, subject } = (await compileTemplate(source)).render(chosen.facts);
  await mkdir(out, { recursive: true });
  const file = path.join(out, `${language}-${letter}`);
  await Promise.all([
    writeFile(`${file}.html`, html),
    writeFile(`${file}.txt`, `Subject: ${subject}\n\n${text}`),
  ]);
  console.log(`${file}.html\n${file}.txt`);
}
