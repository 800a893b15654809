import type { ConsoleWorld } from './routes.ts';

/**
 * Looks that read the company's tables as a round does: one at a time, over connections that are there for it alone.
 */
export class Looks {
  readonly #world: ConsoleWorld;
  #last: Promise<unknown> = Promise.resolve();

  constructor(world: ConsoleWorld) {
    this.#world = world;
  }

  take<Result>(look: (world: ConsoleWorld) => Promise<Result>): Promise<Result> {
    const whole = async (): Promise<Result> => {
      const databases = this.#world.databases.aside('whole');
      try {
        return await look({ ...this.#world, databases });
      } finally {
        await databases.close();
      }
    };
    const turn = this.#last.then(whole);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
