import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationFailure } from '../../failure.ts';
import { didYouMean } from '../../policy/nearest.ts';
import { packageRoot } from '../../settings/package-root.ts';
import { type Profile, readProfile } from '../profile/profile.ts';

const SHIPPED = path.join(packageRoot, 'profiles');
const ENDING = '.yaml';

/** The profiles that come with Tidings, by name. */
export const shippedProfiles = async (): Promise<readonly string[]> =>
  (await readdir(SHIPPED))
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();

/**
 * Reads a profile: a file by its path from `folder`, or one that comes with Tidings by its name.
 * @throws ConfigurationFailure when there is none, or with every fault in it
 */
export async function loadProfile(named: string, folder: string): Promise<Profile> {
  const shipped = await shippedProfiles();
  const file = shipped.includes(named)
    ? path.join(SHIPPED, `${named}${ENDING}`)
    : path.resolve(folder, named);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new ConfigurationFailure(
      `There is no profile ${named}${didYouMean(named, shipped)} (looked for ${file}). Tidings brings: ${shipped.join(', ')}.`,
    );
  });
  const profile = readProfile(text, path.basename(file));
  if ('title' in profile) return profile;
  throw new ConfigurationFailure(profile);
}
