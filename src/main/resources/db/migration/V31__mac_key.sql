-- The keys of message authentication codes. They outlive the master key, which only seals them: what was marked stays findable.

create table mac_key (
    purpose varchar(40)  not null primary key,
    key_id  varchar(8)   not null, -- stands before every code
    secret  varchar(200) not null  -- sealed
)${tableOptions};
