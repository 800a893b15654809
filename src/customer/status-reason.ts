/**
 * Why a letter is where it is. The ledger keeps the sentence, in English, for logs, commands and whatever program reads it; a page reads its code and
 * evidence back by the same pattern, and says it in its reader's words. A word in braces stands for evidence: text of any kind. Where two begin
 * alike, the first that fits is meant. What a mail server said is none of them.
 */
const SENTENCES = {
  awaits_release: 'a person must release it: tidings release LETTER --by NAME',
  released: 'released by {by}; it was {was}: {before}',
  withdrawn: 'withdrawn by {by}: {why}',
  corrected: 'corrected by {by}',
  forgotten: 'the customer was forgotten',
  guard: 'guard {said}',
  worker_stopped: 'the worker {worker} stopped while it sent this letter',
  once_more: 'sent once more with the same Message-ID, because it was uncertain: {before}',
  too_old: 'it was too old to be sent',
  too_old_before: 'it was too old to be sent; before: {before}',
  other_address: 'no longer true: it would go to another address now',
  other_sum: 'no longer true: what is open has changed since',
  other_state: 'no longer true: where the item stands, or its date, has changed since',
  day_has_come: 'no longer true: the day on which it says that we write again has come',
  other_letter: 'no longer true: another letter would be written now',
  not_open: 'no longer true: {what} is no longer open',
  not_true: 'no longer true: {why}',
  not_judged: 'it could not be judged again: {fault}',
  not_looked: 'it was not looked at again before sending',
  look_failed: 'it could not be looked at again before sending: {fault}',
  not_asked: 'nobody asked whom it goes to',
  asking_failed: 'nobody could be asked whom they go to: {fault}',
  person_gone: 'whom it is for is no longer among the people of the company',
  person_no_address: 'the company gives no usable address of {name} now',
  customer_gone: 'its customer is no longer in the tables of the company',
  email_not_wanted: 'the customer does not want email any more',
  item_gone: 'what it is about is no longer in the tables of the company as this customer’s',
  no_address: 'the company gives no usable address for it now',
  several_addresses: 'what it is about goes to different addresses now',
  address_bounced: 'no letter goes to its address: a letter to it came back',
  address_complained: 'no letter goes to its address: its reader reported a letter as spam',
  not_an_address: '{address} is not an address',
  no_words: 'the template could not say it: {fault}',
  captured: 'captured in {file}; nothing left this machine',
  trial_over: 'captured in a trial: it reached nobody',
  emptied: 'removed',
  trial_decided: 'decided in a trial, as if captured letters had been read',
} as const;

export type StatusReasonCode = keyof typeof SENTENCES;
export const STATUS_REASONS = Object.keys(SENTENCES) as readonly StatusReasonCode[];

type Named<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Named<Rest>
  : never;
/** What a reason has seen, by the name that stands for it. */
type Evidence<Code extends StatusReasonCode> = Readonly<Record<Named<(typeof SENTENCES)[Code]>, string>>;
type WithEvidence<Code extends StatusReasonCode> =
  Named<(typeof SENTENCES)[Code]> extends never ? [] : [Evidence<Code>];

interface Part {
  readonly text: string;
  /** Of the evidence that stands here; null: plain text. */
  readonly name: string | null;
}

/** The pieces of each sentence in their order. */
export const STATUS_REASON_PARTS = Object.fromEntries(
  STATUS_REASONS.map((code) => [code, partsOf(SENTENCES[code])]),
) as Readonly<Record<StatusReasonCode, readonly Part[]>>;

function partsOf(sentence: string): readonly Part[] {
  return sentence
    .split(/(\{\w+\})/)
    .filter((text) => text !== '')
    .map((text) => ({ text, name: /^\{(\w+)\}$/.exec(text)?.[1] ?? null }));
}

/** The sentence as the ledger keeps it. */
export const statusReason = <Code extends StatusReasonCode>(
  code: Code,
  ...[evidence]: WithEvidence<Code>
): string =>
  STATUS_REASON_PARTS[code]
    .map(({ text, name }) => (name === null ? text : standsFor(evidence, name)))
    .join('');

/** SQL for the same, where evidence is a parameter or a column: `'withdrawn by ' || $2 || ': ' || $3`. */
export const statusReasonSql = <Code extends StatusReasonCode>(code: Code, columns: Evidence<Code>): string =>
  STATUS_REASON_PARTS[code]
    .map(({ text, name }) => (name === null ? `'${text.replaceAll("'", "''")}'` : standsFor(columns, name)))
    .join(' || ');

const standsFor = (evidence: Readonly<Record<string, string>> | undefined, name: string): string =>
  evidence?.[name] ?? '';

/** What every such sentence begins with, and no other: for queries. */
export const beginningOf = (code: 'guard' | 'released'): string => STATUS_REASON_PARTS[code][0]?.text ?? '';

/** A reason with its evidence, as it was written down. */
export interface ReadStatusReason {
  readonly code: StatusReasonCode;
  readonly evidence: Readonly<Record<string, string>>;
}

/** Null: none of ours, such as the answer of a mail server. */
export function readStatusReason(sentence: string): ReadStatusReason | null {
  for (const { code, pattern } of PATTERNS) {
    const found = pattern.exec(sentence);
    if (found) return { code, evidence: { ...found.groups } };
  }
  return null;
}

/** Evidence may hold the words of a sentence: each takes as little as it can. */
const PATTERNS = STATUS_REASONS.map((code) => ({
  code,
  pattern: new RegExp(
    `^${STATUS_REASON_PARTS[code]
      .map(({ text, name }) => (name === null ? escaped(text) : `(?<${name}>[\\s\\S]*?)`))
      .join('')}$`,
  ),
}));

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
