import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { tidings } from '../support/tidings.ts';
import { type Figure, type Setting, skipped, unless } from './ordeal.ts';
import { ownServer } from './own-server.ts';
import { type DatabaseFault, underFaults } from './under-faults.ts';

const run = promisify(execFile);
/** A new database takes some 70 MB. */
const DISK = '192m';
const FULL_FOR = 6_000;
const PIECE = Buffer.alloc(2 ** 20);

/** A database on a small disk of its own, which is filled up until nothing more can be written, and then has room again. */
export async function fullDisk(setting: Setting): Promise<readonly Figure[]> {
  const disk = await mkdtemp(path.join(tmpdir(), 'tidings-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', disk]);
  } catch (error) {
    await rm(disk, { recursive: true });
    const why = error instanceof Error ? (error.message.split('\n')[1] ?? error.message) : String(error);
    setting.say(`SKIPPED: a full disk needs the right to mount one, as root has it (${why.trim()})`);
    return [skipped('a full disk', 'no mount')];
  }
  try {
    const server = await ownServer(disk);
    try {
      const figures = await underFaults(setting, server, [full(disk)]);
      return figures.map((figure) => ({ ...figure, what: `full disk: ${figure.what}` }));
    } finally {
      await server.close();
    }
  } finally {
    await run('umount', [disk]).catch(() => run('umount', ['-l', disk]));
    await rm(disk, { recursive: true, force: true });
  }
}

const full = (disk: string): DatabaseFault => {
  const ballast = path.join(disk, 'ballast');
  let brakes = 0;
  return {
    name: 'nothing more can be written',
    inflict: async ({ home }) => {
      // What the database frees meanwhile is taken too.
      for (const until = performance.now() + FULL_FOR; performance.now() < until; ) {
        const room = await appendFile(ballast, PIECE).then(
          () => true,
          () => false,
        );
        if (!room) await sleep(20);
      }
      // Whoever sees that something is wrong now must be able to stop everything.
      const { code } = await tidings({ cwd: '/tmp', env: { TIDINGS_HOME: home } }, 'pause', '--why', 'full');
      brakes = code === 0 ? 1 : 0;
    },
    mend: async (server) => {
      await rm(ballast, { force: true });
      // PostgreSQL gives up when it cannot write its log: whoever runs the machine makes room and starts it.
      await sleep(500);
      await server.start();
      const { code } = await tidings({ cwd: '/tmp', env: { TIDINGS_HOME: server.home } }, 'resume');
      if (code !== 0) brakes = 0;
    },
    figures: () => [unless('`tidings pause` worked on the full disk, and `resume` after it', brakes === 1)],
  };
};
