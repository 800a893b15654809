import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesIn, firstAddressIn, isUsableAddress } from '../../src/customer/address.ts';

const all = (field: string | null) =>
  addressesIn(field).map(({ name, address }) => (name ? `${name} <${address}>` : address));

describe('the addresses of a field', () => {
  it.each([
    [null, []],
    ['', []],
    ['  ', []],
    ['a@x.example', ['a@x.example']],
    [' a@x.example ', ['a@x.example']],
    ['a@x.example, b@x.example', ['a@x.example', 'b@x.example']],
    ['a@x.example; b@x.example;', ['a@x.example', 'b@x.example']],
    ['a@x.example b@x.example', ['a@x.example', 'b@x.example']],
    ['a@x.example / b@x.example', ['a@x.example', 'b@x.example']],
    ['A@X.example, a@x.example', ['A@X.example']],
    ['nobody, b@x.example', ['b@x.example']],
    ['Ann <ann@x.example>', ['Ann <ann@x.example>']],
    ['<ann@x.example>', ['ann@x.example']],
    ['"Maj, Zofia" <z@x.example>, Adam <a@x.example>', ['Maj, Zofia <z@x.example>', 'Adam <a@x.example>']],
    ['"Ann \\"the boss\\" Lee" <ann@x.example>', ['Ann the boss Lee <ann@x.example>']],
    ['Zofia Maj <mailto:z@x.example>', ['Zofia Maj <z@x.example>']],
    ['z@x.example (Zofia)', ['z@x.example']],
    ['Łukasz Żółć <l@żółć.example>', ['Łukasz Żółć <l@żółć.example>']],
  ])('%j', (field, found) => {
    expect(all(field)).toEqual(found);
  });

  it.each([
    ['a@x.example\r\nBcc: all@x.example', []],
    ['Ann\r\nBcc: all@x.example <ann@x.example>', []],
    ['b@x.example\n, c@x.example', ['b@x.example', 'c@x.example']],
    ['<script>alert(1)</script>', []],
    ['<script> <a@x.example>', ['script <a@x.example>']],
    ['"Ann <ann@x.example>', ['Ann <ann@x.example>']],
    ['"Ann <ann@x.example>, "b" <b@x.example>', ['Ann <ann@x.example>', 'b <b@x.example>']],
    ['\u202eAnn <ann@x.example>', ['Ann <ann@x.example>']],
    ['ann@x.example\0', []],
    ['<<<<>>>>,,,;;;"""', []],
  ])('of hostile text: %j', (field, found) => {
    expect(all(field)).toEqual(found);
  });

  it('are found in the beginning of a text of megabytes, and it ends', () => {
    const megabytes = 10_000_000;
    expect(all('"'.repeat(megabytes))).toEqual([]);
    expect(all('<'.repeat(megabytes))).toEqual([]);
    expect(all(`a@x.example,${'b'.repeat(megabytes)}`)).toEqual(['a@x.example']);
    expect(all(`${' '.repeat(980)}a@x.example, b@x.example.com`), 'cut to b@x.exam').toEqual(['a@x.example']);
    expect(all('a@x.example,'.repeat(1_000_000))).toEqual(['a@x.example']);
    expect(
      addressesIn(Array.from({ length: 900_000 }, (_, at) => `a${at}@x.example`).join(',')),
    ).toHaveLength(20);
  });

  it('are usable, each once, and carry nothing into a header, whatever the text', () => {
    const pieces = fc.constantFrom(
      'a@x.example',
      'B <b@x.example>',
      '"',
      '<',
      '>',
      ',',
      ';',
      '\r\n',
      '\\',
      ' ',
      '(',
      '\0',
      'é',
      '@',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (field) => {
          const found = addressesIn(field);
          for (const { name, address } of found) {
            expect(isUsableAddress(address)).toBe(true);
            expect(name).not.toMatch(/[\p{Cc}\p{Cf}<>"]/u);
          }
          expect(new Set(found.map(({ address }) => address.toLowerCase())).size).toBe(found.length);
          expect(firstAddressIn(field)).toEqual(found[0] ?? null);
        },
      ),
    );
  });

  it('are the address itself, where the whole field is one', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        fc.pre(isUsableAddress(address));
        expect(addressesIn(address)).toEqual([{ name: '', address }]);
      }),
    );
  });
});
