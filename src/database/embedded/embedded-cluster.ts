import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationFailure } from '../../failure.ts';
import type { SystemAccount } from './embedded-account.ts';
import type { Binaries } from './embedded-binaries.ts';
import { environmentOfChildren } from './embedded-environment.ts';

const MAJOR = '18';

/** Where the embedded database keeps its things, all under TIDINGS_HOME. */
export interface Places {
  readonly home: string;
  readonly data: string;
  readonly password: string;
  readonly port: string;
  readonly log: string;
  readonly lock: string;
}

export const placesUnder = (home: string): Places => ({
  home,
  data: path.join(home, 'postgres'),
  password: path.join(home, 'postgres.password'),
  port: path.join(home, 'postgres.port'),
  log: path.join(home, 'postgres.log'),
  lock: path.join(home, 'postgres.lock'),
});

/** Makes TIDINGS_HOME, and lets the account that PostgreSQL runs as pass through it: no more than that. */
export async function makeHome(home: string, account: SystemAccount): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    if (account.uid === undefined || account.gid === undefined) return;
    const { mode, uid } = await stat(home);
    const passable = (mode & 0o001) !== 0 || uid === account.uid;
    if (!passable) {
      await chown(home, uid, account.gid);
      await chmod(home, (mode & 0o777) | 0o010);
    }
  } catch (error) {
    throw new ConfigurationFailure(
      `TIDINGS_HOME ${home} cannot be made (${String(error)}). Choose a folder that can be written.`,
    );
  }
}

/** The password of the embedded database, drawn at first use and kept with mode 600. */
export async function passwordIn(places: Places): Promise<string> {
  const kept = await readFile(places.password, 'utf8').catch(() => '');
  if (kept.trim() !== '') return kept.trim();
  const drawn = randomBytes(24).toString('base64url');
  // Written aside and renamed: a crash between leaves no half password.
  await writeFile(`${places.password}.new`, drawn, { mode: 0o600 });
  await rename(`${places.password}.new`, places.password);
  return drawn;
}

/**
 * Makes the cluster when there is none. It is made aside and renamed when complete, so a crash in the middle
 * leaves nothing that looks like a database. Call it under the process lock.
 */
export async function ensureCluster(
  places: Places,
  binaries: Binaries,
  account: SystemAccount,
): Promise<void> {
  const version = await readFile(path.join(places.data, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version?.trim() === MAJOR) return;
  if (version !== null) {
    throw new ConfigurationFailure(
      `${places.data} was made by PostgreSQL ${version.trim()}, and this Tidings brings ${MAJOR}. ` +
        'Dump it with the Tidings that made it and load it into a new one, or set DATABASE_URL.',
    );
  }
  for (const name of await readdir(places.home)) {
    if (name.startsWith('postgres.new-'))
      // An initdb whose starter was killed may be writing there still, until it notices.
      await rm(path.join(places.home, name), {
        recursive: true,
        force: true,
        maxRetries: 20,
        retryDelay: 100,
      });
  }
  const aside = path.join(places.home, `postgres.new-${process.pid}`);
  const passwordFile = `${aside}-password`;
  await mkdir(aside, { mode: 0o700 });
  await writeFile(passwordFile, await passwordIn(places), { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    await chown(aside, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  try {
    await initdb(binaries, account, aside, passwordFile);
    await rename(aside, places.data);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function initdb(
  binaries: Binaries,
  account: SystemAccount,
  folder: string,
  passwordFile: string,
): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Order is by bytes everywhere, letters still know upper and lower case, and no locale need be installed.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  const said = await new Promise<string | null>((resolve) => {
    const child = spawn(binaries.initdb, args, {
      ...account,
      env: environmentOfChildren(),
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: '/',
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-4000);
    });
    child.on('error', (error) => resolve(String(error)));
    child.on('close', (code) => resolve(code === 0 ? null : errors.trim()));
  });
  if (said !== null) throw explainServer(said, folder);
}

/** Turns what a PostgreSQL program said into what to do about it. */
export function explainServer(said: string, folder: string): ConfigurationFailure {
  const tail = said.split('\n').slice(-3).join(' ').trim();
  if (/No space left on device/.test(said)) {
    return new ConfigurationFailure(`The disk of ${folder} is full. Make room and start again. (${tail})`);
  }
  if (/EACCES|Permission denied/.test(said)) {
    return new ConfigurationFailure(
      `The embedded PostgreSQL may not read or write ${folder}, or may not reach its own programs. As root it runs ` +
        'as the account postgres or nobody, which must be able to pass through every folder on the way: use folders ' +
        `such as /opt and /var/lib, start Tidings as an ordinary user, or set DATABASE_URL. (${tail})`,
    );
  }
  return new ConfigurationFailure(
    `The embedded PostgreSQL in ${folder} did not start: ${tail} Mend that, or set DATABASE_URL to one of yours.`,
  );
}
