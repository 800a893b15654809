import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, Option } from 'commander';
import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { ConfigurationFailure } from '../../failure.ts';
import { readSamples } from '../../ledger/documents/letter-samples.ts';
import { compileShipped } from '../../ledger/documents/templates.ts';
import { type DocumentsAsked, filesOption } from './judged-documents.ts';
import { theTemplate } from './the-template.ts';

/** `tidings templates render LETTER` */
export const renderCommand = (): Command =>
  new Command('render')
    .description('write one letter with sample facts as .html and .txt')
    .argument('<letter>', ALL_LETTERS.join(', '))
    .addOption(new Option('--language <language>', 'language of the letter').default('en'))
    .option('--sample <name>', 'name of the sample in emails/samples; the first one when left out')
    .option('--out <folder>', 'folder to write into', '.')
    .addOption(filesOption())
    .action(render);

async function render(
  name: string,
  { language, sample, out, ...judged }: DocumentsAsked & { language: string; sample?: string; out: string },
): Promise<void> {
  const source = await theTemplate(name, language, judged);
  const { letter } = source;
  const samples = await readSamples(letter, language);
  const chosen = sample === undefined ? samples[0] : samples.find((one) => one.name === sample);
  if (!chosen) {
    const names = samples.map((one) => `"${one.name}"`).join(', ');
    throw new ConfigurationFailure(
      `emails/samples/${letter}.yaml has no sample "${sample}". It has: ${names}.`,
    );
  }
  const { html, text, subject } = (await compileShipped(source)).render(chosen.facts);
  await mkdir(out, { recursive: true });
  const file = path.join(out, `${language}-${letter}`);
  await Promise.all([
    writeFile(`${file}.html`, html),
    writeFile(`${file}.txt`, `Subject: ${subject}\n\n${text}`),
  ]);
  console.log(`${file}.html\n${file}.txt`);
}
