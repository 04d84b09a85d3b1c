-- A picture is named by its content and stored once. Whoever shows it is counted; unused_since is null while anybody does.

create table avatar_picture (
    name         varchar(80) not null primary key,
    uses         int         not null,
    unused_since bigint
)${tableOptions};

create index avatar_picture_by_disuse on avatar_picture (unused_since);

create table avatar_content (
    picture      varchar(80) not null primary key,
    large_bytes  ${bytes}    not null,
    small_bytes  ${bytes}    not null,
    constraint avatar_content_picture foreign key (picture) references avatar_picture (name)
)${tableOptions};

create table avatar (
    identity_id varchar(36) not null primary key,
    shown       varchar(80),
    pending     varchar(80),
    constraint avatar_identity foreign key (identity_id) references identity (id),
    constraint avatar_shown foreign key (shown) references avatar_picture (name),
    constraint avatar_pending foreign key (pending) references avatar_picture (name)
)${tableOptions};

create index avatar_by_shown on avatar (shown);
create index avatar_by_pending on avatar (pending);
