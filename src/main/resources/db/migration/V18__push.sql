-- What WeChat pushed. The message is sealed and emptied once it is worked off; the row stays to know repetitions by.

create table push_event (
    id           varchar(36) not null primary key,
    app_id       varchar(32) not null,
    message_hash varchar(64) not null, -- SHA-256 of AppID and what makes the message another one
    lane         varchar(10) not null,
    event        varchar(64) not null,
    message      text,                 -- sealed
    state        varchar(10) not null,
    tries        int         not null,
    runner       varchar(36),
    next_try_at  bigint      not null, -- while it is worked on: when another node may take over
    received_at  bigint      not null,
    finished_at  bigint,
    constraint push_event_message unique (message_hash),
    constraint push_event_app foreign key (app_id) references mini_app (app_id)
)${tableOptions};

create index push_event_by_turn on push_event (state, lane, next_try_at);
create index push_event_by_end on push_event (state, finished_at);
create index push_event_by_app on push_event (app_id);

-- Which signature brought which message: in plain mode it does not cover the message, so it may not bring another.
create table push_signature (
    signature_hash varchar(64) not null primary key, -- SHA-256 of AppID and signature
    message_hash   varchar(64) not null,
    seen_at        bigint      not null
)${tableOptions};

create index push_signature_by_time on push_signature (seen_at);
