import { ask, type PagePart, tokenNow } from './asking.ts';

/** Milliseconds after the last key. */
const PAUSE = 900;

export interface SavingParts {
  readonly form: HTMLFormElement;
  /** Where it is said what became of it. */
  readonly told: HTMLElement;
  readonly conflict: HTMLElement;
  /** Puts what was typed into the form; to take another text instead, it is given. */
  readonly sync: () => void;
  readonly take: (text: string) => void;
}

/** Saves the draft while somebody types. What cannot be saved stays in the page, and is said to be there. */
export class Saving {
  readonly #parts: SavingParts;
  #timer = 0;
  #underWay = false;
  #unsaved = false;
  #stopped = false;

  constructor(parts: SavingParts) {
    this.#parts = parts;
    window.addEventListener('beforeunload', (event) => {
      if (this.#unsaved) event.preventDefault();
    });
  }

  /** Somebody typed. */
  soon(): void {
    this.#unsaved = true;
    if (this.#stopped) return;
    this.#say(this.#parts.form.dataset.unsaved);
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.now(), PAUSE);
  }

  /** The page goes on to another with all that was typed. */
  handedOver(): void {
    this.#unsaved = false;
    window.clearTimeout(this.#timer);
  }

  async now(): Promise<void> {
    window.clearTimeout(this.#timer);
    if (this.#underWay) return this.soon();
    this.#underWay = true;
    this.#unsaved = false;
    this.#parts.sync();
    this.#say(this.#parts.form.dataset.saving);
    const part = await ask('/templates/draft', this.#parts.form);
    this.#underWay = false;
    if (part?.status === 200) return this.#saved(part);
    this.#unsaved = true;
    if (part?.status === 409) return this.#conflict(part);
    if (part?.status === 401 || part?.status === 403) return this.#signedOut();
    this.#say(this.#parts.form.dataset.failed);
  }

  #saved({ body }: PagePart): void {
    const revision = body.querySelector<HTMLElement>('[data-revision]')?.dataset.revision;
    this.#put('revision', revision ?? '');
    this.#parts.told.replaceChildren(...body.childNodes);
    if (this.#unsaved) this.soon();
  }

  /** Typing goes on and nothing is saved, until the person says whose text stays. */
  #conflict({ body }: PagePart): void {
    this.#stopped = true;
    const { conflict } = this.#parts;
    conflict.replaceChildren(...body.childNodes);
    const shown = conflict.querySelector<HTMLElement>('.conflict');
    const theirs = conflict.querySelector<HTMLTextAreaElement>('.theirs')?.value ?? '';
    const settle = (): void => {
      this.#stopped = false;
      this.#put('revision', shown?.dataset.revision ?? '');
      this.#put('based_on', shown?.dataset.basedOn ?? '');
      conflict.replaceChildren();
    };
    conflict.querySelector('[data-keep]')?.addEventListener('click', () => {
      settle();
      void this.now();
    });
    conflict.querySelector('[data-take]')?.addEventListener('click', () => {
      settle();
      this.#parts.take(theirs);
    });
    this.#say(this.#parts.form.dataset.unsaved);
    conflict.scrollIntoView({ block: 'start' });
  }

  #signedOut(): void {
    const { form, told } = this.#parts;
    const link = document.createElement('a');
    link.href = '/sign-in';
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = form.dataset.signIn ?? '';
    const again = document.createElement('button');
    again.type = 'button';
    again.className = 'quiet';
    again.textContent = form.dataset.again ?? '';
    again.addEventListener('click', async () => {
      this.#put('csrf', (await tokenNow()) ?? '');
      await this.now();
    });
    told.replaceChildren(`${form.dataset.signedOut ?? ''} `, link, ' ', again);
  }

  #say(text: string | undefined): void {
    this.#parts.told.textContent = text ?? '';
  }

  /** In every form of the page: what is discarded or sent next is what was saved last. */
  #put(name: string, value: string): void {
    for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`))
      input.value = value;
  }
}
