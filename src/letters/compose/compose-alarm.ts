import type { KeptAlarm } from '../../alarms/alarm.ts';
import type { AlarmTelling } from '../../alarms/telling.ts';
import { type Instant, instantOf, isoDay } from '../../calendar/time.ts';
import { type Zone, zoneOf } from '../../calendar/zone.ts';
import type { Address } from '../../customer/address.ts';
import type { LetterId } from '../../customer/ids.ts';
import type { Rules } from '../../policy/rules.ts';
import type { AlarmFacts, WallMoment } from '../facts/alarm-facts.ts';
import { letterIdOf, messageIdOf } from './identity.ts';

/** One email about an alarm to one person of the company, before words. It is about no customer and no item. */
export interface AlarmLetter {
  readonly id: LetterId;
  /** Natural key: the alarm, that it began or ended, and the address. */
  readonly key: string;
  readonly kind: 'alarm';
  readonly language: string;
  readonly to: Address;
  readonly messageId: string;
  /** The letter that told that it began, where this one tells that it is over. */
  readonly inReplyTo: string | null;
  readonly facts: AlarmFacts;
}

/** A letter to each address of policy `alarms_to`. */
export function composeAlarm(
  { alarm, ended }: AlarmTelling,
  rules: Rules,
  now: Instant,
): readonly AlarmLetter[] {
  const began = (address: string) => `alarm:${alarm.id}:raised:${address.toLowerCase()}`;
  const over = (address: string) => `alarm:${alarm.id}:ended:${address.toLowerCase()}`;
  return rules.alarms.to.map((to) => {
    const key = ended === null ? began(to.address) : over(to.address);
    return {
      id: letterIdOf(key),
      key,
      kind: 'alarm',
      language: rules.company.adminLanguage,
      to,
      messageId: messageIdOf(key, rules),
      inReplyTo: ended === null ? null : messageIdOf(began(to.address), rules),
      facts: factsOf(alarm, ended, to.name, rules, now),
    };
  });
}

function factsOf(
  { code, subject, evidence, raisedAt }: KeptAlarm,
  ended: Instant | null,
  name: string,
  { company }: Rules,
  now: Instant,
): AlarmFacts {
  const zone = zoneOf(company.timeZone);
  const { reason, number, asOf } = evidence;
  return {
    letter: 'alarm',
    company: company.name,
    today: isoDay(zone.dayAt(now)),
    person: { name: name || company.name, role: 'owner', phone: null, email: null },
    code,
    subject,
    reason,
    number,
    asOf: asOf === null ? null : onTheWall(instantOf(Date.parse(asOf)), zone),
    since: onTheWall(raisedAt, zone),
    ended: ended === null ? null : onTheWall(ended, zone),
  };
}

function onTheWall(at: Instant, zone: Zone): WallMoment {
  const minute = zone.minuteOfDay(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return { day: isoDay(zone.dayAt(at)), time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
}
