import { messageOf } from '../../failure.ts';
import { type Engine, enginesFor, LIQUID_TOKEN } from '../language/liquid.ts';
import { localeOf } from '../language/locale.ts';
import type { Phrases } from '../language/phrases.ts';
import { placeOf } from '../language/place.ts';
import { LAYOUT_FILE, templateFile } from '../template/files.ts';
import { plainSource, withoutComments } from '../template/mjml-document.ts';
import type { TemplateSource } from '../template/template.ts';
import { type Fault, faultAt } from './fault.ts';

const RULE = 'liquid';

/** The Liquid of the letter and the layout parses, with only the tags and filters that letters have. */
export function liquidSyntax(source: TemplateSource, phrases: Phrases): Fault[] {
  const { text: engine } = enginesFor(localeOf(source), phrases);
  return [
    ...faultsOf(templateFile(source), source.template, engine),
    ...faultsOf(LAYOUT_FILE, source.layout, engine),
  ];
}

function faultsOf(file: string, text: string, engine: Engine): Fault[] {
  const plain = plainSource(text);
  const escaped = [...plain.matchAll(LIQUID_TOKEN)]
    .filter(([token]) => /&(lt|gt|amp|quot|apos|#\d+);/.test(token))
    .map((match) =>
      faultAt(
        file,
        placeOf(plain, match.index),
        RULE,
        `${match[0]} holds an XML entity, which Liquid cannot read: turn the test round, or use unless`,
      ),
    );
  try {
    engine.liquid.parse(withoutComments(plain));
    return escaped;
  } catch (error) {
    return [...escaped, faultAt(file, placeOfError(error), RULE, saidBy(error))];
  }
}

function placeOfError(error: unknown): { line: number; column: number } | null {
  if (typeof error !== 'object' || error === null || !('token' in error)) return null;
  const { token } = error;
  if (typeof token !== 'object' || token === null || !('getPosition' in token)) return null;
  if (typeof token.getPosition !== 'function') return null;
  const [line, column]: [number, number] = token.getPosition();
  return { line, column };
}

/** LiquidJS adds its own ", line:1, col:2"; ours stands before the message. */
const saidBy = (error: unknown): string => messageOf(error).replace(/, line:\d+.*$/s, '');
