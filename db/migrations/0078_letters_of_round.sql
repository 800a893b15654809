-- What a round wrote is looked through when it was wrong (corrections).
create index letters_of_round on letters (round_id, decided_at, id) where audience = 'customer';
