-- People are told of what is urgent at once, and of all else in the digest of the day. Only changes of rows: an older worker goes on beside it.

-- What came of a mail or of a refused letter before, and was not told: it is told at once, as it would have been.
update tasks set urgent = true where untold and done_at is null;

-- What was to be done about a case that has closed is over with it; an answer and a complaint are owed still.
update tasks t set done_at = greatest(c.closed_at, t.created_at), done_by = 'the end of its case', untold = null
from cases c
where c.id = t.case_id and c.closed_at is not null and t.done_at is null and t.kind <> 'answer-customer' and t.why <> 'complained';
