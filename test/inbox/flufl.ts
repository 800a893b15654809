import { existsSync } from 'node:fs';
import path from 'node:path';
import type { MailKind } from '../../src/inbox/mail-kinds.ts';
import { packageRoot } from '../../src/settings/package-root.ts';

/**
 * Where the mails of flufl.bounce are, beside this repository or in the folder that SHARED names; null when they are not. They
 * are not ours to copy.
 */
export function fluflFolder(): string | null {
  const shared = process.env.SHARED || path.join(packageRoot, '../shared');
  const folder = path.join(shared, 'data/bounces-flufl');
  return existsSync(folder) ? folder : null;
}

/**
 * What each mail is, by eye. Hard is what is said of the mailbox or its domain; a server that gives no reason at all is soft, as are a
 * full mailbox, a size, a loop, a queue that ran out and a suspicion of spam.
 */
const NAMES: Readonly<Record<Exclude<MailKind, 'complaint' | 'unknown'>, string>> = {
  bounce_hard: `bounce_02 dsn_10 dsn_11 dsn_12 dsn_13 dsn_14 dsn_15 dsn_16 dsn_18 exim_01 groupwise_01 groupwise_02
    llnl_01 microsoft_01 microsoft_02 microsoft_04 postfix_01 qmail_03 qmail_04 qmail_05
    simple_04 simple_05 simple_06 simple_08 simple_11 simple_12 simple_13 simple_15 simple_16     simple_19 simple_23 simple_25 simple_26 simple_27 simple_29 simple_30 simple_32
    simple_33 simple_34 simple_36 simple_37 simple_39 simple_41 simple_43 smtp32_04     smtp32_06 smtp32_07 yahoo_03 yahoo_05 yahoo_06 yahoo_07 yahoo_08 yahoo_09 yahoo_10 yahoo_11 yahoo_13
    yale_01`,
  bounce_soft: `microsoft_03 qmail_01 simple_10 simple_17 simple_20 simple_24 simple_31 sina_01 smtp32_03 smtp32_05 yahoo_12
    aol_01 bounce_01 bounce_03 dsn_01 dsn_02 dsn_03 dsn_04 dsn_09 dumbass_01 hotpop_01 netscape_01
    newmailru_01 postfix_02 postfix_03 postfix_04 postfix_05 qmail_02 qmail_06 qmail_07 sendmail_01 simple_01
    simple_02 simple_07 simple_09 simple_14 simple_18 simple_38 simple_42 simple_44 smtp32_01 smtp32_02 yahoo_01
    yahoo_02 yahoo_04`,
  delayed: `dsn_05 dsn_06 dsn_07 dsn_08 dsn_17 simple_03 simple_21 simple_22 simple_28 simple_35 simple_40`,
  auto_reply: 'qmail_08',
  reply: 'groupwise_03',
};

/** File name to kind. */
export const FLUFL: ReadonlyMap<string, MailKind> = new Map(
  (Object.entries(NAMES) as [MailKind, string][]).flatMap(([kind, names]) =>
    names.split(/\s+/).map((name): [string, MailKind] => [`${name}.txt`, kind]),
  ),
);
