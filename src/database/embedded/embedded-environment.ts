/** What a program needs to be found and to find its libraries, and what Windows gives to any. */
const NEEDED = [
  'PATH',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'TMPDIR',
  'SystemRoot',
  'TEMP',
  'TMP',
  'ProgramData',
] as const;

/**
 * The environment of the embedded PostgreSQL and the programs around it: nothing of ours beyond what they need. Ours holds secrets, and theirs can
 * be read by every process of the account that they run as.
 */
export function environmentOfChildren(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const given = NEEDED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return { ...Object.fromEntries(given), LC_ALL: 'C' };
}
