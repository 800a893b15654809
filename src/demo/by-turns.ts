/** The nth of some values, beginning anew after the last. */
export function byTurns<Value>(values: readonly Value[], n: number): Value {
  const value = values[n % values.length];
  if (value === undefined) throw new Error('there is nothing to take turns with');
  return value;
}
