import { clean, cleanOr } from '../../letters/language/clean.ts';
import type { Names } from '../../source/find/names.ts';
import { plural } from '../terminal/columns.ts';
import type { DigestGroup } from './digest.ts';

/** `Anna Kamińska, Teatr na Skarpie and 4 others` */
export function who({ customers, others }: DigestGroup, names: Names): string {
  const told = customers.map((id) => nameOf(names.customers, id, 28)).join(', ');
  return others === 0 ? told : `${told} and ${plural(others, 'other')}`;
}

/** The name of an id, cleaned and cut; the id itself where there is none. */
export const nameOf = (names: ReadonlyMap<string, string>, id: string, length: number): string =>
  clean(names.get(id) ?? null, length) ?? cleanOr(id, length, '?');
