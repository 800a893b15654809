import type { Settlement } from '../../ledger/letter-states/settled.ts';

/** What one delivery did. Every claimed letter is in exactly one of the counts. */
export interface DeliveryReport {
  claimed: number;
  /** The server took them, or they were captured. Never "delivered": SMTP cannot know. */
  submitted: number;
  /** Will be tried again. */
  retry: number;
  refused: number;
  /** Nobody knows whether they went. */
  uncertain: number;
  /** Wait for a person. */
  held: number;
  /** No longer true when they were looked at again. */
  withdrawn: number;
  /** Too old to be sent. */
  expired: number;
  /** Put back as they were: the delivery stopped before their turn. */
  returned: number;
  /** Found uncertain, because the worker that sent them had died. */
  lapsed: number;
  /** Put back into the queue: the worker that held them had died before their turn. */
  recovered: number;
  /** Why nothing is sent, when a pause is open. */
  paused: string | null;
  /** Why the clocks are not trusted, when that is how it ended: then alarms alone were sent. */
  clock: string | null;
  /** Why the mail server takes nothing, when that is how it ended. */
  relayFault: string | null;
}

export const emptyReport = (): DeliveryReport => ({
  claimed: 0,
  submitted: 0,
  retry: 0,
  refused: 0,
  uncertain: 0,
  held: 0,
  withdrawn: 0,
  expired: 0,
  returned: 0,
  lapsed: 0,
  recovered: 0,
  paused: null,
  clock: null,
  relayFault: null,
});

export function count(report: DeliveryReport, settlements: readonly Settlement[]): void {
  for (const { status } of settlements) report[status]++;
}
