import { z } from 'zod';
import { zoneOf } from '../../calendar/zone.ts';
import { readUsual } from '../../ledger/memory/usual-times.ts';
import type { PathFault } from '../../policy/faults.ts';
import { openStages } from '../../source/find/open-stages.ts';
import { KnownTimes } from '../../usual/known-times.ts';
import { stagesKnown } from '../../usual/stages-known.ts';
import { type ConsoleWorld, form, page, type Route, type Shown, type Visit } from '../frame/routes.ts';
import type { Typed } from '../show/policy-form.ts';
import { stageChanges, stageRows } from '../show/stages-form.ts';
import { lookAt, POLICY_LIMIT, policyNow, typedForm } from './policy.ts';

/** What each stage of the company means, and how long it may take, beside how long it usually does. */
export const stagesPages = (world: ConsoleWorld): readonly Route[] => {
  const shown = async (
    { say }: Visit,
    typed: Typed | null = null,
    faults: readonly PathFault[] = [],
  ): Promise<Shown> => {
    const { databases, rules, policyFile } = world;
    const [{ layers }, open, kept] = await Promise.all([
      policyNow(world),
      openStages(databases.sourcePool, rules.sourceSchema),
      readUsual(databases.ledgerPool),
    ]);
    const time = { calendar: rules.calendar, zone: zoneOf(rules.company.timeZone) };
    const known = kept === null ? [] : stagesKnown(new KnownTimes(kept.usual, time));
    return {
      view: 'settings-stages',
      status: faults.length === 0 ? 200 : 422,
      data: {
        ...stageRows(layers, { open, known }, say, typed, faults),
        hasUsual: kept !== null,
        faults: faults.length,
        policyFile,
      },
    };
  };
  return [
    page('/settings/stages', 'read', z.unknown(), (visit) => shown(visit)),
    form(
      '/settings/stages',
      'administer',
      typedForm,
      async (visit, typed) => {
        const { layers, published } = await policyNow(world);
        const changes = stageChanges(typed, layers);
        return lookAt(world, visit, { published, changes, back: '/settings/stages' }, (faults) =>
          shown(visit, typed, faults),
        );
      },
      POLICY_LIMIT,
    ),
  ];
};
