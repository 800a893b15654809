import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { z } from 'zod';
import { instantOf } from '../../src/calendar/time.ts';
import type { CustomerId, LetterId } from '../../src/customer/ids.ts';
import { readSamples } from '../../src/ledger/documents/letter-samples.ts';
import { readShippedTemplates } from '../../src/ledger/documents/shipped-templates.ts';
import { letterFactsSchema } from '../../src/letters/facts/facts-schema.ts';
import type { LetterFacts } from '../../src/letters/facts/letter-facts.ts';
import {
  type CompiledTemplate,
  compileTemplate,
  type RenderedLetter,
  toHtml,
} from '../../src/letters/template/template.ts';
import type { ClaimedLetter } from '../../src/post/letter/claimed-letter.ts';
import { mailOf } from '../../src/post/letter/mail.ts';
import { FuzzTally } from './fuzz-tally.ts';
import { hostileText } from './hostile-text.ts';
import type { Figure, Setting } from './ordeal.ts';
import { NOW, tortureRules } from './waiting-company.ts';

/** Headers that a letter may have: anything else came in with somebody's name. */
const HEADERS: ReadonlySet<string> = new Set([
  'from',
  'to',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'auto-submitted',
  'x-auto-response-suppress',
  'content-language',
  'feedback-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-id',
]);

interface Subject {
  readonly template: CompiledTemplate;
  readonly facts: LetterFacts;
  /** `element` and `element attribute` of the template itself, in all its branches. */
  readonly allowed: ReadonlySet<string>;
}

/** Every shipped letter in every language, with hostile strings wherever a table of the company has its say. */
export async function fuzzLetters({ short, seed, say, progress }: Setting): Promise<readonly Figure[]> {
  const tally = new FuzzTally('letters', say);
  const subjects = await everySubject();
  const numRuns = short ? 800 : 15_000;
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...subjects),
      fc.array(hostileText, { minLength: 1, maxLength: 6 }),
      async (subject, texts) => {
        tally.again();
        progress(++tried, numRuns);
        const input = `${subject.template.language}/${subject.template.letter} ${JSON.stringify(texts)}`;
        try {
          const read = letterFactsSchema.safeParse(withTexts(subject.facts, texts));
          if (!read.success) {
            tally.leaveOut();
            return;
          }
          const letter = subject.template.render(read.data);
          for (const fault of faultsOfHtml(letter.html, subject.allowed)) tally.injection(fault, input);
          const { message } = await composer.sendMail(
            mailOf(claimed(letter, texts, read.data), letter, tortureRules.company, {
              tags: null,
              mailbox: 'unread',
            }),
          );
          for (const fault of faultsOfHeaders(message)) tally.injection(fault, input);
        } catch (error) {
          tally.crash(error, input);
        }
      },
    ),
    { numRuns, seed },
  );
  composer.close();
  return tally.figures();
}

async function everySubject(): Promise<readonly Subject[]> {
  const subjects: Subject[] = [];
  for (const source of await readShippedTemplates()) {
    const template = await compileTemplate(source);
    const { html } = await toHtml(template.merged, {
      validationLevel: 'soft',
      keepComments: false,
      fonts: {},
    });
    const allowed = structureOf(html);
    for (const { facts } of await readSamples(source.letter, source.language))
      subjects.push({ template, facts, allowed });
  }
  return subjects;
}

/** The facts with a text wherever the schema takes any, one after the other. What a sample leaves out a company may have. */
function withTexts(facts: unknown, texts: readonly string[]): unknown {
  let next = 0;
  const replaced = (value: unknown, schema: unknown): unknown => {
    if (schema instanceof z.ZodPipe) return replaced(value, schema.out);
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
      return replaced(value, schema.unwrap());
    if (schema instanceof z.ZodString) return schema.def.checks ? value : texts[next++ % texts.length];
    if (schema instanceof z.ZodUnion)
      return replaced(
        value,
        schema.options.find((one) => z.safeParse(one, value).success),
      );
    if (schema instanceof z.ZodArray && Array.isArray(value))
      return value.map((each) => replaced(each, schema.element));
    if (schema instanceof z.ZodObject && value) {
      const given = new Map(Object.entries(value));
      return Object.fromEntries(
        Object.entries(schema.shape).map(([name, inner]) => [name, replaced(given.get(name), inner)]),
      );
    }
    return value;
  };
  return replaced(facts, letterFactsSchema);
}

/** `element` and `element attribute` of everything in a document. */
export function structureOf(html: string): Set<string> {
  const found = new Set<string>();
  for (const { nodeName, attrs } of elementsOf(parse(html))) {
    found.add(nodeName);
    for (const { name } of attrs) found.add(`${nodeName} ${name}`);
  }
  return found;
}

function* elementsOf(node: DefaultTreeAdapterTypes.ParentNode): Generator<DefaultTreeAdapterTypes.Element> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* elementsOf(child);
    if ('content' in child) yield* elementsOf((child as DefaultTreeAdapterTypes.Template).content);
  }
}

const SAFE_LINK = /^(https?:|mailto:|tel:)/i;

export function faultsOfHtml(html: string, allowed: ReadonlySet<string>): readonly string[] {
  const strange = [...structureOf(html)].filter((each) => !allowed.has(each)).map((each) => `<${each}>`);
  const links = [...elementsOf(parse(html))]
    .flatMap(({ attrs }) => attrs)
    .filter(({ name, value }) => (name === 'href' || name === 'src') && !SAFE_LINK.test(value))
    .map(({ name, value }) => `${name}=${value.slice(0, 80)}`);
  return [...strange, ...links];
}

export function faultsOfHeaders(message: unknown): readonly string[] {
  if (!Buffer.isBuffer(message)) return ['the mail was not composed'];
  const text = message.toString('latin1');
  const head = text.slice(0, text.indexOf('\r\n\r\n'));
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return [
    ...lines
      .filter((line) => /[\r\n\0]/.test(line))
      .map((line) => `a bare line break or NUL in ${line.slice(0, 80)}`),
    ...lines
      .map((line) => line.slice(0, Math.max(0, line.indexOf(':'))).toLowerCase())
      .filter((name) => !HEADERS.has(name))
      .map((name) => `a header ${JSON.stringify(name)}`),
    ...['from', 'to', 'subject', 'message-id']
      .filter((name) => lines.filter((line) => line.toLowerCase().startsWith(`${name}:`)).length !== 1)
      .map((name) => `the header ${name} does not stand once`),
    ...lines
      // What stands in quotes is a name, whatever it looks like (RFC 5322 3.4).
      .map((line) => line.replace(/"(?:[^"\\]|\\.)*"/g, ''))
      .filter((line) => /^to:/i.test(line) && !/^to: ?[^<>@,;:]*<?zofia@kunde\.example>?$/i.test(line))
      .map((line) => `another recipient: ${line.slice(0, 120)}`),
  ];
}

/** A letter as delivery holds it, with what may be hostile in its headers. */
function claimed(letter: RenderedLetter, texts: readonly string[], facts: LetterFacts): ClaimedLetter {
  const [first = '', second = first] = texts;
  return {
    id: 'fuzz1' as LetterId,
    customerId: first as CustomerId,
    audience: 'customer',
    forPerson: null,
    kind: facts.letter,
    language: letter.lang,
    templateVersion: '',
    to: { name: first, address: 'zofia@kunde.example' },
    replyTo: { name: second, address: 'anna@nowak.example' },
    subject: letter.subject,
    facts,
    about: [],
    messageId: '<fuzz1@nowak.example>',
    inReplyTo: second,
    references: texts,
    statusReason: null,
    decidedAt: NOW,
    releasedAt: null,
    readAs: null,
    firstAttemptAt: instantOf(NOW),
    attempts: 1,
    uncertainCount: 0,
  };
}
