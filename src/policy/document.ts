import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml';
import { stageKey } from '../customer/stage-key.ts';
import { messageOf } from '../failure.ts';
import { isTable, type YamlTable } from './table.ts';

/** Where a value stands: keys of maps and places in lists, from the top of the file. */
export type Path = readonly PropertyKey[];

/** A policy file as YAML sees it, before anybody asks whether it makes sense. */
export interface PolicyDocument {
  readonly name: string;
  readonly table: YamlTable;
  /** The line (from 1) on which the value stands; that of the nearest key above it when the file does not have it. */
  lineOf(path: Path): number;
}

/** One fault: the line it stands on (from 1) and a sentence for who wrote it. */
export interface PolicyFault {
  readonly line: number;
  readonly message: string;
}

// A policy has some hundred lines; a file that is larger by far is not a policy.
const MOST_CHARACTERS = 1_000_000;
const MOST_ALIASES = 100;
const MOST_STUMBLES = 10;

/** Reads YAML. Gives the document, or every fault that keeps it from being read. */
export function readDocument(text: string, name: string): PolicyDocument | readonly PolicyFault[] {
  if (text.length > MOST_CHARACTERS) return [{ line: 1, message: 'is too large to be a policy' }];
  try {
    return read(text, name);
  } catch (error) {
    // Thousands of nested brackets or a web of aliases: the parser gives up with an error of its own.
    const why = messageOf(error);
    return [{ line: 1, message: `cannot be read as YAML: ${why}` }];
  }
}

function read(text: string, name: string): PolicyDocument | readonly PolicyFault[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0) {
    // One slip can make the parser stumble many times: the same words about the same line are said once.
    const stumbles = new Map<string, PolicyFault>();
    for (const { pos, message } of document.errors) {
      const fault = { line: lineAt(pos[0]), message: `is not valid YAML: ${message.replace(/\s+/g, ' ')}` };
      stumbles.set(`${fault.line} ${fault.message}`, fault);
    }
    return [...stumbles.values()].slice(0, MOST_STUMBLES);
  }
  const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
  if (!isTable(value)) {
    const what = value === null || value === undefined ? 'is empty' : 'is not a map of keys';
    return [{ line: 1, message: `${what}; start with "extends: default" and name only what differs` }];
  }

  const lineOf = (path: Path): number => {
    let node: unknown = document.contents;
    let line = 1;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = pairFor(node.items, step);
        if (!pair) return line;
        if (isNode(pair.key) && pair.key.range) line = lineAt(pair.key.range[0]);
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        if (isNode(node) && node.range) line = lineAt(node.range[0]);
      } else {
        return line;
      }
    }
    return line;
  };
  return { name, table: value, lineOf };
}

/** Stage names are kept in lower case, so a path finds its key in whatever case the file has it. */
function pairFor(items: readonly Pair[], step: PropertyKey): Pair | undefined {
  const written = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);
  return (
    items.find((pair) => written(pair) === String(step)) ??
    items.find((pair) => stageKey(written(pair)) === step)
  );
}
