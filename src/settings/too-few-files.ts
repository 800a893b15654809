/** All modules are opened at once, some 450 files; a worker has sockets besides. */
const ENOUGH = 1024;

/**
 * What to do when the program could not be loaded because it may not open so many files, or null when that was not it. Not every part of
 * Node says so itself: a module that could not be opened is said to be missing.
 */
export function tooFewFiles(error: unknown, limit: number | null = openFilesLimit()): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isShort = limit !== null && limit < ENOUGH;
  if (code !== 'EMFILE' && code !== 'ENFILE' && !(isShort && code === 'ERR_MODULE_NOT_FOUND')) return null;
  const now = limit === null ? '' : `, and only ${limit} may be now`;
  return (
    `Tidings must open ${ENOUGH} files at once${now}: raise the limit with \`ulimit -n ${ENOUGH}\` or more before it starts, ` +
    'or with LimitNOFILE= in the unit of systemd.'
  );
}

/** Of this process, as its report tells; null where it does not. */
function openFilesLimit(): number | null {
  const report: unknown = process.report.getReport();
  const limits = field(field(report, 'userLimits'), 'open_files');
  const soft = field(limits, 'soft');
  return typeof soft === 'number' ? soft : null;
}

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
