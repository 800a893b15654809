-- Whatever keeps reminders back until a person did it is an alarm when its day is over. An older worker goes on beside it: what it
-- looks for is among these.

create index tasks_undecided_by_day on tasks (due_on)
  where done_at is null and (kind in ('decide-money', 'review-credit-limit', 'answer-customer')
    or (kind = 'call-customer' and case_id is null));
drop index tasks_undecided;
