-- Why a guard holds letters: codes with what it saw (src/guards/trip-why.ts), put into words for whoever reads it. Only an addition: an
-- older worker goes on beside it and writes the sentence alone. It stands without them, and is shown as it was written.
alter table guard_trips add column why_codes jsonb;
comment on column guard_trips.why_codes is 'Why, as codes with their evidence; null: a version before wrote the sentence alone.';
