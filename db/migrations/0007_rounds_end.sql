-- Letters of a round may go when it has ended: they are queued at once, and looked at with their round. Before, each was held
-- and let go one by one.

create index rounds_under_way on rounds (id) where finished_at is null;
update letters set status = 'queued', status_reason = null where status = 'held' and status_reason = 'its round is under way';

-- The key of reminders begins with the customer too.
drop index reminders_of_customer;
