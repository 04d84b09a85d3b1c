-- 100,000 rows in every table that grows, made by the database itself: spread over apps, users and time as in a service that has
-- run for a year. A little is due for each of the housekeeping's chores. ${now} is the time, ${numbers} are rows n = 1 to 100,000,
-- ${sealed} is something that the server has sealed; of the three apps ${app} has nearly everybody.

insert into passport_user (id, created_at) select md5(concat('user', n)), ${now} - n * 315000 from ${numbers};

insert into identity (id, user_id, app_id, open_id, union_id, nickname, created_at, updated_at)
select md5(concat('identity', n)), md5(concat('user', n)),
       case when n % 100 = 0 then '${rareApp}' when n % 10 = 0 then '${otherApp}' else '${app}' end,
       md5(concat('open', n)), case when n % 3 = 0 then md5(concat('union', n)) end,
       case when n % 4 > 0 then concat('nick ', md5(concat('name', n % 20000))) end, ${now} - n * 315000, ${now} - n * 300000
from ${numbers};

insert into session_key (identity_id, newest, newest_started_at)
select md5(concat('identity', n)), '${sealed}', ${now} - n * 1000 from ${numbers};

-- 210 days of logins: what is older than 180 days has ended by age, a fifth of the others in the last 29 days; 100 ended 31 days ago
insert into login_session (id, user_id, identity_id, app_id, device, created_at, last_seen_at, expires_at, ended_at, end_reason,
                           refresh_key, access_until)
select md5(concat('session', n)), md5(concat('user', n)), md5(concat('identity', n)),
       case when n % 100 = 0 then '${rareApp}' when n % 10 = 0 then '${otherApp}' else '${app}' end,
       'phone', ${now} - n * 181440, ${now} - (n % 29) * 86400000, ${now} - n * 181440 + 15552000000,
       case when n % 1000 = 1 then ${now} - 2678400000
            when n > 85714 then ${now} - n * 181440 + 15552000000
            when n % 5 = 0 then ${now} - (n % 29) * 86000000 - 1000000 end,
       case when n % 1000 = 1 or n % 5 = 0 or n > 85714 then 'logout' end, '${sealed}', ${now} - (n % 29) * 86400000
from ${numbers};
-- 50 that end by age now, 50 that end by disuse
update login_session set expires_at = ${now} where ended_at is null and created_at > ${now} - 250 * 181440;
update login_session set last_seen_at = ${now} - 2678400000, access_until = ${now} - 2678400000
where ended_at is null and created_at < ${now} - 15422400000;

insert into refresh_token (token_hash, session_id, created_at, used_at)
select md5(concat('token', n)), md5(concat('session', n)), ${now} - n * 1000, null from ${numbers};

insert into login_attempt (code_hash, key_hash, runner, started_at, finished_at, session_id, new_user)
select md5(concat('code', n)), md5(concat('key', n)), 'runner', ${now} - (n % 600) * 80 - case when n % 1000 = 0 then 1000000 else 0 end,
       ${now}, md5(concat('session', n)), false
from ${numbers};

insert into revoked_token (id, token_id, revoked_at, expires_at)
select md5(concat('revoked', n)), md5(concat('jti', n)), ${now} - n * 800 - 300000,
       ${now} + (n % 86400) * 1000 + 600000 - case when n % 1000 = 0 then 100000000 else 0 end
from ${numbers};

insert into failure_count (id, failures, expires_at)
select md5(concat('failure', n)), 1, ${now} + n * 1000 + 600000 - case when n % 1000 = 0 then 200000000 else 0 end from ${numbers};

-- Days that are still to come, so that whenever the test runs none of them is due; the first 1,000 events are
insert into audit_event (id, at, event_type, user_id, app_id, session_id, address, seal, chain_day, place, link, address_mark)
select md5(concat('event', n)), ${now} - n * 345000,
       case when n % 50 = 0 then 'logout' when n % 1000 = 1 then 'refresh_token_reused' else 'login' end,
       md5(concat('user', n)), case when n % 100 = 0 then '${rareApp}' when n % 10 = 0 then '${otherApp}' else '${app}' end,
       md5(concat('session', n)), '198.51.100.7', 'seal',
       case when n <= 1000 then '2000-01-01' else concat('9000-01-', lpad(concat(n % 28 + 1), 2, '0')) end, n, 'link', 'mark'
from ${numbers};

insert into union_person (id, user_id) select concat('platform/', md5(concat('union', n))), md5(concat('user', n)) from ${numbers};

insert into user_alias (alias, user_id, joined_at)
select md5(concat('alias', n)), md5(concat('user', n)), ${now} - n * 1000 from ${numbers};

insert into unionid_conflict (id, first_user, second_user, open_platform, created_at, dismissed_at)
select md5(concat('conflict', n)), md5(concat('user', n)), md5(concat('user', n + 1)), 'platform', ${now} - n * 315000,
       case when n % 100 > 0 then ${now} end
from ${numbers} where n < 100000;

insert into push_event (id, app_id, message_hash, lane, event, state, tries, next_try_at, received_at, finished_at, subject)
select md5(concat('push', n)), '${app}', md5(concat('message', n)), 'OBEY', 'user_info_modified',
       case when n % 100 = 0 then 'DEAD' when n % 100 = 1 then 'DUE' else 'DONE' end, 1, ${now} + 100000000, ${now} - n * 6000,
       case when n % 100 <> 1 then ${now} - n * 6000 - case when n % 1000 = 2 then 700000000 else 0 end end, md5(concat('open', n))
from ${numbers};

insert into push_signature (signature_hash, message_hash, seen_at)
select md5(concat('signature', n)), md5(concat('message', n)), ${now} - n * 10 - case when n % 1000 = 0 then 2000000 else 0 end
from ${numbers};

insert into used_ciphertext (mark, identity_id, used_at)
select md5(concat('cipher', n)), md5(concat('identity', n)), ${now} - n * 10 - case when n % 1000 = 0 then 864000000 else 0 end
from ${numbers};

insert into phone (identity_id, country_code, phone_number, number_index, full_index, source_mark, verified_at)
select md5(concat('identity', n)), '86', '${sealed}', md5(concat('number', n)), md5(concat('full', n)), 'mark', ${now} - n * 1000
from ${numbers};

insert into phone_exchange (code_mark, identity_id, runner, started_at, ended_at, exchanged)
select md5(concat('exchange', n)), md5(concat('identity', n)), 'runner', ${now} - n * 800 - case when n % 1000 = 0 then 864000000 else 0 end,
       ${now}, true
from ${numbers};

insert into avatar_picture (name, uses, unused_since)
select concat(md5(concat('picture', n)), md5(concat('', n)), '.jpg'), case when n % 1000 = 0 then 0 else 1 end, case when n % 1000 = 0 then ${now} - 600000 end
from ${numbers};
insert into avatar_content (picture, large_bytes, small_bytes) select concat(md5(concat('picture', n)), md5(concat('', n)), '.jpg'), 'large', 'small' from ${numbers};
insert into avatar (identity_id, shown)
select md5(concat('identity', n)), concat(md5(concat('picture', n)), md5(concat('', n)), '.jpg') from ${numbers} where n % 1000 > 0;

insert into content_check (id, identity_id, app_id, kind, enforced, trace_id, tries, due_at)
select md5(concat('check', n)), md5(concat('identity', n)), '${app}', 'NICKNAME', true, md5(concat('trace', n)), 1, ${now} + 100000000
from ${numbers};

insert into consent (id, identity_id, document, version, accepted_at)
select md5(concat('consent', n)), md5(concat('identity', n)), 'privacy', '2026-01', ${now} - n * 1000 from ${numbers};
