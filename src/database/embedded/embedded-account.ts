import { readFile, stat } from 'node:fs/promises';
import { ConfigurationFailure } from '../../failure.ts';

/** The account that PostgreSQL's processes run as; empty means our own. */
export interface SystemAccount {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root, so as root it runs as the account that owns the data already, else as
 * `postgres`, else as `nobody`. No account is created: nothing outside TIDINGS_HOME is changed.
 */
export async function accountFor(dataFolder: string): Promise<SystemAccount> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(dataFolder).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts
      .split('\n')
      .map((line) => line.split(':'))
      .find((line) => line[0] === name);
    if (fields && Number(fields[2]) > 0) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new ConfigurationFailure(
    'PostgreSQL refuses to run as root, and there is no account postgres or nobody to run it as. ' +
      'Start Tidings as an ordinary user, or set DATABASE_URL.',
  );
}
