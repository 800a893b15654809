/**
 * The circles of a graph: each a path that comes back to where it began, found once from its first node by depth.
 * @param graph for each node, those it points to
 */
export function circlesIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (node: string, above: readonly string[]): void => {
    const start = above.indexOf(node);
    if (start >= 0) circles.push([...above.slice(start), node].join(' -> '));
    if (start >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...above, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return circles;
}
