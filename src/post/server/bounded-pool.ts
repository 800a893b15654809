import type nodemailer from 'nodemailer';
import type { NodemailerError, SentMessageInfo } from 'nodemailer';
import type { Mail } from '../letter/mail.ts';

type Pool = Pick<ReturnType<typeof nodemailer.createTransport>, 'sendMail' | 'close'>;

/**
 * nodemailer's pool of connections, in which every attempt ends. nodemailer counts silence alone: a server that says
 * a byte now and then would hold an attempt, and the lane it is in, for good. What takes too long is cut off, and
 * further letters go through a new pool: connections of the old one may be held by what is no attempt, such as the
 * answer to RSET.
 */
export class BoundedPool {
  private pool: Pool;
  private readonly retired = new Set<Pool>();
  private underWay = 0;
  private readonly open: () => Pool;
  private readonly giveUpAfter: number;

  /** @param giveUpAfter milliseconds for one attempt, waiting for a connection included */
  constructor(open: () => Pool, giveUpAfter: number) {
    this.open = open;
    this.giveUpAfter = giveUpAfter;
    this.pool = open();
  }

  /** Calls back once, with the error or what the server said. */
  send(mail: Mail, done: (error: NodemailerError | null, info: SentMessageInfo) => void): void {
    const { pool } = this;
    const tooLate = new AbortController();
    const timer = setTimeout(() => {
      this.retire(pool);
      tooLate.abort();
    }, this.giveUpAfter);
    this.underWay++;
    pool.sendMail({ ...mail, signal: tooLate.signal }, (error, info) => {
      clearTimeout(timer);
      this.underWay--;
      done(error, info);
    });
  }

  /** Ends idle connections; attempts under way are finished. */
  close(): void {
    // With nothing under way, whatever a connection still waits for is of no use to anybody.
    for (const pool of [this.pool, ...this.retired]) pool.close({ force: this.underWay === 0 });
  }

  /** Its attempts go on until their own time is over; then all that is left of it is closed. */
  private retire(pool: Pool): void {
    if (pool !== this.pool) return;
    this.pool = this.open();
    this.retired.add(pool);
    setTimeout(() => {
      pool.close({ force: true });
      this.retired.delete(pool);
    }, this.giveUpAfter).unref();
  }
}
