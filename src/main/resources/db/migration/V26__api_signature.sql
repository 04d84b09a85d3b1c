-- The keys for calls to WeChat that are signed and encrypted. Null is: the app's calls go out plain.

alter table mini_app add column api_key varchar(200);           -- sealed
alter table mini_app add column api_key_sn varchar(64);
alter table mini_app add column api_private_key text;           -- sealed
alter table mini_app add column api_private_key_sn varchar(64);
alter table mini_app add column api_wechat_key text;            -- WeChat's certificate or public key
alter table mini_app add column api_wechat_key_sn varchar(64);
