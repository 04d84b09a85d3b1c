create table phone (
    identity_id  varchar(36)  not null primary key,
    country_code varchar(8)   not null,
    phone_number varchar(200) not null, -- sealed
    number_index varchar(60)  not null, -- message authentication code of the number
    full_index   varchar(60)  not null, -- the same of country code and number
    source_mark  varchar(60)  not null, -- marks the request that brought it
    verified_at  bigint       not null,
    constraint phone_identity foreign key (identity_id) references identity (id) on delete cascade
)${tableOptions};

create index phone_by_number on phone (number_index);
create index phone_by_full_number on phone (full_index);

alter table identity add column phone_hint varchar(200); -- sealed; the masked number, for the profile

-- Each row is a code that WeChat was or may have been asked about; they are counted, because an exchange costs money.
create table phone_exchange (
    code_mark   varchar(60) not null primary key, -- of identity and code
    identity_id varchar(36) not null,
    runner      varchar(36) not null,
    started_at  bigint      not null,
    ended_at    bigint,
    exchanged   boolean     not null,
    constraint phone_exchange_identity foreign key (identity_id) references identity (id) on delete cascade
)${tableOptions};

create index phone_exchange_by_identity on phone_exchange (identity_id, started_at);
create index phone_exchange_by_start on phone_exchange (started_at);
