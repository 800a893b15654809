import { readdirSync } from 'node:fs';

/** Memory and open handles of this process, after its garbage was collected (it needs --expose-gc). */
export function vitalSigns() {
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return {
    rss,
    heapUsed: heapUsed + external,
    handles: process.getActiveResourcesInfo().filter((name) => name !== 'Timeout' && name !== 'Immediate')
      .length,
    files: openFiles(),
  };
}

/** Descriptors of sockets, files and pipes; -1 where the system does not tell. */
function openFiles() {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return -1;
  }
}
