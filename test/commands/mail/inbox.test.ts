import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { aMail, aStatusReport } from '../../inbox/mails.ts';
import { tidings } from '../../support/tidings.ts';

let cwd: string;
/** No database is there, and none is needed. */
const place = () => ({ cwd, env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' } });

beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'tidings-inbox-'));
  const report = aStatusReport(
    'Final-Recipient: rfc822;anna@customer.example\nAction: failed\nStatus: 5.1.1\n',
  );
  await writeFile(path.join(cwd, 'bounce.eml'), report);
  await writeFile(
    path.join(cwd, 'reply.eml'),
    aMail({ From: '"\u001b[31mAnna" <anna@customer.example>' }, 'Thank you.'),
  );
  await writeFile(path.join(cwd, 'empty.eml'), '');
});

test('every mail is judged, as JSON', async () => {
  const { code, out, err } = await tidings(
    place(),
    'inbox',
    'classify',
    'bounce.eml',
    'reply.eml',
    'empty.eml',
    '--json',
  );
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual([
    {
      file: 'bounce.eml',
      kind: 'bounce_hard',
      recipient: 'anna@customer.example',
      status: '5.1.1',
      why: 'A status report (RFC 3464): failed with 5.1.1, so the address is no good.',
      reason: 'mailbox',
    },
    expect.objectContaining({
      file: 'reply.eml',
      kind: 'reply',
      recipient: 'anna@customer.example',
      status: null,
    }),
    expect.objectContaining({ file: 'empty.eml', kind: 'unknown', recipient: null }),
  ]);
});

test('a file that is not there is named, and the others are judged', async () => {
  const { code, out, err } = await tidings(place(), 'inbox', 'classify', 'nowhere.eml', 'bounce.eml');
  expect(code).toBe(1);
  expect(out).toBe(
    'bounce.eml  bounce_hard  anna@customer.example  5.1.1  A status report (RFC 3464): failed with 5.1.1, so the address is no good.\n',
  );
  expect(err).toBe('nowhere.eml cannot be read (ENOENT).\n');
});

test('without a file the command line is wrong', async () => {
  const { code, err } = await tidings(place(), 'inbox', 'classify');
  expect(code).toBe(2);
  expect(err).toContain("missing required argument 'file'");
});
