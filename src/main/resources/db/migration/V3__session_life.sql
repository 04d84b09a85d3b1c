-- An app's own rules; null is what the configuration says. Durations are milliseconds.
alter table mini_app add column max_sessions int;
alter table mini_app add column access_token_ttl bigint;
alter table mini_app add column session_idle bigint;
alter table mini_app add column session_absolute bigint;

alter table login_session add column refresh_key varchar(200); -- sealed
alter table login_session add column access_until bigint default 0 not null;
update login_session set access_until = expires_at;

create index login_session_by_expiry on login_session (expires_at);
create index login_session_by_use on login_session (app_id, ended_at, last_seen_at);

-- A refresh token lives as long as its session.
alter table refresh_token drop column expires_at;
alter table refresh_token add column used_at bigint;
