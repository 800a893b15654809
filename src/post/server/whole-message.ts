import { Readable } from 'node:stream';
import * as base64 from 'nodemailer/lib/base64';
import type MimeNode from 'nodemailer/lib/mime-node';
import * as quotedPrintable from 'nodemailer/lib/qp';

/**
 * A composed message as one piece of bytes, the same that nodemailer's own streams would give (but for soft line breaks
 * near the end of a text that ends in spaces): headers, encodings and boundaries are its work. A letter is text in
 * memory, and a stream for each part of it costs more than all the rest of sending; one piece also leaves in one write.
 * Null when a part is not text in memory: such a message can only be streamed.
 */
export function wholeMessage(root: MimeNode): Buffer | null {
  const written = write(root);
  if (written === null) return null;
  return Buffer.from(/\r?\n$/.test(written) ? written : `${written}\r\n`);
}

/** The message as a stream of one chunk. */
export const inOnePiece = (bytes: Buffer): Readable =>
  new Readable({
    read() {
      this.push(bytes);
      this.push(null);
    },
  });

/** The same stream, which gives its first byte when it may, and breaks when it may not. */
export const onceItMay = (message: Readable, may: () => Promise<boolean>): Readable =>
  Readable.from(
    (async function* () {
      if (!(await may())) throw new Error('the letter was not let go');
      yield* message;
    })(),
    { objectMode: false },
  );

function write(node: MimeNode): string | null {
  // Building the headers also settles the encoding and the boundary.
  const head = `${node.buildHeaders()}\r\n\r\n`;
  if (!node.multipart) {
    const content = node.content ?? '';
    return typeof content === 'string' ? head + encoded(content, node.getTransferEncoding()) : null;
  }
  let body = '';
  for (const child of node.childNodes) {
    const part = write(child);
    if (part === null) return null;
    body += `${body === '' ? '' : '\r\n'}--${node.boundary}\r\n${part}`;
  }
  return `${head}${body}\r\n--${node.boundary}--\r\n`;
}

function encoded(content: string, encoding: string | false): string {
  if (encoding === 'quoted-printable') return quotedPrintable.wrap(quotedPrintable.encode(content));
  if (encoding === 'base64') return base64.wrap(base64.encode(content));
  return content;
}
