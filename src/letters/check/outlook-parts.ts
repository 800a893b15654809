import { type Token, Tokenizer } from 'parse5';
import { readDeclarations } from './css.ts';
import { COMMENTS, mayHold, TABLES } from './html-shapes.ts';

const FOR_OUTLOOK = /^\[if mso \| IE\]>([\s\S]*)<!\[endif\]$/;

/**
 * What is wrong with a comment: Outlook reads some as HTML, so it may be only what MJML writes, tables without any text.
 * @param data what stands between `<!--` and `-->`
 */
export function commentFaults(data: string): readonly string[] {
  if (COMMENTS.has(data.replace(/\s+/g, ' ').trim())) return [];
  const inner = FOR_OUTLOOK.exec(data)?.[1];
  if (inner === undefined) return ['a comment reaches the letter, and some mail readers read it as HTML'];
  return [...new Set(tagFaults(inner))];
}

function tagFaults(html: string): string[] {
  const faults: string[] = [];
  const more = (): void => {
    faults.push('a part for Outlook holds more than tables');
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      onStartTag: (tag: Token.TagToken) => {
        if (!TABLES.includes(tag.tagName)) more();
        for (const { name, value } of tag.attrs) {
          if (!mayHold(tag.tagName, name, value))
            faults.push(`${name}=${JSON.stringify(value)} on <${tag.tagName}> in a part for Outlook`);
          if (name === 'style') faults.push(...readDeclarations(value).faults.map(({ message }) => message));
        }
      },
      onEndTag: (tag: Token.TagToken) => {
        if (!TABLES.includes(tag.tagName)) more();
      },
      onCharacter: ({ chars }: Token.CharacterToken) => {
        if (chars.trim() !== '') more();
      },
      onComment: more,
      onDoctype: more,
      onNullCharacter: more,
      onWhitespaceCharacter: () => {},
      onEof: () => {},
    },
  );
  tokenizer.write(html, true);
  return faults;
}
