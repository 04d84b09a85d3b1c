-- WeChat's own access token of each app, one for all nodes, and the lease of whoever fetches the next one.

create table wechat_token (
    app_id         varchar(32) not null primary key,
    token          varchar(1500), -- sealed; null is none
    fetched_at     bigint,
    expires_at     bigint,
    app_updated_at bigint,        -- what mini_app.updated_at was when it was fetched: with another one the token counts no more
    generation     bigint not null,
    leased_by      varchar(36),
    leased_until   bigint,
    constraint wechat_token_app foreign key (app_id) references mini_app (app_id)
)${tableOptions};
