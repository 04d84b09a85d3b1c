create table oauth_client (
    client_id   varchar(36)  not null primary key,
    name        varchar(100) not null,
    secret_hash varchar(64)  not null, -- SHA-256 in hex
    scopes      varchar(200) not null, -- separated by one blank
    created_at  bigint       not null,
    revoked_at  bigint
)${tableOptions};
