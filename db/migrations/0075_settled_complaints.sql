-- Who complained to a person and had it settled is mended. Found as the open ones are: by an index that begins with the customer.
-- Only additions: an older worker goes on beside it, and mends nobody for them.
create index taken_complaints_settled on taken_complaints (customer_id, ended_at) where ended_at is not null;
