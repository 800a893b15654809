import { type AnyLetterKind, STATUS_LETTERS } from '../customer/letter-kinds.ts';
import { readShippedTemplates } from '../ledger/documents/shipped-templates.ts';
import { compileShipped } from '../ledger/documents/templates.ts';
import type { LetterFacts } from '../letters/facts/letter-facts.ts';
import type { CompiledTemplate, TemplateSource } from '../letters/template/template.ts';
import type { Rules } from '../policy/rules.ts';
import type { PlayedWords } from './playing/played-letter.ts';

/** A letter in words. */
export interface Worded {
  readonly subject: string;
  readonly text: string;
}

/** The words of letters as emails/ has them; published documents stand in a ledger, which a replay does not ask. */
export class ShippedWords {
  readonly #sources: readonly TemplateSource[];
  readonly #compiled = new Map<string, CompiledTemplate>();

  private constructor(sources: readonly TemplateSource[]) {
    this.#sources = sources;
  }

  static async of({ company }: Rules): Promise<ShippedWords> {
    const languages = [...new Set([...company.languages, company.adminLanguage])];
    return new ShippedWords(await readShippedTemplates(languages));
  }

  /** What a status letter says between greeting and signature, to compare letters by. */
  async bodies({ company }: Rules): Promise<PlayedWords> {
    for (const language of company.languages)
      for (const kind of STATUS_LETTERS) await this.#template(kind, language);
    return ({ facts, language }) => this.#compiled.get(`${language}/${facts.letter}`)?.body(facts) ?? '';
  }

  /** A whole letter; null where no template of its language is shipped. */
  async letter(kind: AnyLetterKind, language: string, facts: LetterFacts): Promise<Worded | null> {
    const template = await this.#template(kind, language);
    return template?.render(facts) ?? null;
  }

  async #template(kind: AnyLetterKind, language: string): Promise<CompiledTemplate | null> {
    const name = `${language}/${kind}`;
    const known = this.#compiled.get(name);
    if (known) return known;
    const source = this.#sources.find((each) => each.language === language && each.letter === kind);
    if (!source) return null;
    const compiled = await compileShipped(source);
    this.#compiled.set(name, compiled);
    return compiled;
  }
}
