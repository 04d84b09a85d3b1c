create table login_attempt (
    code_hash   varchar(64) not null primary key, -- SHA-256 of AppID and code
    key_hash    varchar(64) not null,             -- SHA-256 of AppID, code and Idempotency-Key
    runner      varchar(36) not null,
    started_at  bigint      not null,
    finished_at bigint,
    session_id  varchar(36),
    new_user    boolean,
    constraint login_attempt_session foreign key (session_id) references login_session (id) on delete cascade
)${tableOptions};

create index login_attempt_by_start on login_attempt (started_at);
create index login_attempt_by_session on login_attempt (session_id);
