create table audit_event (
    id         varchar(36) not null primary key,
    at         bigint      not null,
    event_type varchar(40) not null,
    actor      varchar(100),
    user_id    varchar(36),
    app_id     varchar(32),
    session_id varchar(36),
    reason     varchar(60),
    wechat_rid varchar(60)
)${tableOptions};
