alter table passport_user add column disabled_reason varchar(200);

-- For the lists of operators: newest first, page by page, each filter with an index of its own.
create index passport_user_by_creation on passport_user (created_at, id);
create index identity_by_open_id on identity (open_id);
create index identity_by_nickname on identity (nickname);
create index login_session_by_creation on login_session (created_at, id);
create index login_session_by_user_creation on login_session (user_id, created_at, id);
create index login_session_by_app_creation on login_session (app_id, created_at, id);
