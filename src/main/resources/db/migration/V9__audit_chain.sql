-- Every event gets a seal when it is recorded and a place in the chain of a day soon after. Events of before had no seal.
drop table audit_event;

create table audit_event (
    id          varchar(36) not null primary key,
    at          bigint      not null,
    event_type  varchar(40) not null,
    actor       varchar(100),
    user_id     varchar(36),
    app_id      varchar(32),
    session_id  varchar(36),
    reason      varchar(60),
    wechat_rid  varchar(60),
    request_id  varchar(64),
    address     varchar(45),
    seal        varchar(60) not null,
    chain_day   varchar(10), -- UTC, for example 2026-11-22; this, place and link are null until the event is linked
    place       int,         -- counts from 1 each day
    link        varchar(60),
    constraint audit_event_place unique (chain_day, place)
)${tableOptions};

create index audit_event_by_time on audit_event (at, id);
create index audit_event_by_type on audit_event (event_type, at, id);
create index audit_event_by_user on audit_event (user_id, at, id);
create index audit_event_by_app on audit_event (app_id, at, id);

create table audit_day (
    chain_day   varchar(10) not null primary key,
    predecessor varchar(60), -- the head of the day before; null for the first day ever
    events      int         not null,
    last_link   varchar(60) not null,
    head        varchar(60) not null
)${tableOptions};

-- One row, locked by the node that links or purges.
create table audit_chain (
    id         int not null primary key,
    newest_day varchar(10)
)${tableOptions};

insert into audit_chain (id) values (1);
