-- Who a unionId is inside one Open Platform account. First logins of one person take turns at this row.
create table union_person (
    id      varchar(140) not null primary key, -- label of the Open Platform account, a slash, unionId
    user_id varchar(36)  not null,
    constraint union_person_user foreign key (user_id) references passport_user (id) on delete cascade
)${tableOptions};

create index union_person_by_user on union_person (user_id);

-- The label under which the unionId of this identity was looked up; null until then.
alter table identity add column union_platform varchar(64);

-- The former id of somebody who turned out to be another user.
create table user_alias (
    alias     varchar(36) not null primary key,
    user_id   varchar(36) not null,
    joined_at bigint      not null,
    constraint user_alias_user foreign key (user_id) references passport_user (id) on delete cascade
)${tableOptions};

create index user_alias_by_user on user_alias (user_id);

-- Two users that one unionId joins although both have a history; the smaller id comes first.
create table unionid_conflict (
    id            varchar(36) not null primary key,
    first_user    varchar(36) not null,
    second_user   varchar(36) not null,
    open_platform varchar(64) not null,
    created_at    bigint      not null,
    dismissed_at  bigint,
    constraint unionid_conflict_users unique (first_user, second_user),
    constraint unionid_conflict_first foreign key (first_user) references passport_user (id) on delete cascade,
    constraint unionid_conflict_second foreign key (second_user) references passport_user (id) on delete cascade
)${tableOptions};

create index unionid_conflict_by_second on unionid_conflict (second_user);
create index unionid_conflict_by_creation on unionid_conflict (dismissed_at, created_at, id);
