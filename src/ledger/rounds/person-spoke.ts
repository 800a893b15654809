/**
 * The ways, each a condition in SQL, in which our tables know that a person spoke with the customer of a row about its item or at large:
 * somebody told us so, or answered a mail of theirs. `inbox/reply-contacts.ts` says the same of what is remembered.
 * @param of the row's alias, with `customer_id`, `item_kind` and `item_id`
 * @param isMeant of a column with a moment, whether that moment counts
 */
export const personSpoke = (of: string, isMeant: (at: string) => string): readonly string[] => [
  `exists (
    select from recorded_contacts r
    where r.customer_id = ${of}.customer_id and r.taken_back_at is null and ${isMeant('r.at')}
      and (r.item_id is null or (r.item_kind = ${of}.item_kind and r.item_id = ${of}.item_id)))`,
  `exists (
    select from replies p
    where p.customer_id = ${of}.customer_id and p.meant_for is null and ${isMeant('p.answered_at')}
      and (p.about = '[]' or p.about @> jsonb_build_array(jsonb_build_object('kind', ${of}.item_kind, 'id', ${of}.item_id))))`,
];
