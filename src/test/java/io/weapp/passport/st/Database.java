package io.weapp.passport.st;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A look into the database below a running server, past its API. */
final class Database {

    private static final Set<Integer> TEXTS = Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB);

    /** Of any table, named in lower case. */
    private record Column(String table, String name, int type) {
        boolean isText() {
            return TEXTS.contains(type);
        }
    }

    private final String url;

    Database(String url) {
        this.url = url;
    }

    static Database shared() {
        return new Database(TestBed.server().databaseUrl());
    }

    /** One number, for example a count. */
    long number(String select, Object... parameters) {
        return Long.parseLong(text(select, parameters));
    }

    /** The first column of the first row. */
    String text(String select, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = prepared(connection, select, parameters);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("No row: " + select);
            }
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of all rows. */
    List<String> texts(String select, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = prepared(connection, select, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tables that hold a text somewhere, in lower case. */
    Set<String> tablesWith(String text) {
        return columnsWith(text).stream()
                .map(column -> column.substring(0, column.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The columns that hold a text somewhere, in lower case, with their tables. */
    Set<String> columnsWith(String text) {
        return columns().stream()
                .filter(Column::isText)
                .filter(column -> number(
                                "select count(*) from " + column.table() + " where " + column.name() + " like ?",
                                "%" + text + "%")
                        > 0)
                .map(column -> column.table() + "." + column.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The tables with a column of one of these names, all in lower case. */
    Set<String> tablesWithColumn(String... names) {
        return columns().stream()
                .filter(column -> Set.of(names).contains(column.name()))
                .map(Column::table)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The second column by the first. */
    Map<String, Long> numbers(String select) {
        Map<String, Long> numbers = new HashMap<>();
        try (Connection connection = connect();
                PreparedStatement statement = prepared(connection, select);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows as somebody with access to the database could. */
    int change(String statement, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement prepared = prepared(connection, statement, parameters)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever is neither a question nor a change. */
    void execute(String statement) {
        try (Connection connection = connect();
                PreparedStatement prepared = prepared(connection, statement)) {
            prepared.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, TestDatabase.USER, TestDatabase.PASSWORD);
    }

    private List<Column> columns() {
        try (Connection connection = connect();
                ResultSet rows = connection
                        .getMetaData()
                        .getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            List<Column> columns = new ArrayList<>();
            while (rows.next()) {
                columns.add(new Column(
                        rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT),
                        rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                        rows.getInt("DATA_TYPE")));
            }
            // H2 knows Flyway's own table by its quoted name only.
            columns.removeIf(column -> column.table().startsWith("flyway_"));
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
