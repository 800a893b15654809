/** A place in a file; both count from 1. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
}

export function placeOf(source: string, offset: number): FilePlace {
  const before = source.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
