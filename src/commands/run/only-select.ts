import { ConfigurationFailure } from '../../failure.ts';
import { rightsBeyondSelect, sayRights } from '../../source/contract/source-rights.ts';
import type { OpenWorld } from '../terminal/world.ts';

/**
 * A worker that could write to the company's tables does not start, unless SOURCE_RIGHTS allows it. Without
 * SOURCE_DATABASE_URL the source is in our own database, where `migrate` made it: there is no other user to ask for.
 * @throws ConfigurationFailure naming some of the rights and what to do
 */
export async function expectOnlySelect({
  config,
  databases,
  rules,
}: Pick<OpenWorld, 'config' | 'databases' | 'rules'>): Promise<void> {
  if (config.sourceDatabaseUrl === null || config.sourceRights === 'any') return;
  const spare = sayRights(await rightsBeyondSelect(databases.sourcePool, rules.sourceSchema));
  if (spare === null) return;
  throw new ConfigurationFailure(
    `SOURCE_DATABASE_URL: its user may do more in schema ${rules.sourceSchema} than read (${spare}). A worker needs ` +
      'SELECT and nothing else: take a user like the tidings_source of db/roles.sql, or set SOURCE_RIGHTS=any to start all the same.',
  );
}
