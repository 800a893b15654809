/*
 * A page that stands open is read anew, so that nobody decides on what was so this morning: after five minutes, once nobody has
 * touched it for two, and never while something is typed, chosen or opened in it.
 */
const STALE = 5 * 60_000;
const QUIET = 2 * 60_000;
const LOOK_EVERY = 15_000;
const TOUCHES = ['keydown', 'pointerdown', 'scroll', 'input'] as const;

const opened = performance.now();
let touched = opened;
let changed = false;
for (const event of TOUCHES)
  window.addEventListener(
    event,
    () => {
      touched = performance.now();
      changed ||= event === 'input';
    },
    { passive: true, capture: true },
  );

/** Somebody is at work on the page. */
const isBusy = (): boolean =>
  changed ||
  document.querySelector('form details[open]') !== null ||
  (document.activeElement?.matches('input, select, textarea') ?? false);

function look(): void {
  const now = performance.now();
  if (document.hidden || now - opened < STALE || now - touched < QUIET || isBusy()) return;
  // What was just done is said once.
  const address = new URL(location.href);
  for (const part of ['notice', 'with', 'seal']) address.searchParams.delete(part);
  location.replace(address);
}

setInterval(look, LOOK_EVERY);
document.addEventListener('visibilitychange', look);
