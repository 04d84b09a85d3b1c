-- Open data is good for one use. Marks are message authentication codes: they tell nothing about what they mark.

create table used_ciphertext (
    mark        varchar(60) not null primary key, -- of identity and ciphertext
    identity_id varchar(36) not null,
    used_at     bigint      not null,
    constraint used_ciphertext_identity foreign key (identity_id) references identity (id) on delete cascade
)${tableOptions};

create index used_ciphertext_by_identity on used_ciphertext (identity_id);
create index used_ciphertext_by_use on used_ciphertext (used_at);

-- Marks the request that brought the profile, together with what it brought.
alter table identity add column profile_mark varchar(60);
