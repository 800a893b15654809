import { RunFailure } from '../../failure.ts';
import { pathsFor } from '../../letters/template/documents.ts';
import { readFolders } from '../../settings/letter-folders.ts';

/** The path of a document as somebody wrote it, with or without `emails/`. @throws RunFailure when there is none such */
export async function theDocument(reference: string): Promise<string> {
  const path = reference.replace(/^(\.\/)?emails\//, '');
  const paths = pathsFor((await readFolders()).languages);
  if (paths.includes(path)) return path;
  throw new RunFailure(
    `${JSON.stringify(reference.slice(0, 80))} is no document. Write one like layout.mjml, en/phrases.yaml or en/late.mjml.`,
  );
}
