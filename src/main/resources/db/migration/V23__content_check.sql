-- What its owner alone sees until WeChat has passed it, and what WeChat is still asked about.

alter table identity add column pending_nickname varchar(100);
alter table identity add column pending_avatar_url varchar(1000);

create table content_check (
    id          varchar(36) not null primary key,
    identity_id varchar(36) not null,
    app_id      varchar(32) not null,
    kind        varchar(10) not null,
    enforced    boolean     not null,
    trace_id    varchar(64),
    tries       int         not null,
    due_at      bigint      not null,
    constraint content_check_kind unique (identity_id, kind),
    constraint content_check_identity foreign key (identity_id) references identity (id)
)${tableOptions};

create index content_check_by_time on content_check (due_at);
create index content_check_by_trace on content_check (trace_id);
