import type { Headline } from '../../week/week.ts';
import type { Say } from '../frame/say.ts';

/** The week in one sentence: "14 customers waited too long, 3 more than the week before; most for parts." */
export function headlineText({ customers, change, mostFor }: Headline, say: Say): string {
  if (customers === null) return say('week.headline.unknown');
  if (customers === 0) return say('week.headline.none');
  const parts = [say('week.headline.waited', { count: customers })];
  if (change !== null)
    parts.push(
      change === 0
        ? say('week.headline.same')
        : say(change > 0 ? 'week.headline.more' : 'week.headline.fewer', { number: Math.abs(change) }),
    );
  const kind = mostFor === null ? '' : `week.most_for.${mostFor}`;
  const most = say.has(kind) ? `; ${say(kind)}` : '';
  return `${parts.join(', ')}${most}.`;
}
