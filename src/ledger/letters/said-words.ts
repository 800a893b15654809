import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { z } from 'zod';
import { type Connection, ledger, rowOf } from '../../database/query.ts';
import type { RenderedLetter } from '../../letters/template/template.ts';

/** What stands before text and HTML, which follow as they are: escaping them takes as long as packing. */
const headSchema = z.tuple([z.string(), z.string(), z.string(), z.number().int().nonnegative()]);

/*
 * The shipped letters in English and Polish, 194 of them: 14.5 KB, packed 2.7 KB, in 0.05 ms. Quality 4 would make 2.3 KB of
 * them and takes more than twice as long, which delivery would feel.
 */
const QUICKLY = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 16 },
};
/** No letter comes near: templates and facts have limits far below. */
const MOST_BYTES = 16 * 2 ** 20;

/** The words of a letter as the ledger keeps them. */
export const packed = ({ subject, preheader, lang, text, html }: RenderedLetter): Buffer =>
  brotliCompressSync(`${JSON.stringify([subject, preheader, lang, text.length])}\n${text}${html}`, QUICKLY);

/** @throws Error when these bytes are no words */
export function unpacked(said: Buffer): RenderedLetter {
  const all = brotliDecompressSync(said, { maxOutputLength: MOST_BYTES }).toString('utf8');
  const end = all.indexOf('\n');
  const [subject, preheader, lang, length] = headSchema.parse(JSON.parse(all.slice(0, end)));
  const parts = all.slice(end + 1);
  return { subject, preheader, lang, text: parts.slice(0, length), html: parts.slice(length) };
}

/** What a letter said when it was submitted; null when it was not, is to staff, or went before words were kept. */
export async function saidWords(connection: Connection, letterId: string): Promise<RenderedLetter | null> {
  const words = ledger.selectFrom('letter_words').select('said').where('letter_id', '=', letterId);
  const row = await rowOf(connection, words);
  return row && unpacked(row.said);
}
