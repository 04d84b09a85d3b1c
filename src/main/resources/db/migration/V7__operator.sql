create table operator (
    name                varchar(64)  not null primary key, -- lower case
    password_hash       varchar(300) not null,
    token_generation    varchar(36)  not null,
    created_at          bigint       not null,
    password_changed_at bigint       not null
)${tableOptions};

create index operator_by_creation on operator (created_at, name);

create table failure_count (
    id         varchar(64) not null primary key, -- SHA-256 of what is counted
    failures   int         not null,
    expires_at bigint      not null
)${tableOptions};

create index failure_count_by_expiry on failure_count (expires_at);
