package io.weapp.passport.start;

import javax.sql.DataSource;

/** The tables as an earlier release made them. */
public final class OldSchema {

    private OldSchema() {}

    /** Fills an empty database with the tables that there were after a migration. */
    public static void create(DataSource database, String migration) {
        Migrations.configured(database).target(migration).load().migrate();
    }
}
