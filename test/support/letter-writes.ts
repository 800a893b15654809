/** A statement that changes rows of `letters`, as it stands in code. */
export interface LetterUpdate {
  /** What it sets, in one line. */
  readonly set: string;
  /** It sets their status, or a part of what it sets is put together elsewhere, so that it may. */
  readonly setsStatus: boolean;
}

const LETTERS = '(?:only\\s+)?(?:"?tidings"?\\.)?"?letters"?(?![\\w"])';
// Up to the end of its template string, or to another one inside.
const UPDATE = new RegExp(
  `\\bupdate\\s+${LETTERS}(?:\\s+(?:as\\s+)?(?!set\\b)\\w+)?\\s+set\\b([^\`]*)`,
  'gi',
);
const UPSERT = new RegExp(`\\binto\\s+${LETTERS}[^\`;]*?\\bdo\\s+update\\s+set\\b([^\`]*)`, 'gi');
// As the builder names a table, perhaps with a schema and an alias.
const BUILT = `\\(\\s*\\[?\\s*['"\`](?:tidings\\.)?letters(?![\\w])`;
const INSERT = new RegExp(
  `\\binsert\\s+into\\s+${LETTERS}|\\bcopyIn\\(\\s*\\w+,\\s*'letters'|\\b(?:insertInto|replaceInto)${BUILT}`,
  'gi',
);
// What the builder sets may come from anywhere: each of them counts as setting the status.
const BUILT_UPDATE = new RegExp(
  `\\b(?:updateTable|mergeInto)${BUILT}|\\binsertInto${BUILT}[^;]*?\\bdoUpdateSet\\b`,
  'g',
);

/** How code writes to `letters`. */
export function letterWrites(code: string): {
  readonly updates: readonly LetterUpdate[];
  readonly inserts: number;
} {
  const updates = [...code.matchAll(UPDATE), ...code.matchAll(UPSERT)].map(([, text = '']) => {
    const set = setClause(text);
    return { set: set.replace(/\s+/g, ' ').trim(), setsStatus: setsStatus(text, set) };
  });
  const built = [...code.matchAll(BUILT_UPDATE)].map(([text]) => ({
    set: text.replace(/\s+/g, ' '),
    setsStatus: true,
  }));
  return { updates: [...updates, ...built], inserts: [...code.matchAll(INSERT)].length };
}

/** What stands before `from`, `where` or `returning`, without strings and without what stands in brackets. */
function setClause(text: string): string {
  let flat = text.replace(/'[^']*'/g, "''");
  for (let before = ''; before !== flat; ) {
    before = flat;
    flat = flat.replace(/\([^()]*\)/g, '');
  }
  return flat.split(/\b(?:from|where|returning)\b/i)[0] ?? '';
}

function setsStatus(text: string, set: string): boolean {
  const together = /^\s*(?:row\s*)?\(([^)]*)\)\s*=/i.exec(text)?.[1] ?? '';
  return /\bstatus\b/i.test(together) || /(?:^|,)\s*"?status"?\s*=/i.test(set) || set.includes('${');
}
