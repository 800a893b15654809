-- What waits for a person about money is a task: a contested invoice, a formal letter, money to place, a hold without an end.
alter table tasks drop constraint if exists tasks_kind_check;
alter table tasks add constraint tasks_kind_check
  check (kind in ('call-customer', 'answer-customer', 'find-out', 'review-credit-limit', 'escalation', 'decide-money'));
create index tasks_undecided on tasks (due_on) where kind = 'decide-money' and done_at is null;
