/*
 * Runs in the frame of a letter, in an origin of nobody: it tells the page around it which sentence was pointed at, and how high
 * the letter is. It reads nothing of the page, and whatever it tells is looked up there.
 */
const tell = (message: object): void => window.parent.postMessage(message, '*');
const spanAt = (event: Event): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>('[data-phrase]') : null;
const point = (event: Event): void => {
  event.preventDefault();
  const phrase = spanAt(event)?.dataset.phrase;
  if (phrase !== undefined) tell({ phrase });
};

for (const span of document.querySelectorAll<HTMLElement>('[data-phrase]')) {
  // A sentence within another, or within a link, is pointed at; by the keyboard the list beside the letter has it.
  if (span.parentElement?.closest('[data-phrase], a')) continue;
  span.tabIndex = 0;
  span.setAttribute('role', 'button');
}
document.addEventListener('click', point);
document.addEventListener('keydown', (event) => {
  if ((event.key === 'Enter' || event.key === ' ') && spanAt(event)) point(event);
});
window.addEventListener('message', ({ source, data }) => {
  if (source !== window.parent) return;
  for (const span of document.querySelectorAll<HTMLElement>('[data-phrase]'))
    span.classList.toggle('chosen', span.dataset.phrase === data);
});
// It is laid out anew when its frame gets its width.
new ResizeObserver(() => tell({ height: document.body.getBoundingClientRect().height })).observe(
  document.body,
);
