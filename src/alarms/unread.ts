import { type Instant, MINUTE } from '../calendar/time.ts';

/** How long a mailbox is unreadable before a person hears of it: a line that was cut, or a server that starts anew, comes back. */
const UNREAD_FOR = 15 * MINUTE;

/** Since when a mailbox cannot be read, and whether that is long enough to tell somebody. */
export class Unread {
  #since: Instant | null = null;

  /**
   * @param why it could not be read just now; null: it could
   * @returns why, once that has lasted a quarter of an hour, and since when
   */
  heard(why: string | null, now: Instant): { readonly why: string | null; readonly since: Instant } {
    if (why === null) this.#since = null;
    // A clock that was set back begins anew.
    else if (this.#since === null || this.#since > now) this.#since = now;
    const since = this.#since ?? now;
    return { why: now - since >= UNREAD_FOR ? why : null, since };
  }
}
