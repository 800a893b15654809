import { readFileSync } from 'node:fs';

/**
 * The secret of a variable, or of the file that its twin `…_FILE` names, without the line break at the file's end.
 * @param name of the variable, such as SMTP_PASSWORD
 * @throws RangeError, a sentence that names the variable and never the secret
 */
export function secretOf(name: string, value: string | null, file: string | null): string | null {
  if (file === null) return value;
  if (value !== null)
    throw new RangeError(`${name} and ${name}_FILE are both set; keep one, unset the other.`);
  const secret = contentOf(`${name}_FILE`, file);
  if (secret === '') throw new RangeError(`${name}_FILE names ${file}, which is empty.`);
  return secret;
}

/** What a file holds, without the line break at its end. @throws RangeError naming the variable and the file */
export function contentOf(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    throw new RangeError(`${variable} names ${file}, which cannot be read (${code}).`);
  }
}
