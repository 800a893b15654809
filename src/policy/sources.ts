import { z } from 'zod';
import { word } from './value.ts';
import * as read from './words.ts';

const name = word((value) => {
  const called = read.line(value);
  if (/^[a-z0-9][a-z0-9_-]{0,39}$/.test(called)) return called;
  throw new RangeError(`${JSON.stringify(called)} is no name; write small letters, digits, _ and -`);
});
/** `orders*.csv`: letters as they are, * for any of them. */
const pattern = word((value) => {
  const text = read.line(value);
  if (!text.includes('/')) return text;
  throw new RangeError(`${JSON.stringify(text)} is no name of files; name the folder under folder`);
});

/** Folders that the worker watches for files to import. */
export const sources = z
  .array(
    z.strictObject({
      name,
      folder: word((value) => read.line(value)),
      files: pattern.optional(),
      profile: word((value) => read.line(value)).optional(),
      they_are: word(read.oneOf('what files are', ['complete', 'changes'])).optional(),
      skip_bad: word(read.yesOrNo).optional(),
    }),
  )
  .max(50, 'is too long; at most 50 folders are watched')
  .superRefine((all, context) => {
    for (const [index, { name: called, folder }] of all.entries()) {
      if (all.findIndex((each) => each.name === called) < index)
        context.addIssue({ code: 'custom', path: [index, 'name'], message: `names ${called} twice` });
      const alike = all.findIndex((each) => each.folder === folder);
      if (alike < index && all[alike]?.files === all[index]?.files)
        context.addIssue({
          code: 'custom',
          path: [index, 'folder'],
          message: `is watched by ${all[alike]?.name} already; tell them apart by files`,
        });
    }
  });

/** A folder that is watched, and how its files are read. */
export interface WatchedSource {
  readonly name: string;
  /** Absolute, or from where the worker runs. */
  readonly folder: string;
  /** Which files of it; null: all that are read. */
  readonly files: string | null;
  /** A file, or the name of a profile that comes with Tidings; null: files are named like their tables. */
  readonly profile: string | null;
  readonly theyAre: 'complete' | 'changes' | 'not said';
  readonly skipBad: boolean;
}

export const sourcesOf = (file: z.output<typeof sources> | null | undefined): readonly WatchedSource[] =>
  (file ?? []).map((each) => ({
    name: each.name,
    folder: each.folder,
    files: each.files ?? null,
    profile: each.profile ?? null,
    theyAre: each.they_are ?? 'not said',
    skipBad: each.skip_bad ?? false,
  }));
