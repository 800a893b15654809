import type pg from 'pg';

/** How often within its patience a line is looked at. */
const LOOKS = 5;
/** Milliseconds; no line is looked at more often. */
const SHORTEST = 50;

/**
 * Gives a connection up whose server owes an answer and has said nothing for so long: its work fails as if the line had been
 * cut, and goes on over another. The kernel alone would wait for a quarter of an hour, or for ever where something
 * between still takes what we send.
 * @param silence milliseconds
 * @returns what changes that span: a new session answers sooner than one at work
 */
export function heedSilence(client: pg.Client, silence: number): (span: number) => void {
  let longest = silence;
  const { connection } = client;
  // `stream` is read anew each time, because TLS replaces it.
  let [waiting, heard, moved] = [false, performance.now(), bytesOf(connection.stream)];
  let answered = moved.written;
  connection.on('readyForQuery', () => {
    waiting = false;
    answered = bytesOf(connection.stream).written;
  });
  const look = setInterval(
    () => {
      const { stream } = connection;
      const now = bytesOf(stream);
      waiting ||= now.written !== answered;
      const moves = now.read !== moved.read || now.written !== moved.written;
      // Rows that wait here for us to read them: it is we who are slow.
      if (!waiting || moves || stream.readableLength > 0) heard = performance.now();
      moved = now;
      if (performance.now() - heard > longest) stream.destroy(new SilentLine(longest));
    },
    Math.max(SHORTEST, silence / LOOKS),
  );
  look.unref();
  connection.once('end', () => clearInterval(look));
  return (span) => {
    longest = span;
  };
}

/** As the system says that a line timed out, so that it counts as cut. */
class SilentLine extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(silence: number) {
    super(
      `the database has said nothing for ${Math.round(silence / 100) / 10} s; the line is given up as dead, and another is opened`,
    );
  }
}

interface Bytes {
  readonly read: number;
  readonly written: number;
}

/** Of a socket, with TLS or without; a stream of another kind counts nothing, and is never given up. */
function bytesOf(stream: object): Bytes {
  const count = (name: 'bytesRead' | 'bytesWritten'): number => {
    const value: unknown = Reflect.get(stream, name);
    return typeof value === 'number' ? value : 0;
  };
  return { read: count('bytesRead'), written: count('bytesWritten') };
}
