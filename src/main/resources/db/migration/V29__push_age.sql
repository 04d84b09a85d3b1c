-- For the age of the oldest message that waits: asked again and again, also when a million wait.
create index push_event_by_age on push_event (state, received_at);
