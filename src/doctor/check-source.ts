import { isoInstant } from '../calendar/time.ts';
import type { FeedName } from '../customer/ids.ts';
import { Templates } from '../ledger/documents/templates.ts';
import { feedAgeFault, feedText } from '../policy/feed.ts';
import { stageNamed } from '../policy/stage.ts';
import { checkContract } from '../source/contract/contract-check.ts';
import { rightsBeyondSelect, sayRights } from '../source/contract/source-rights.ts';
import { readFeeds } from '../source/customers/company.ts';
import { openReasons, openStages } from '../source/find/open-stages.ts';
import { anyConnection } from '../source/rows/snapshot.ts';
import { type CheckFinding, fault, ok, type Patient, warning } from './check-result.ts';

/** The tables or views that we read, column by column. */
export async function checkSource({ databases, rules }: Patient): Promise<CheckFinding[]> {
  const faults = await checkContract(databases.sourcePool, rules.sourceSchema);
  if (faults.length === 0)
    return [ok('source', `schema ${rules.sourceSchema} keeps the contract, column by column`)];
  return faults.map(({ is, table, column, problem }) => {
    const says = `${rules.sourceSchema}.${table}${column === null ? '' : `.${column}`} ${problem}`;
    return is === 'fault' ? fault('source', says) : warning('source', says);
  });
}

/** Where the source has a user of its own, that user may only read; else it is the user who owns our tables. */
export async function checkRights({ config, databases, rules }: Patient): Promise<CheckFinding[]> {
  if (databases.embedded) return [];
  const spare = sayRights(await rightsBeyondSelect(databases.sourcePool, rules.sourceSchema));
  if (spare === null) return [ok('rights', `we may only read schema ${rules.sourceSchema}`)];
  const says = `we may do more in schema ${rules.sourceSchema} than read (${spare})`;
  if (config.sourceDatabaseUrl === null)
    return [
      warning('rights', `${says}; SOURCE_DATABASE_URL with a user who may only read would keep us from it`),
    ];
  return config.sourceRights === 'any'
    ? [warning('rights', `${says}, as SOURCE_RIGHTS allows`)]
    : [
        fault(
          'rights',
          `${says}; \`tidings run\` does not start so: db/roles.sql makes a role that may only read`,
        ),
      ];
}

/** The stages of what is open: policy should know each. */
export async function checkStages({ databases, rules }: Patient): Promise<CheckFinding[]> {
  const stages = await openStages(databases.sourcePool, rules.sourceSchema);
  const unmapped = stages.filter(({ stage }) => !stageNamed(stage, rules).mapped);
  if (stages.length === 0)
    return [warning('stages', 'the source is empty: no order and no job is open, so no letter is written')];
  if (unmapped.length === 0) return [ok('stages', `policy maps all ${stages.length} stages of open items`)];
  return unmapped.map(({ stage, items }) =>
    warning(
      'stages',
      `"${stage}" (${items} open) is not mapped: it counts as in_progress with the default allowance; add it to waiting.stages`,
    ),
  );
}

/** The reasons of what is open: of a code without a sentence letters say nothing. */
export async function checkReasons({ databases, rules }: Patient): Promise<CheckFinding[]> {
  const reasons = await openReasons(databases.sourcePool, rules.sourceSchema);
  const templates = await (await Templates.shipped()).refresh(databases.ledgerPool);
  const isSaid = templates.saysReason(rules.company.languages);
  return reasons
    .filter(({ reason }) => !isSaid(reason))
    .map(({ reason, items }) =>
      warning(
        'reasons',
        `"${reason}" (${items} open) has no sentence in phrases.yaml of each language: letters say nothing about why`,
      ),
    );
}

const WAITING_FEEDS: readonly FeedName[] = ['orders', 'service_jobs'];

/** How fresh the data are that letters of waiting rest on. */
export async function checkFeeds({ databases, rules, clock }: Patient): Promise<CheckFinding[]> {
  const feeds = await readFeeds(await anyConnection(databases.sourcePool, rules.sourceSchema));
  return WAITING_FEEDS.map((name) => {
    const fault = feedAgeFault(name, feeds, rules, clock.now());
    const freshAsOf = feeds.get(name);
    if (fault === null)
      return ok(
        'feeds',
        `${name} ${freshAsOf === undefined ? 'is not watched' : `was fresh at ${isoInstant(freshAsOf)}`}`,
      );
    return warning(
      'feeds',
      `${feedText(fault)}; its letters are held until the export has run and written to feeds`,
    );
  });
}
