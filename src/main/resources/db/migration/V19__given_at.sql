-- When a user gave what an identity holds, so that an older revocation that arrives late does not take it. Null is: long ago.

alter table identity add column nickname_at bigint;
alter table identity add column avatar_at bigint;
