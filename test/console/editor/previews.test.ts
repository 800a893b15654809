import { expect, test } from 'vitest';
import { inScheme, Previews } from '../../../src/console/editor/previews.ts';

test('a preview is shown to the session that asked for it, and to no other', () => {
  const previews = new Previews();
  const id = previews.keep('ola', '<p>Hello</p>');
  expect(previews.of('ola', id)).toBe('<p>Hello</p>');
  expect(previews.of('piotr', id)).toBeNull();
  expect(previews.of('ola', 'another')).toBeNull();
});

test('whoever writes on keeps the last few; others keep theirs', () => {
  const previews = new Previews();
  const theirs = previews.keep('piotr', 'theirs');
  const ids = Array.from({ length: 8 }, (_, nth) => previews.keep('ola', `nth ${nth}`));
  expect(ids.map((id) => previews.of('ola', id) !== null)).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(previews.of('piotr', theirs)).toBe('theirs');
});

test('all together never take more than sixteen million characters', () => {
  const previews = new Previews();
  const ids = Array.from({ length: 30 }, (_, nth) => previews.keep(`user ${nth}`, 'x'.repeat(1_000_000)));
  expect(ids.filter((id, nth) => previews.of(`user ${nth}`, id) !== null)).toHaveLength(16);
  expect(previews.of('user 29', ids[29] ?? '')).not.toBeNull();
});

test('a letter is shown in dark or light colours, whatever the browser prefers', () => {
  const html =
    '<meta name="color-scheme" content="light dark" /><style>@media (prefers-color-scheme: dark) { p { color: white } }</style>';
  expect(inScheme(html, 'dark')).toContain('@media (min-width: 0)');
  expect(inScheme(html, 'dark')).toContain('content="dark"');
  expect(inScheme(html, 'light')).toContain('@media (max-width: 0)');
  expect(inScheme(html, 'light')).toContain('content="light"');
});
