import { userInfo } from 'node:os';

/** The name of the account that runs this; a container may have none. */
export function whoRuns(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
