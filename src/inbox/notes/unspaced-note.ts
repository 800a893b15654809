import { EAST_ASIA } from './east-asia.ts';
import type { Note } from './note-language.ts';
import { isWish } from './wishes.ts';

/** A note in a language that sets no words apart; null: none, or another language. @param own a mail's own words */
export function unspacedNote(own: string): Note | null {
  if (!/[\u3040-\u30ff\u4e00-\u9fff]/u.test(own)) return null;
  if (isWish(own) || !/\p{N}|連絡|返信|返事|电话|電話|联系|发送至|聯|回[复覆復]|收到|受/u.test(own))
    return null;
  for (const { absent, receipt, phrases } of EAST_ASIA) {
    const note = absent.test(own) ? 'absence' : receipt.test(own) && FOLLOWS.test(own) ? 'receipt' : null;
    const left = own
      .replace(/\S+@\S+|https?:\/\/\S+/g, '')
      .replace(phrases, '')
      .replace(/[\p{P}\p{S}\p{N}\s]/gu, '');
    // A name or two may be left, of who is asked instead.
    if (note !== null && left.length <= 4) return note;
  }
  return null;
}

/** A receipt says what follows, or that a machine wrote it. */
const FOLLOWS =
  /連絡|返信|返答|回答|対応|番号|自動|自动|联系|发送至|聯[繫絡]|回[复覆復]|处理|處理|编号|編號|号|號/u;
