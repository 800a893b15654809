-- A letter that a worker has claimed waits in that worker for its turn. While it does, this names the worker; it is emptied,
-- and committed, before the first byte about the letter can leave. When a worker dies, what it had not begun goes back into the
-- queue, and only what it had begun is uncertain.
--
-- The worker is named, and not just "untried": an older worker beside this one claims letters and leaves the column as it is.
-- It counts only while it equals leased_by, so what an older worker claimed is uncertain, as it always was. For the same
-- reason no CHECK ties the two together.
alter table letters add column untried_by text;
