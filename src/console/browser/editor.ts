// The template editor of the console; bundled by build-assets.mjs. Without it the page is a form that does the same.
import type { EditorView } from '@codemirror/view';
import { ask } from './asking.ts';
import { codeView, goTo, type Mark, mark } from './code-view.ts';
import { Saving } from './saving.ts';

/** Milliseconds after the last key. */
const LOOK_AFTER = 250;
const LINT_AFTER = 600;

const form = document.querySelector<HTMLFormElement>('form#editor');
const area = document.querySelector<HTMLTextAreaElement>('textarea#content');
const [mount, look, faults, told, conflict] = ['mount', 'look', 'faults', 'saved', 'conflict'].map((id) =>
  document.getElementById(id),
);
if (form && area && mount && look && faults && told && conflict)
  start({ form, area, mount, look, faults, told, conflict });

interface Page {
  readonly form: HTMLFormElement;
  readonly area: HTMLTextAreaElement;
  readonly mount: HTMLElement;
  readonly look: HTMLElement;
  readonly faults: HTMLElement;
  readonly told: HTMLElement;
  readonly conflict: HTMLElement;
}

function start(page: Page): void {
  const { form, area, mount } = page;
  const label = document.querySelector<HTMLLabelElement>('label[for="content"]');
  const keys = document.getElementById('keys');
  const sync = (): void => {
    area.value = view.state.doc.toString();
  };
  const view = codeView(mount, {
    text: area.value,
    language: form.dataset.kind === 'phrases' ? 'yaml' : 'mjml',
    label: [label?.textContent, keys?.textContent].join('. '),
    offers: form.dataset.completions,
    onChange: () => {
      saving.soon();
      seeing.soon();
      linting.soon();
    },
  });
  const replace = (text: string): void =>
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  const saving = new Saving({ form, told: page.told, conflict: page.conflict, sync, take: replace });
  const seeing = later(LOOK_AFTER, (signal) => see(page, sync, signal));
  const linting = later(LINT_AFTER, (signal) => lint(page, view, sync, signal));

  area.hidden = true;
  if (keys) keys.hidden = false;
  mount.classList.add('code');
  label?.addEventListener('click', () => view.focus());
  for (const control of form.querySelectorAll<HTMLElement>('select, input[name="dark"]'))
    control.addEventListener('change', () => {
      // Another letter has other samples and other variables: the page comes anew with all that was typed.
      if (control.getAttribute('name') === 'as')
        form.requestSubmit(form.querySelector('button[value="preview"]'));
      else seeing.now();
    });
  form.addEventListener('submit', (event) => {
    sync();
    const pressed = event.submitter;
    if (!(pressed instanceof HTMLButtonElement) || pressed.hasAttribute('formaction'))
      return saving.handedOver();
    const saves = pressed.value === 'save';
    if (!saves && pressed.value !== 'check') return saving.handedOver();
    event.preventDefault();
    if (saves) void saving.now();
    else linting.now();
  });
  if (form.dataset.line !== undefined) goTo(view, Number(form.dataset.line));
  if (form.dataset.dirty === 'true') saving.soon();
  if (page.look.querySelector('[data-awaited]')) seeing.now();
  linting.soon();
}

async function see({ form, look }: Page, sync: () => void, signal: AbortSignal): Promise<void> {
  sync();
  const part = await ask('/templates/look', form, signal);
  if (signal.aborted) return;
  if (part?.status === 200) look.replaceChildren(...part.body.childNodes);
  else say(look, form.dataset.noLook);
}

async function lint(
  { form, faults }: Page,
  view: EditorView,
  sync: () => void,
  signal: AbortSignal,
): Promise<void> {
  sync();
  const part = await ask('/templates/lint', form, signal);
  if (signal.aborted || part?.status !== 200) return;
  const marks = [...part.body.querySelectorAll<HTMLElement>('li[data-here="true"]')].flatMap(
    (item): Mark[] => {
      const { line = '', column = '' } = item.dataset;
      const message = item.querySelector('span')?.textContent ?? '';
      return line === '' ? [] : [{ line: Number(line), column: Number(column), message }];
    },
  );
  mark(view, marks);
  // Read aloud only when it says something new.
  if (faults.textContent !== part.body.textContent) faults.replaceChildren(...part.body.childNodes);
}

/** Does something a while after it was last asked to, and gives up what it was doing before. */
function later(pause: number, work: (signal: AbortSignal) => Promise<void>): { soon(): void; now(): void } {
  let timer = 0;
  let before = new AbortController();
  const now = (): void => {
    window.clearTimeout(timer);
    before.abort();
    before = new AbortController();
    void work(before.signal);
  };
  return {
    now,
    soon: () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(now, pause);
    },
  };
}

function say(where: HTMLElement, text: string | undefined): void {
  const paragraph = document.createElement('p');
  paragraph.className = 'caution';
  paragraph.textContent = text ?? '';
  where.replaceChildren(paragraph);
}
