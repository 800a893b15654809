/** SQL for a moment in ISO 8601 to the microsecond, for the place where a page of a list ended. */
export const ISO = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
