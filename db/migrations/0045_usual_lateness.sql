-- The list of one grade of payment records is in order of how late each usually pays. Only an addition: an older worker leaves the column empty.
alter table verdicts add column usual_lateness integer;
comment on column verdicts.usual_lateness is
  'Calendar days by which the customer usually pays late, the latest payments weighing most; empty: too little is known.';
create index verdicts_by_lateness on verdicts (verdict, record, (coalesce(usual_lateness, 0)), days_overdue, key);
