-- What 100,000 rows have shown to be missing. "/*! … */" is read by MariaDB alone, where an index has its name within its table.

-- Sessions that reach the end of their lifetime, without those that ended before it; by its first column also what the former
-- two were for.
create index login_session_by_outliving on login_session (ended_at, expires_at);
drop index login_session_by_end /*! on login_session */;
drop index login_session_by_expiry /*! on login_session */;

-- What a node learns at its start: ended sessions whose access token is still good.
create index login_session_by_access on login_session (access_until);

-- Nicknames are looked for by their beginning.
drop index identity_by_nickname /*! on identity */;
create index identity_by_nickname on identity (nickname${beginnings});
