-- Whether WeChat tells unionIds to an app at all.
create index identity_by_union on identity (app_id, union_id);
