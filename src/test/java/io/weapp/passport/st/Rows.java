package io.weapp.passport.st;

/** How much the database holds of people; a login that fails changes nothing of it. */
record Rows(long users, long identities, long sessionKeys, long sessions, long refreshTokens) {

    static Rows in(Database database) {
        return new Rows(
                database.number("select count(*) from passport_user"),
                database.number("select count(*) from identity"),
                database.number("select count(*) from session_key"),
                database.number("select count(*) from login_session"),
                database.number("select count(*) from refresh_token"));
    }
}
