import { type AnyLetterKind, LETTER_TRAITS } from '../../customer/letter-kinds.ts';
import { placeOf } from '../language/place.ts';
import { templateFile } from '../template/files.ts';
import {
  allElements,
  childOf,
  classesOf,
  innerOf,
  type MjmlDocument,
  type MjmlElement,
  parseMjml,
} from '../template/mjml-document.ts';
import type { TemplateSource } from '../template/template.ts';
import { isStaffLetter } from '../template/variables.ts';
import { type Fault, faultAt } from './fault.ts';

const RULE = 'answers';

/** The answers that a letter to a customer gives, in their order; none are asked of a staff letter. */
function answersOf(letter: AnyLetterKind): readonly string[] {
  switch (letter) {
    case 'reminder-friendly':
    case 'reminder-plain':
      return ['what', 'invoices', 'bank', 'pay', 'call'];
    case 'reminder-firm':
    case 'reminder-formal':
      return ['what', 'invoices', 'bank', 'pay', 'next-step', 'call'];
    case 'payment-seen':
      return ['what', 'ends', 'call'];
    case 'correction':
      return ['what', 'said', 'you-can'];
    case 'several-items':
      return ['what', 'why', 'you-can', 'next-word'];
    default:
      if (isStaffLetter(letter)) return [];
      return LETTER_TRAITS[letter].after === 'more'
        ? ['what', 'why', 'doing', 'you-can', 'next-word']
        : ['what', 'you-can'];
  }
}

/** A subject, a preheader, and the answers in their order. */
export function answerFaults(source: TemplateSource): Fault[] {
  const file = templateFile(source);
  const document = parseMjml(source.template);
  const head = childOf(document.root, 'mj-head');
  const headFaults = ['mj-title', 'mj-preview'].flatMap((name) => {
    const element = head && childOf(head, name);
    const text = element ? innerOf(document, element).trim() : '';
    if (text === '') return [faultAt(file, null, RULE, `<${name}> is missing or empty in <mj-head>`)];
    if (name === 'mj-title' && text !== '{{ subject }}' && element) {
      return [
        faultAt(
          file,
          placeOf(document.source, element.start),
          RULE,
          'the subject must be {{ subject }}, so that all letters about one thing stay one thread. Its words are in phrases.yaml',
        ),
      ];
    }
    return [];
  });
  const answers = answersOf(source.letter);
  const first = blocksOf(document, answers);
  const missing = answers
    .filter((_, index) => first[index] === undefined)
    .map((answer) =>
      faultAt(
        file,
        null,
        RULE,
        `no <mj-text css-class="${answer}"> with words in it: this letter gives the answers ${answers.join(', ')}`,
      ),
    );
  const outOfOrder = first.flatMap((block, index) => {
    const before = first.slice(0, index).findLast((earlier) => earlier !== undefined);
    if (!block || !before || before.start <= block.start) return [];
    return [
      faultAt(
        file,
        placeOf(document.source, block.start),
        RULE,
        `"${answers[index]}" stands too early: the answers come in the order ${answers.join(', ')}`,
      ),
    ];
  });
  return [...headFaults, ...missing, ...outOfOrder];
}

/** An answer that a letter gives, and where its words begin in the template; without a line it is missing. */
export interface AnswerPlace {
  readonly answer: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** The answers that a letter owes its reader, in their order. */
export function answersIn(source: TemplateSource): AnswerPlace[] {
  const document = parseMjml(source.template);
  const answers = answersOf(source.letter);
  const blocks = blocksOf(document, answers);
  return answers.map((answer, index) => {
    const block = blocks[index];
    return block
      ? { answer, ...placeOf(document.source, block.start) }
      : { answer, line: null, column: null };
  });
}

/** The first block with words in it for each answer. */
function blocksOf(document: MjmlDocument, answers: readonly string[]): readonly (MjmlElement | undefined)[] {
  const blocks = [...allElements(document.root)].filter(({ name }) => name === 'mj-text');
  return answers.map((answer) =>
    blocks.find((block) => classesOf(block).includes(answer) && innerOf(document, block).trim() !== ''),
  );
}
