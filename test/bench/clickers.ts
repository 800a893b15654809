import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { fromAnywhere } from '../support/console.ts';

// People who click through the console, in a process of their own: each looks at a page for a while, then asks for the next.
// Told whom by its first message; ends at its second one, and says how many pages they had.
const asked = z.object({
  url: z.string(),
  cookies: z.array(z.string()),
  paths: z.array(z.string()),
  /** Milliseconds that somebody looks at a page. */
  looks: z.number(),
});

let over = false;
let pages = 0;
let failed = 0;

async function click(
  { url, paths, looks }: z.infer<typeof asked>,
  cookie: string,
  first: number,
): Promise<void> {
  // They do not all click at the same moment.
  await sleep(Math.random() * looks);
  for (let nth = first; !over; nth += 1) {
    const answer = await fetch(`${url}${paths[nth % paths.length]}`, {
      headers: { cookie, ...fromAnywhere() },
    });
    await answer.text();
    pages += 1;
    if (answer.status !== 200) failed += 1;
    await sleep(looks * (0.5 + Math.random()));
  }
}

process.once('message', async (message) => {
  const wanted = asked.parse(message);
  process.once('message', () => {
    over = true;
  });
  const begun = performance.now();
  await Promise.all(wanted.cookies.map((cookie, nth) => click(wanted, cookie, nth * 3)));
  process.send?.({ pages, failed, seconds: (performance.now() - begun) / 1_000 });
  process.disconnect?.();
});
process.send?.('ready');
