import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { Doubt, OrderLine } from '../../customer/customer.ts';
import type { DataFault } from '../../customer/data-fault.ts';
import { push } from '../../grouped.ts';
import { epoch, type Raw, rawDay, rawInstant } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';

export interface OrderLines {
  readonly byOrder: ReadonlyMap<string, readonly OrderLine[]>;
  readonly doubts: ReadonlyMap<string, readonly Doubt[]>;
}

/** A charge that its table does not call one: without a stage, and named so. */
const CHARGE = `description ~* '^(shipping|delivery|postage|freight|discount|voucher|coupon|gift ?card|versand|porto|rabatt|gutschein|wysyłka|dostawa|rabat|доставка|скидка)\\M'`;

/** The lines of these orders, in line order, but for charges and what was taken off, which nobody waits for; doubtful fields are set aside and named per order. */
export async function readLines(
  source: RowSource,
  orderIds: readonly string[],
  now: Instant,
): Promise<OrderLines> {
  const byOrder = new Map<string, OrderLine[]>();
  const doubts = new Map<string, Doubt[]>();
  if (orderIds.length === 0) return { byOrder, doubts };
  const rows = await source.rows(
    `select order_id, line_no, left(description, 300), stage, ${epoch('stage_since')}, promised_for, left(reason, 100)
     from ${source.tables.order_lines} order_lines where order_id = any($1) and kind is distinct from 'charge'
       and (quantity is null or quantity > 0) and not (stage is null and ${CHARGE}) order by order_id, line_no`,
    [orderIds],
  );
  for (const [orderId, lineNo, ...rest] of rows) {
    if (orderId == null) continue;
    const id = `${orderId}/${lineNo}`;
    const line = readLine(Number(lineNo), rest, now, (field, fault) => {
      push(doubts, orderId, { table: 'order_lines', id, field, fault });
    });
    push(byOrder, orderId, line);
  }
  return { byOrder, doubts };
}

function readLine(
  lineNo: number,
  [description, stage, stageSince, promisedFor, reason]: Raw[],
  now: Instant,
  doubt: (field: string, fault: DataFault) => void,
): OrderLine {
  const since = rawInstant(stageSince ?? null);
  const future = since !== null && since > now;
  if (future) doubt('stage_since', { code: 'future', at: isoInstant(since) });
  return {
    lineNo,
    description: description ?? '',
    stage: stage ?? null,
    stageSince: future ? null : since,
    promisedFor: rawDay(promisedFor ?? null),
    reason: reason ?? null,
  };
}
