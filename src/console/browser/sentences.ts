// The sentence editor of the console: the letter can be pointed at, and what stands for facts in a sentence is shown as what it is.
// Without it the page is a list of links, and a form with a plain field.
import * as z from 'zod/mini';
import { ask } from './asking.ts';

/** Milliseconds after the last key. */
const LOOK_AFTER = 300;
const TOKEN = /(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/;
/** Letters are no higher; a page must not grow without end. */
const HIGHEST = 4_000;

const heard = z.union([z.object({ phrase: z.string() }), z.object({ height: z.number() })]);
const chips = z.array(z.object({ token: z.string(), said: z.string() }));

const look = document.getElementById('look');
const form = document.querySelector<HTMLFormElement>('form#sentence');
const area = document.querySelector<HTMLTextAreaElement>('textarea#words');

const chosenKey = (): string | null => look?.dataset.chosen ?? null;
const frameNow = (): HTMLIFrameElement | null => look?.querySelector('iframe') ?? null;

window.addEventListener('message', ({ source, data }) => {
  const frame = [...document.querySelectorAll('iframe')].find((each) => each.contentWindow === source);
  const message = heard.safeParse(data);
  if (!frame || !message.success) return;
  if ('height' in message.data) {
    frame.style.height = `${Math.min(HIGHEST, Math.max(200, message.data.height + 24))}px`;
    if (frame === frameNow()) frame.contentWindow?.postMessage(chosenKey(), '*');
    return;
  }
  const { phrase } = message.data;
  const link = [...document.querySelectorAll<HTMLAnchorElement>('a[data-key]')].find(
    (each) => each.dataset.key === phrase,
  );
  if (link) location.assign(link.href);
});

// Choosing is enough: nobody presses a button besides.
for (const select of document.querySelectorAll<HTMLElement>('#shown select, #shown input[type="checkbox"]'))
  select.addEventListener('change', () => select.closest('form')?.requestSubmit());

if (form && area && look) start(form, area, look);

function start(form: HTMLFormElement, area: HTMLTextAreaElement, look: HTMLElement): void {
  const known = new Map(
    chips.parse(JSON.parse(form.dataset.chips ?? '[]')).map((each) => [each.token, each.said]),
  );
  const field = document.createElement('div');
  field.className = 'sentence-field';
  field.id = 'sentence-field';
  field.setAttribute('role', 'textbox');
  field.setAttribute('aria-multiline', 'false');
  field.setAttribute('aria-labelledby', 'words-label');
  field.setAttribute('aria-describedby', 'slips');
  field.setAttribute('contenteditable', 'true');
  field.spellcheck = true;
  field.lang = area.lang;
  field.tabIndex = 0;
  fill(field, area.value, known);
  area.hidden = true;
  area.after(field);
  document.getElementById('words-label')?.addEventListener('click', () => field.focus());

  let timer = 0;
  let before = new AbortController();
  let unsaved = false;
  const changed = (): void => {
    area.value = textOf(field);
    unsaved = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      before.abort();
      before = new AbortController();
      void see(form, look, before.signal);
    }, LOOK_AFTER);
  };
  field.addEventListener('input', changed);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    form.requestSubmit();
  });
  field.addEventListener('paste', (event) => {
    event.preventDefault();
    insert(
      field,
      document.createTextNode((event.clipboardData?.getData('text/plain') ?? '').replace(/\s+/g, ' ')),
    );
    changed();
  });
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[data-token]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      insert(field, chip(button.dataset.token ?? '', known));
      changed();
    });
  }
  window.addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });
  form.addEventListener('submit', () => {
    area.value = textOf(field);
    unsaved = false;
  });
}

function fill(field: HTMLElement, text: string, known: ReadonlyMap<string, string>): void {
  field.replaceChildren(
    ...text
      .split(TOKEN)
      .flatMap((part, nth) => (part === '' ? [] : [nth % 2 === 1 ? chip(part, known) : part])),
  );
}

function chip(token: string, known: ReadonlyMap<string, string>): HTMLElement {
  const span = document.createElement('span');
  span.className = token.startsWith('{%') ? 'chip condition' : 'chip';
  span.contentEditable = 'false';
  span.dataset.token = token;
  span.textContent = known.get(token) ?? token;
  return span;
}

/** Where the caret is in the field; at its end when it is elsewhere. */
function insert(field: HTMLElement, node: Node): void {
  field.focus();
  const selection = window.getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  if (range && field.contains(range.commonAncestorContainer)) {
    range.deleteContents();
    range.insertNode(node);
  } else field.append(node);
  selection?.collapse(
    node.parentNode,
    [...(node.parentNode?.childNodes ?? [])].indexOf(node as ChildNode) + 1,
  );
}

const textOf = (node: Node): string =>
  [...node.childNodes]
    .map((each) => {
      if (each instanceof HTMLElement)
        return each.dataset.token ?? (each.tagName === 'BR' ? '' : textOf(each));
      return each.textContent ?? '';
    })
    .join('')
    .replaceAll('\u00a0', ' ');

async function see(form: HTMLFormElement, look: HTMLElement, signal: AbortSignal): Promise<void> {
  const part = await ask('/sentences/look', form, signal);
  if (signal.aborted || part?.status !== 200) return;
  const slips = document.getElementById('slips');
  const said = part.body.querySelector('#said-slips');
  // Read aloud only when it says something new.
  if (slips && said && slips.textContent !== said.textContent) slips.replaceChildren(...said.childNodes);
  const seen = part.body.querySelector('#said-look');
  if (seen?.querySelector('iframe')) look.replaceChildren(...seen.childNodes);
}
