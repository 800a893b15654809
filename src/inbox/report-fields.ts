/** Fields by name in lower case; folded lines are joined. */
export type Fields = ReadonlyMap<string, string>;

/** A report about a mail sent to thousands tells nothing more after so many. */
const MOST_GROUPS = 200;

/**
 * Reads groups of header-like fields, which blank lines part (RFC 3464 section 2.1). Lenient: a line that is no
 * field is passed over, and of a field named twice the first counts.
 */
export function fieldGroups(text: string): readonly Fields[] {
  const groups: Map<string, string>[] = [];
  let group = new Map<string, string>();
  let last: string | null = null;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === '') {
      if (group.size > 0) groups.push(group);
      if (groups.length >= MOST_GROUPS) return groups;
      group = new Map();
      last = null;
      continue;
    }
    if (/^[ \t]/.test(line)) {
      if (last !== null) group.set(last, `${group.get(last)} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    last = colon > 0 && !group.has(name) ? name : null;
    if (last !== null) group.set(last, line.slice(colon + 1).trim());
  }
  if (group.size > 0) groups.push(group);
  return groups;
}
