-- Rows may repeat: revoking twice is no error, and two nodes may do it at once.
create table revoked_token (
    id         varchar(36) not null primary key,
    token_id   varchar(36) not null, -- a jti, or a client id for every token of that client
    revoked_at bigint      not null,
    expires_at bigint      not null
)${tableOptions};

create index revoked_token_by_token on revoked_token (token_id);
create index revoked_token_by_revocation on revoked_token (revoked_at);
create index revoked_token_by_expiry on revoked_token (expires_at);
