import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, Option } from 'commander';
import { ConfigurationFailure } from '../failure.ts';
import { readSamples } from '../ledger/letter-samples.ts';
import { expectPhrases } from '../ledger/shipped-templates.ts';
import { faultLine } from '../letters/check/fault.ts';
import { checkTemplates } from '../letters/check.ts';
import { sourcesOf } from '../letters/documents.ts';
import { ALL_LETTERS } from '../letters/letter-kinds.ts';
import { compileTemplate } from '../letters/template.ts';
import { plural } from './columns.ts';
import { filesOption, type Judged, judgedDocuments } from './judged-documents.ts';
import { pullCommand } from './templates-pull.ts';
import { pushCommand } from './templates-push.ts';
import { restoreCommand } from './templates-restore.ts';
import { versionsCommand } from './templates-versions.ts';

/** `tidings templates`: check every letter, render one to look at it, and publish what was changed. */
export function templatesCommand(): Command {
  const templates = new Command('templates').description(
    'check the letter templates, look at one, publish your own',
  );
  templates
    .command('check')
    .description(
      'read every letter in every language: traps, unknown variables, missing answers, words we never use',
    )
    .option('--json', 'print the faults as JSON')
    .addOption(filesOption())
    .action(check);
  templates
    .command('render')
    .description('write one letter with sample facts as .html and .txt')
    .argument('<letter>', ALL_LETTERS.join(', '))
    .addOption(new Option('--language <language>', 'language of the letter').default('en'))
    .option('--sample <name>', 'name of the sample in emails/samples; the first one when left out')
    .option('--out <folder>', 'folder to write into', '.')
    .addOption(filesOption())
    .action(render);
  for (const command of [pullCommand(), pushCommand(), versionsCommand(), restoreCommand()])
    templates.addCommand(command);
  return templates;
}

async function check({ json, ...judged }: Judged & { json?: boolean }): Promise<void> {
  const { documents, languages, published } = await judgedDocuments(judged);
  const sources = sourcesOf(documents, languages);
  const faults = await checkTemplates(sources, (source) => readSamples(source.letter, source.language));
  if (json) console.log(JSON.stringify({ templates: sources.length, faults }, null, 2));
  else if (faults.length === 0)
    console.log(
      `${sources.length} templates are sound${published === 0 ? '' : `, with ${plural(published, 'published document')}`}.`,
    );
  else
    console.log(
      [...faults.map(faultLine), `${faults.length} faults in ${sources.length} templates.`].join('\n'),
    );
  if (faults.length > 0) process.exitCode = 1;
}

async function render(
  name: string,
  { language, sample, out, ...judged }: Judged & { language: string; sample?: string; out: string },
): Promise<void> {
  const letter = ALL_LETTERS.find((kind) => kind === name);
  if (!letter)
    throw new ConfigurationFailure(`There is no letter "${name}". Letters: ${ALL_LETTERS.join(', ')}.`);
  const { documents } = await judgedDocuments(judged);
  expectPhrases(documents, [language]);
  const source = sourcesOf(documents, [language]).find((one) => one.letter === letter);
  if (!source) throw new ConfigurationFailure(`emails/${language}/${letter}.mjml is missing: write it.`);
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
