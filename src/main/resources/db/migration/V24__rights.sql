create table consent (
    id          varchar(36) not null primary key,
    identity_id varchar(36) not null,
    document    varchar(40) not null,
    version     varchar(40) not null,
    accepted_at bigint      not null,
    constraint consent_identity foreign key (identity_id) references identity (id)
)${tableOptions};

create index consent_by_identity on consent (identity_id, document, accepted_at);

-- An address can be erased without breaking the seal of its event: the seal covers the mark, and without the salt nobody can
-- tell from the mark what the address was.
alter table audit_event add column address_salt varchar(36);
alter table audit_event add column address_mark varchar(60);
