-- For the age of the oldest message that waits: asked again and again, also when a million wait.
create index push_event_by_age on push_event (state, received_at);

-- The trace a message came with (W3C Trace Context), for the webhook. Null is: of a version that did not ask.
alter table push_event add column trace_parent varchar(55);
alter table push_event add column trace_state varchar(512);
