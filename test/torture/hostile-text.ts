import fc from 'fast-check';

/** Strings that would do harm wherever something prints them as they are. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '" onmouseover="alert(1)" x="',
  '</td></tr></table><form action=https://evil.example>',
  '</title></head><body onload=alert(1)>',
  '<!--[if mso]><a href=https://evil.example><![endif]-->',
  '--><script>alert(1)</script><!--',
  ']]><zz>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;',
  '{{ company }}',
  '{% raw %}<zz>{% endraw %}',
  '{% assign x = "a" %}{{ x | upcase }}',
  '{{ "<zz>" | raw }}',
  'a\r\nBcc: victim@evil.example',
  'a\nBcc: victim@evil.example\n\n<zz>',
  'a\rSubject: other',
  'a\u2028Bcc: victim@evil.example',
  'a\u0085Bcc: victim@evil.example',
  '=?utf-8?q?=0D=0ABcc:_victim=40evil.example?=',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'https://evil.example/" onclick="alert(1)',
  '"Anna" <anna@evil.example>, victim@evil.example',
  '\u202e\u2066gnp.exe\u0000\u0007\u001b[31m',
  '\ud800',
  'x'.repeat(5_000),
  '<zz '.repeat(2_000),
  '__proto__',
  '=cmd|calc!A1',
] as const;

/** One of them, some of them in a row, or anything at all. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ATTACKS) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...ATTACKS), { minLength: 2, maxLength: 4 })
      .map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);
