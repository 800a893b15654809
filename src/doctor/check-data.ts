import { isoDay, isoInstant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { FeedName } from '../customer/ids.ts';
import { readInForce } from '../ledger/documents/documents-in-force.ts';
import { readPhrases } from '../letters/language/phrases.ts';
import { phrasesOf } from '../letters/template/documents.ts';
import { feedAgeFault, feedText } from '../policy/feed.ts';
import { stageNamed } from '../policy/stage.ts';
import { type DataState, readDataState } from '../source/find/data-state.ts';
import { readFeedsInUse } from '../source/find/feeds-in-use.ts';
import { openStages } from '../source/find/open-stages.ts';
import type { Patient } from './check-result.ts';

/** What is in the company's tables, and what of it is to be mended. */
export interface DataReport extends Omit<DataState, 'reasons'> {
  /** Reasons that no letter has words for. */
  readonly unknown_reasons: DataState['reasons'];
  readonly unmapped_stages: readonly { readonly stage: string; readonly items: number }[];
  readonly feeds: readonly {
    readonly name: FeedName;
    readonly fresh_as_of: string | null;
    readonly fault: string | null;
  }[];
}

type DataPatient = Pick<Patient, 'databases' | 'rules' | 'clock'>;

/**
 * Looks through the data themselves, not their shape: a whole pass over what is open.
 * @param onStep is told what is looked at, and how many of how many steps are done
 */
export async function checkData(
  { databases, rules, clock }: DataPatient,
  onStep: (what: string, done: number, of: number) => void,
): Promise<DataReport> {
  const { sourcePool } = databases;
  const now = clock.now();
  const today = isoDay(zoneOf(rules.company.timeZone).dayAt(now));
  const { reasons, ...state } = await readDataState(sourcePool, rules.sourceSchema, today, onStep);
  const known = await knownReasons({ databases, rules });
  const stages = await openStages(sourcePool, rules.sourceSchema);
  const { fresh, inUse } = await readFeedsInUse(sourcePool, rules.sourceSchema);
  return {
    ...state,
    unknown_reasons: reasons.filter(({ reason }) => !known.has(reason)),
    unmapped_stages: stages.filter(({ stage }) => !stageNamed(stage, rules).mapped),
    feeds: inUse.map((name) => {
      const at = fresh.get(name);
      const fault = feedAgeFault(name, fresh, rules, now);
      return {
        name,
        fresh_as_of: at === undefined ? null : isoInstant(at),
        fault: fault && feedText(fault),
      };
    }),
  };
}

/** The codes that every language of the company has words for. */
async function knownReasons({
  databases,
  rules,
}: Pick<DataPatient, 'databases' | 'rules'>): Promise<ReadonlySet<string>> {
  const { documents } = await readInForce(databases.ledgerPool);
  const ofEach = rules.company.languages.map((language) => {
    const read = readPhrases(documents.get(phrasesOf(language)) ?? '', language);
    return 'phrases' in read ? Object.keys(read.phrases.reasons) : [];
  });
  const [first = [], ...others] = ofEach;
  return new Set(first.filter((code) => others.every((codes) => codes.includes(code))));
}
