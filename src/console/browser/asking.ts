/** A part of a page that the server answered with. */
export interface PagePart {
  readonly status: number;
  readonly body: HTMLElement;
}

/** Sends the form as it stands. Null: the server could not be reached, or the question was given up. */
export async function ask(
  url: string,
  form: HTMLFormElement,
  signal?: AbortSignal,
): Promise<PagePart | null> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  try {
    const answer = await fetch(url, { method: 'POST', body: fields, ...(signal ? { signal } : {}) });
    return { status: answer.status, body: parsed(await answer.text()) };
  } catch {
    return null;
  }
}

/** The token of whoever is signed in now, as a page of theirs has it. Null: nobody is. */
export async function tokenNow(): Promise<string | null> {
  try {
    const answer = await fetch('/account');
    return parsed(await answer.text()).querySelector<HTMLInputElement>('input[name="csrf"]')?.value ?? null;
  } catch {
    return null;
  }
}

// Nothing in a document that is parsed so runs or loads.
const parsed = (html: string): HTMLElement => new DOMParser().parseFromString(html, 'text/html').body;
