import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { ByteEvidence, encodingAtStart, Utf8Check } from '../../../src/source/dialect/encoding.ts';

const encodingOf = (text: string, encoding: string, piece = 7) => {
  const bytes = iconv.encode(text, encoding);
  const check = new Utf8Check();
  if (check.goesOn(bytes) && check.goesOn(new Uint8Array(), false)) return 'utf-8';
  const evidence = new ByteEvidence();
  for (let at = 0; at < bytes.length; at += piece) evidence.add(bytes.subarray(at, at + piece));
  return evidence.conclude();
};

describe('an encoding', () => {
  test.each([
    ['Zażółć gęślą jaźń; Łódź', 'windows-1250'],
    ['Příliš žluťoučký kůň', 'windows-1250'],
    ['Иванов Пётр; Москва; №5', 'windows-1251'],
    ['Élodie Lefèvre, œuvre, à Châlons, reçu', 'windows-1252'],
    ['José Ibáñez Muñoz', 'windows-1252'],
    ['Gęś, Ściana, Łódź', 'iso-8859-2'],
    ['Zażółć', 'utf-8'],
    ['Иванов', 'utf-8'],
  ])('of %s in %s is found, wherever the file is cut into pieces', (text, encoding) => {
    for (const piece of [1, 2, 5, 1000]) expect(encodingOf(text, encoding, piece)).toBe(encoding);
  });

  test('does not matter where all read the same, as German umlauts do', () => {
    const found = encodingOf('Müller;Größe;Köln', 'windows-1252');
    expect(typeof found === 'string' && iconv.decode(iconv.encode('Müller', 'windows-1252'), found)).toBe(
      'Müller',
    );
  });

  test('that two languages could mean is asked, with the word in both', () => {
    expect(encodingOf('name;city\nHélène;Paris', 'windows-1252')).toMatchObject({
      line: 2,
      readings: [
        {
          means: { code: 'text', text: 'Hélčne', encoding: 'windows-1250' },
          write: 'encoding: windows-1250',
        },
        {
          means: { code: 'text', text: 'Hélène', encoding: 'windows-1252' },
          write: 'encoding: windows-1252',
        },
      ],
    });
  });

  test('is UTF-8 where one byte of many words is broken', () => {
    const bytes = Buffer.concat([
      Buffer.from('Zażółć gęślą jaźń\n'),
      Buffer.from([0xb3]),
      Buffer.from('x\n'),
    ]);
    const evidence = new ByteEvidence();
    evidence.add(bytes);
    expect(evidence.conclude()).toBe('utf-8');
  });

  test('stands in the first bytes, or shows in its zeros', () => {
    expect(encodingAtStart(Buffer.from('\uFEFFid'))).toEqual({ encoding: 'utf-8', mark: 3 });
    expect(encodingAtStart(iconv.encode('id;name', 'utf-16le', { addBOM: true }))).toEqual({
      encoding: 'utf-16le',
      mark: 2,
    });
    expect(encodingAtStart(iconv.encode('id;name', 'utf-16be'))).toEqual({ encoding: 'utf-16be', mark: 0 });
    expect(encodingAtStart(iconv.encode('id;name', 'utf-16le'))).toEqual({ encoding: 'utf-16le', mark: 0 });
    expect(encodingAtStart(Buffer.from('id;name'))).toBeNull();
  });
});
