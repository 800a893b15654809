-- Who once asked to be written to less let us off the words of before, also where a person has lifted it since. Harmless beside an older worker.
create index less_often_of_customer on less_often (customer_id);
