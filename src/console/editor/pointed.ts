import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../settings/package-root.ts';
import { pointedLetter } from '../frame/framed-letter.ts';

const STYLE = `<style>
[data-phrase] { cursor: pointer; border-radius: 2px; }
[data-phrase]:hover { background-color: rgba(26, 95, 208, 0.16); }
[data-phrase]:focus-visible { outline: 3px solid #1a5fd0; }
[data-phrase].chosen { background-color: rgba(240, 180, 92, 0.45); }
[data-phrase].changed { background-color: rgba(240, 180, 92, 0.45); }
</style>`;

/** A letter whose sentences can be pointed at: its HTML with the script that tells of it, and the headers that let just that run. */
export function pointed(): (html: string) => {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
} {
  const script = readFileSync(path.join(packageRoot, 'dist/console/assets/pointed.js'), 'utf8');
  const headers = pointedLetter(`sha256-${createHash('sha256').update(script).digest('base64')}`);
  return (html) => ({
    body: `${html.replace('</head>', `${STYLE}</head>`)}<script>${script}</script>`,
    headers,
  });
}
