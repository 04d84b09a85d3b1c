package io.weapp.passport.st;

import java.util.List;
import java.util.Map;

/** A database server of its own that tells what each statement has cost it. */
interface WatchedDatabase extends AutoCloseable {

    /**
     * A statement as it was executed once.
     *
     * @param rows how many rows it looked at, wanted or not
     * @param scanned what it read from one end to the other without an index
     */
    record Execution(String statement, long rows, List<String> scanned) {}

    String url();

    /** Who may read and write rows and nothing else, as a DBA wants it; made once there are tables. */
    Map<String, String> worker();

    /** Rows of one column {@code n}: 1 to 100,000. */
    String numbers();

    /** Lets the database learn how the values are spread, as it does by itself in the course of a day. */
    void analyze(List<String> tables);

    /** From now on remembers what is executed. */
    void watch();

    /** What was executed since, of all clients. */
    List<Execution> executions();

    @Override
    void close();

    default Database database() {
        return new Database(url());
    }
}
