-- When a key takes over from its predecessor, and how long (milliseconds) the longest-lived of its tokens lives.

alter table signing_key add column signs_at bigint default 0 not null;
alter table signing_key add column longest_ttl bigint default 0 not null;

-- Nobody knows for how long the keys that are there were used: a day is more than any access token lives.
update signing_key set signs_at = created_at, longest_ttl = 86400000;
