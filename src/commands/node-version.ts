/*
 * Read by a Node that may be too old for everything else: no imports, and no syntax of this decade.
 */

/** The least minor version of each major that will do, and the major from which all do: as package.json's `engines`. */
const LEAST_MINOR: Readonly<Record<number, number>> = { 20: 19, 22: 12 };
const ALL_FROM = 24;

/** Why this Node cannot run Tidings, in one sentence; null when it can. @param version such as `20.19.0` */
export function whyNodeIsTooOld(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const least = LEAST_MINOR[major];
  if (major >= ALL_FROM || (least !== undefined && minor >= least)) return null;
  return `Tidings needs Node.js 20.19, 22.12, or 24 and later, and this is ${version}: install one from https://nodejs.org.`;
}
