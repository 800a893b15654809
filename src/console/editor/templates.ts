import { z } from 'zod';
import { ALL_LETTERS, type AnyLetterKind } from '../../customer/letter-kinds.ts';
import type { DocumentsInForce } from '../../ledger/documents/documents-in-force.ts';
import { listDrafts } from '../../ledger/documents/drafts.ts';
import type { Fault } from '../../letters/check/fault.ts';
import { fileOf, LAYOUT, phrasesOf } from '../../letters/template/documents.ts';
import { isStaffLetter } from '../../letters/template/variables.ts';
import { type ConsoleWorld, form, page, type Route } from '../frame/routes.ts';
import { codeSearchPages } from './code-search.ts';
import { sentencePages } from './sentences.ts';
import { editorPages } from './template-editor.ts';
import { livePages } from './template-live.ts';
import { publishingPages } from './template-publishing.ts';
import { testLetterPages } from './template-test.ts';
import { versionPages } from './template-versions.ts';
import { Workbench } from './workbench.ts';

/** Everything about the documents that letters are made with. */
export const templatePages = (world: ConsoleWorld): readonly Route[] => {
  const bench = new Workbench(world);
  return [
    ...listPages(bench),
    ...codeSearchPages(bench, world),
    ...sentencePages(bench),
    ...editorPages(bench),
    ...livePages(bench),
    ...publishingPages(bench),
    ...testLetterPages(bench),
    ...versionPages(bench),
  ];
};

/** One document in the table of all. */
interface Cell {
  readonly path: string;
  readonly language: string;
  /** `spared`: not there, and nobody who reads it reads this language. */
  readonly state: 'missing' | 'spared' | 'published' | 'shipped';
  readonly draftBy: string | null;
  /** Sentences that another language has and this one has not. */
  readonly lacks: number;
  /** Sentences that the published file lacks, so that the shipped ones are said. */
  readonly taken: number;
  readonly faults: number;
}

function listPages(bench: Workbench): readonly Route[] {
  const { databases, desk } = bench.world;
  return [
    page('/templates', 'read', z.unknown(), async () => {
      // Who comes here opens an editor next.
      desk.warm();
      const inForce = await bench.inForce();
      const [drafts, found] = await Promise.all([listDrafts(databases.ledgerPool), bench.faultsInForce()]);
      const missing = bench.missing(inForce);
      const own = bench.ownForCustomers(inForce);
      const cellOf = cellsOf(
        inForce,
        new Map(drafts.map(({ path, by }) => [path, by])),
        missing,
        found ?? [],
      );
      return {
        view: 'templates',
        data: {
          languages: inForce.languages,
          layout: cellOf(LAYOUT, ''),
          phrases: inForce.languages.map((language) => cellOf(phrasesOf(language), language)),
          letters: ALL_LETTERS.map((letter) => ({
            letter,
            cells: inForce.languages.map((language) =>
              spared(cellOf(`${language}/${letter}.mjml`, language), letter, own),
            ),
          })),
          missing: missing.map(({ file, message }) => ({ file, message })),
          checked: found !== null,
          faults: found ?? [],
        },
      };
    }),
    form('/templates/check', 'read', z.unknown(), async () => {
      await bench.checkAll();
      return { to: '/templates', notice: { key: 'templates_checked' } };
    }),
  ];
}

/** @param own languages of the company in which its own people read nothing */
const spared = (cell: Cell, letter: AnyLetterKind, own: readonly string[]): Cell =>
  cell.state === 'missing' && own.includes(cell.language) && isStaffLetter(letter)
    ? { ...cell, state: 'spared' }
    : cell;

function cellsOf(
  { documents, published, taken }: DocumentsInForce,
  drafts: ReadonlyMap<string, string>,
  missing: readonly Fault[],
  faults: readonly Fault[],
): (path: string, language: string) => Cell {
  const times = (list: readonly Fault[], path: string) =>
    list.filter(({ file }) => file === fileOf(path)).length;
  return (path, language) => ({
    path,
    language,
    state: !documents.has(path)
      ? 'missing'
      : (published.get(path)?.content ?? null) !== null
        ? 'published'
        : 'shipped',
    draftBy: drafts.get(path) ?? null,
    lacks: documents.has(path) ? times(missing, path) : 0,
    taken: taken.get(path)?.length ?? 0,
    faults: times(faults, path),
  });
}
