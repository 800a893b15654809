import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationFailure } from '../failure.ts';
import type { LetterLanguages } from '../policy/letter-languages.ts';
import { type PolicyTexts, parsePolicy } from '../policy/parse.ts';
import type { Rules } from '../policy/rules.ts';
import { ownEmails } from './language-folders.ts';
import { letterLanguages } from './letter-languages.ts';
import { packageRoot } from './package-root.ts';

/** Where a policy may be named. */
export interface PolicySource {
  /** `--policy FILE`, relative to `cwd`. */
  readonly file?: string | undefined;
  /** Of which TIDINGS_POLICY, TIDINGS_HOME and TIDINGS_EMAILS are read. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working folder. */
  readonly cwd: string;
}

/** A policy and where it came from. */
export interface LoadedPolicy {
  readonly rules: Rules;
  /** Absolute path of the file. */
  readonly file: string;
  /** Nobody wrote or named one. */
  readonly isShipped: boolean;
  readonly texts: PolicyTexts;
}

const SHIPPED = path.join(packageRoot, 'policy.yaml');

/**
 * Finds and reads the policy: `--policy FILE`, else TIDINGS_POLICY, else `policy.yaml` in the working folder, else
 * in TIDINGS_HOME (where the demo keeps its own), else the shipped default. Throws ConfigurationFailure when a named file cannot be read, or with every fault in it.
 */
export async function loadRules({ file, env, cwd }: PolicySource): Promise<LoadedPolicy> {
  const shipped = await read(SHIPPED, 'the shipped policy.yaml', 'Install Tidings again.');
  const languages = await letterLanguages(ownEmails(env, cwd));
  const named = file ?? (env.TIDINGS_POLICY?.trim() || undefined);
  if (named !== undefined) {
    const source = file === undefined ? 'TIDINGS_POLICY' : '--policy';
    const text = await read(path.resolve(cwd, named), named, `Correct ${source}, or leave it out.`);
    return loaded(text, named, path.resolve(cwd, named), shipped, languages);
  }

  for (const folder of [cwd, env.TIDINGS_HOME?.trim() || '.tidings']) {
    const own = path.resolve(cwd, folder, 'policy.yaml');
    // In a clone of the project the working folder's file is the shipped one, which is looked at last.
    if (own === SHIPPED) continue;
    const text = await readIfThere(own, own);
    if (text !== null) return loaded(text, path.relative(cwd, own), own, shipped, languages);
  }
  return loaded(shipped, 'the shipped policy.yaml', SHIPPED, shipped, languages);
}

const loaded = (
  text: string,
  name: string,
  file: string,
  shipped: string,
  languages: LetterLanguages,
): LoadedPolicy => ({
  rules: parsePolicy(text, name, shipped, languages),
  file,
  isShipped: file === SHIPPED,
  texts: { file: text, name, shipped, languages },
});

async function read(file: string, name: string, remedy: string): Promise<string> {
  const text = await readIfThere(file, name);
  if (text !== null) return text;
  throw new ConfigurationFailure(`${name}: there is no such policy file (looked for ${file}). ${remedy}`);
}

async function readIfThere(file: string, name: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'EISDIR')
      throw new ConfigurationFailure(`${name}: is a folder; name the policy file in it.`);
    if (code === 'EACCES') {
      throw new ConfigurationFailure(
        `${name}: may not be read by this user (${file}); change its permissions.`,
      );
    }
    throw new ConfigurationFailure(`${name}: cannot be read: ${message}`);
  }
}
