-- Why a guard holds letters: codes with what it saw (src/guards/trip-why.ts), put into words for whoever reads it. Only an addition: an
-- older worker goes on beside it and writes the sentence alone. Codes that do not say the whole sentence are not believed.
alter table guard_trips add column why_codes jsonb;
comment on column guard_trips.why_codes is 'Why, as codes with their evidence; null: a version before wrote the sentence alone.';
comment on column source_runs.faults is 'The first faults, each with file, line, column, value (40 characters at most), reason and, since codes are kept, fault.';
