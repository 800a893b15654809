import { EAST_ASIA } from './east-asia.ts';
import type { Note } from './note-language.ts';
import { isWish } from './wishes.ts';

/** A note in a language that sets no words apart; null: none, or another language. @param own a mail's own words @param told by the subject */
export function unspacedNote(own: string, told: Note | null): Note | null {
  if (!/[\u3040-\u30ff\u4e00-\u9fff]/u.test(own)) return null;
  if (isWish(own) || BUSINESS.test(/@|\p{Nd}{3}/u.test(own) ? own.replace(ABOUT, ' ') : own)) return null;
  if (
    !told &&
    !/\p{N}|休業|休诊|放假|营业|回复您|明天|周[一二三四五]|@|連絡|返信|返事|电话|電話|联系|发送至|聯|回[复覆復]|收到|受/u.test(
      own,
    )
  )
    return null;
  for (const { absent, receipt, phrases } of EAST_ASIA) {
    const note = absent.test(own) ? 'absence' : receipt.test(own) && FOLLOWS.test(own) ? 'receipt' : null;
    const left = own
      .replace(/\S+@\S+|https?:\/\/\S+/g, '')
      .replace(phrases, '')
      .replace(/[\p{P}\p{S}\p{N}\s]/gu, '');
    // Names may be left, of who is asked instead, and what somebody says besides.
    if (
      note !== null &&
      !/\p{Script=Latin}{4}/u.test(left) &&
      (told || left.length <= Math.max(MOST_LEFT, own.length * LEFT_SHARE))
    )
      return note;
  }
  return told === 'absence' ? 'absence' : null;
}

const MOST_LEFT = 4;
const LEFT_SHARE = 0.25;

/** What customers write about. */
const BUSINESS =
  /注文|商品|荷物|配送|配達|届け|支払|振込|請求|返金|返品|キャンセル|取り消|修理|受け取|取りに|欲し|ほしい|玄関|订单|訂單|货|貨|快递|包裹|付款|支付|退款|取消|发票|發票|维修|維修|修理|自提|门口|門口|想要|价格|價格/u;

/** Whom to ask about it. */
const ABOUT =
  /(ご?(注文|請求|お?支払い?|配送|納品|お?見積り?)(書|など|等|や|・|および|と)*)+(に関する|について|に関して|関連|関係)(の|は)?(お問い?合わ?せ|ご質問|件|ご連絡)|((订单|訂單|发票|發票|付款|账单|帳單|发货|报价)(和|与|及|、)?)+(的|相关|相關|方面)?(问题|問題|事宜|咨询|諮詢)/gu;

/** A receipt says what follows, or that a machine wrote it. */
const FOLLOWS =
  /連絡|返信|返答|回答|対応|番号|自動|自动|联系|发送至|聯[繫絡]|回[复覆復]|处理|處理|编号|編號|号|號/u;

/** Lines in letters of East Asia, and whole sentences of Latin ones. */
export function parted(own: string): readonly [theirs: string, english: string] {
  const isEnglish = (line: string) =>
    !/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/u.test(line) &&
    (line.match(/[A-Za-z]{2,}/g)?.length ?? 0) >= 4;
  const lines = own.split('\n');
  return [lines.filter((line) => !isEnglish(line)).join('\n'), lines.filter(isEnglish).join('\n')];
}
