-- Whom a message is about, as a message authentication code of AppID and openid: erasure finds what was given up by it.
alter table push_event add column subject varchar(60);

create index push_event_by_subject on push_event (subject);
