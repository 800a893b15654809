/**
 * What the refusal of a database in the middle of a run means for the person who must act, in one line; null when the
 * error is none of a database, or is a fault of ours. Each batch is written in one transaction: nothing is half-written.
 */
export function databaseFault(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const said = `${error.message.split('\n')[0]}${code === '' ? '' : ` (${code})`}`;
  if (UNFIT.has(code)) {
    return (
      `A table or view is not as it should be: ${said}. Nothing is half-written. ` +
      '`tidings doctor` compares the source with the contract, column by column, and says what to change.'
    );
  }
  if (code === LOCKED) {
    return (
      `A table is locked by somebody else for too long: ${said}. Nothing is half-written. ` +
      '`tidings alarms` of a running worker names the table and the process that keeps it; otherwise look into pg_locks.'
    );
  }
  if (code.startsWith('53')) {
    return `The database has no room left: ${said}. Nothing is half-written; make room and run it again.`;
  }
  if (BEHIND.test(code)) {
    const where = 'where' in error && typeof error.where === 'string' ? error.where.split('\n')[0] : '';
    return (
      `What stands behind a table or view failed: ${said}${where ? `, in ${where}` : ''}. Nothing is half-written; ` +
      'mend the view, or what it reads from, and run it again.'
    );
  }
  if (isCut(error)) {
    return `The connection to the database was cut: ${said}. Nothing is half-written; run it again when it answers.`;
  }
  return null;
}

/** Whether it says that the connection was cut or refused, so that another one may do better. */
export function isCut(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return CUT.test(code) || CUT_MESSAGE.test(error.message);
}

/** Whether it says that there is no such table, or no schema for it: the ledger is not there yet, or older. */
export const isMissingTable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '3F000');

/**
 * Whether a value that was given is none that PostgreSQL can hold: a character 0, a year before the first, a number that is too
 * large. Pages ask with what stands in an address, so there it is the address that is at fault.
 */
export const isUnfitValue = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^22(?:003|007|008|021|P05)$/.test(String(error.code));

/** A foreign server, a function of the company's, a value that a view cannot compute with, a disk that does not answer. */
const BEHIND = /^(HV|P0|38|39|2F|58|22|XX)/;
const LOCKED = '55P03';
/** Undefined column, table, schema or function; another type than expected; no right to read. */
const UNFIT: ReadonlySet<string> = new Set(['42703', '42P01', '3F000', '42883', '42804', '22P02', '42501']);
/** Shutdown by an administrator or a crash, starting up, connection exceptions, and what the network says. */
const CUT = /^(57P0[1-5]|08\w{3}|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/;
/** What pg says without a code. */
const CUT_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
