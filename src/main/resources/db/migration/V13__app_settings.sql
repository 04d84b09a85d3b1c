-- What an app is beyond its secret. Null is: not bound, no push, and what the defaults say.

alter table mini_app add column open_platform varchar(64);
alter table mini_app add column push_token varchar(200);   -- sealed
alter table mini_app add column push_aes_key varchar(200); -- sealed
alter table mini_app add column push_mode varchar(10);
alter table mini_app add column push_format varchar(10);
alter table mini_app add column nickname_check varchar(10);
alter table mini_app add column avatar_check varchar(10);
alter table mini_app add column token_mode varchar(10);
