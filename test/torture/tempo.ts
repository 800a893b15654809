/** How slow a slow server is, in milliseconds. */
export interface Tempo {
  /** A silence that a patient sender outlasts. */
  readonly silence: number;
  /** Between two bytes of a server that sends one at a time. */
  readonly byteEvery: number;
}

export function* endless(byte: string): Generator<string> {
  for (;;) yield byte;
}

/** A line that does not end. */
export const FLOOD = Buffer.alloc(10 * 2 ** 20, 'x');

/** A reply in lines that does not end. */
export const LINES = Buffer.from('250-and so on\r\n'.repeat(100_000));
