-- Valid on H2, PostgreSQL and MariaDB alike. Times are milliseconds since 1970 UTC. "Sealed" is AES-256-GCM in text form.

create table mini_app (
    app_id           varchar(32)  not null primary key,
    name             varchar(100) not null,
    secret           varchar(500) not null, -- sealed
    secret_proven_at bigint,
    enabled          boolean      not null,
    created_at       bigint       not null,
    updated_at       bigint       not null
)${tableOptions};

create table passport_user (
    id          varchar(36) not null primary key,
    disabled_at bigint,
    created_at  bigint      not null
)${tableOptions};

create table identity (
    id         varchar(36) not null primary key,
    user_id    varchar(36) not null,
    app_id     varchar(32) not null,
    open_id    varchar(64) not null,
    union_id   varchar(64),
    nickname   varchar(100),
    avatar_url varchar(1000),
    created_at bigint      not null,
    updated_at bigint      not null,
    constraint identity_open_id unique (app_id, open_id),
    constraint identity_user foreign key (user_id) references passport_user (id),
    constraint identity_app foreign key (app_id) references mini_app (app_id)
)${tableOptions};

create index identity_by_user on identity (user_id);

create table session_key (
    identity_id            varchar(36)  not null primary key,
    newest                 varchar(200) not null, -- sealed
    newest_started_at      bigint       not null,
    predecessor            varchar(200),          -- sealed
    predecessor_started_at bigint,
    constraint session_key_identity foreign key (identity_id) references identity (id)
)${tableOptions};

create table login_session (
    id           varchar(36) not null primary key,
    user_id      varchar(36) not null,
    identity_id  varchar(36) not null,
    app_id       varchar(32) not null,
    device       varchar(200),
    created_at   bigint      not null,
    last_seen_at bigint      not null,
    expires_at   bigint      not null,
    ended_at     bigint,
    end_reason   varchar(32),
    constraint login_session_user foreign key (user_id) references passport_user (id),
    constraint login_session_identity foreign key (identity_id) references identity (id)
)${tableOptions};

create index login_session_by_user on login_session (user_id);
create index login_session_by_identity on login_session (identity_id);
create index login_session_by_end on login_session (ended_at);

create table refresh_token (
    token_hash varchar(64) not null primary key,
    session_id varchar(36) not null,
    created_at bigint      not null,
    expires_at bigint      not null,
    constraint refresh_token_session foreign key (session_id) references login_session (id)
)${tableOptions};

create index refresh_token_by_session on refresh_token (session_id);

create table signing_key (
    generation int           not null primary key,
    kid        varchar(64)   not null,
    algorithm  varchar(10)   not null,
    jwk        varchar(5000) not null, -- sealed
    created_at bigint        not null
)${tableOptions};
