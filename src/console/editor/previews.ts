import { randomBytes } from 'node:crypto';

/** Somebody looks at one and writes on: what came before is of use to nobody. */
const OF_ONE_SESSION = 6;
/** Characters of all together. */
const MOST = 16_000_000;

interface KeptPreview {
  readonly owner: string;
  readonly html: string;
}

/** Rendered letters for a while, each for the session that asked: a frame loads them by an id that nobody can guess. */
export class Previews {
  readonly #kept = new Map<string, KeptPreview>();
  #size = 0;

  /** @returns its id */
  keep(owner: string, html: string): string {
    const id = randomBytes(18).toString('base64url');
    this.#kept.set(id, { owner, html });
    this.#size += html.length;
    const own = [...this.#kept].filter(([, each]) => each.owner === owner);
    for (const [old] of own.slice(0, -OF_ONE_SESSION)) this.#drop(old);
    for (const old of this.#kept.keys()) {
      if (this.#size <= MOST || old === id) break;
      this.#drop(old);
    }
    return id;
  }

  /** Null: there is none, it is over, or it is another session's. */
  of(owner: string, id: string): string | null {
    const found = this.#kept.get(id);
    return found?.owner === owner ? found.html : null;
  }

  #drop(id: string): void {
    this.#size -= this.#kept.get(id)?.html.length ?? 0;
    this.#kept.delete(id);
  }
}

/** A letter as a reader with light or with dark colours sees it, whatever this browser prefers. */
export const inScheme = (html: string, scheme: 'light' | 'dark'): string =>
  html
    .replaceAll(
      /\(\s*prefers-color-scheme\s*:\s*dark\s*\)/g,
      scheme === 'dark' ? '(min-width: 0)' : '(max-width: 0)',
    )
    .replaceAll(/(<meta name="(?:supported-)?color-schemes?" content=")light dark"/g, `$1${scheme}"`);
