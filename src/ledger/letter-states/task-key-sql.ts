// Keys of tasks in statements that make them for many rows at once: made by the functions of customer/task-key.ts, of
// columns instead of values, so that both are the same to the byte.

/** SQL: a part of a key that stands in an expression; text. */
export const partInSql = (expression: string): string => `' || ${expression} || '`;

/** SQL: an expression for a key, some of whose parts are `partInSql`. */
export const keyInSql = (key: string): string => `'${key}'`;
