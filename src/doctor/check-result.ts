import type { Clock } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import type { Rules } from '../policy/rules.ts';
import type { Config } from '../settings/config.ts';

/** What the doctor looks at. */
export interface Patient {
  readonly config: Config;
  readonly databases: Databases;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly policyFile: string;
  /** Migrations of a newer Tidings. */
  readonly newer: readonly string[];
}

/** One thing that the doctor looked at. `warning` is worth knowing; `fault` stops letters or makes them wrong. */
export interface CheckFinding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'fault';
  readonly says: string;
}

export const ok = (check: string, says: string): CheckFinding => ({ check, state: 'ok', says });
export const warning = (check: string, says: string): CheckFinding => ({ check, state: 'warning', says });
export const fault = (check: string, says: string): CheckFinding => ({ check, state: 'fault', says });
