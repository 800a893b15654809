import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import type { EditForm } from './edit-form.ts';
import type { Edited } from './edited.ts';
import { LETTER, STORED, type Workbench } from './workbench.ts';

/** What the page of the editor shows around the text: what stands, whom one may write to, and what may be written. */
export async function surroundings(bench: Workbench, edited: Edited, given: EditForm): Promise<object> {
  const { letter, language, kind, path, publication } = edited;
  const [samples, recent, inForce, completions] = await Promise.all([
    bench.samples(letter, language),
    bench.recent(edited),
    bench.inForce(),
    // Sentences have variables of their own.
    kind === 'phrases' ? null : bench.completions(edited),
  ]);
  return {
    path,
    kind,
    letter,
    letterLanguage: language,
    state: (publication?.content ?? null) === null ? 'shipped' : 'published',
    published: publication && { by: publication.by, at: publication.at, why: publication.why },
    languages: languagesOf(edited, inForce.languages),
    choices: choicesFor(edited, inForce.languages),
    as: `${language}/${letter}`,
    stored: samples.map(({ name }) => ({ value: `${STORED}${name}`, name })),
    recent: recent.map(({ id, toName, decidedAt }) => ({ value: `${LETTER}${id}`, toName, decidedAt })),
    sample: given.sample ?? '',
    shown: given.view,
    dark: given.dark === 'on',
    completions,
  };
}

/** The same document in the other languages; the layout serves all. */
const languagesOf = ({ kind, language, path }: Edited, languages: readonly string[]) =>
  kind === 'layout'
    ? []
    : languages.map((each) => ({
        language: each,
        path: path.replace(language, each),
        here: each === language,
      }));

/** The letters by which phrases (of their language) or the layout (of any) can be seen. */
const choicesFor = ({ kind, language }: Edited, languages: readonly string[]) =>
  (kind === 'layout' ? languages : [language]).flatMap((each) =>
    ALL_LETTERS.map((letter) => ({ value: `${each}/${letter}`, language: each, letter })),
  );
