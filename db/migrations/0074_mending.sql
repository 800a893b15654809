-- Customers who are mended have their next contacts watched: a kind of task. Only additions: an older worker goes on beside it.
do $$
declare kinds text;
begin
  select pg_get_constraintdef(oid) into kinds from pg_constraint where conrelid = 'tasks'::regclass and conname = 'tasks_kind_check';
  alter table tasks drop constraint tasks_kind_check;
  execute 'alter table tasks add constraint tasks_kind_check ' || replace(kinds, 'ARRAY[', 'ARRAY[''watch-contacts''::text, ');
end $$;
