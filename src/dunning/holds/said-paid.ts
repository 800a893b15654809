import { isoDay } from '../../calendar/time.ts';
import { saidPaid } from '../said-paid.ts';
import { type HoldRule, hold } from './hold.ts';

/** They answered a reminder: "I have paid". Somebody looks for the money, and no reminder goes meanwhile. */
export const holdSaidPaid: HoldRule = (debt) => {
  if (debt.situation.memory.inbox.answers.length === 0) return null;
  const said = saidPaid(debt);
  if (said === null) return null;
  const { answer, until } = said;
  return hold('said_paid', until, {
    day: isoDay(answer.day ?? debt.situation.zone.dayAt(answer.at)),
  });
};
