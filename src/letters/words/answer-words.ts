import type { Answer } from '../../customer/answers.ts';
import type { LetterFacts } from '../facts/letter-facts.ts';
import { clean, LENGTHS } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';

/** An answer with the address that it is written to. */
export interface Offer {
  readonly answer: Answer;
  readonly address: string;
}

/** Stands in a rendered letter where its answers go: a character of private use, which no letter says. */
export const ANSWERS_HERE = '\ue010';

/** The answers of a letter as HTML and as text; both empty where it offers none, or its phrases are of before there were any. */
export function answerBlock(
  offers: readonly Offer[],
  facts: LetterFacts,
  { answers: say }: Sentences,
): { readonly html: string; readonly text: string } {
  if (!say || offers.length === 0) return { html: '', text: '' };
  const number = numberIn(facts);
  const links = offers.map(({ answer, address }) => {
    const { label, subject, body } = say[answer];
    const about = { number };
    const written = `subject=${encoded(subject(about))}&body=${encoded(`${body(about)}\n`)}`;
    return {
      label: label(about), // Some programs take a plus for a blank.
      href: `mailto:${address.replace('+', '%2B')}?${written}`,
      address,
    };
  });
  const lead = say.lead({});
  const buttons = links.map(
    ({ label, href }) =>
      `<a class="answer" href="${escaped(href)}" style="display:inline-block;margin:0 8px 8px 0;padding:9px 16px;border:1px solid #0b5a8a;border-color:currentColor;border-radius:6px;color:#0b5a8a;text-decoration:none;">${escaped(label)}</a>`,
  );
  return {
    html: `<p>${escaped(lead)}</p><p>${buttons.join(' ')}</p>`,
    text: `${lead}\n${links.map(({ label, address }) => `– ${label}: ${address}`).join('\n')}`,
  };
}

/** The order or the invoice, where the letter is about one; null where it is about several. */
function numberIn(facts: LetterFacts): string | null {
  const items = 'invoices' in facts ? facts.invoices : 'items' in facts ? facts.items : [];
  const [first] = items;
  return items.length === 1 && first ? clean(first.number, LENGTHS.number) : null;
}

/** RFC 6068: a line break is %0D%0A, and what programs take for a quote is encoded too. */
const encoded = (text: string): string =>
  encodeURIComponent(text.replace(/\n/g, '\r\n')).replace(
    /['()*!]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
