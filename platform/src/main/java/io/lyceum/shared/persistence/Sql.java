package io.lyceum.shared.persistence;

import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.persistence.internal.databaseaccess.Accessor;
import org.eclipse.persistence.internal.databaseaccess.DatabaseAccessor;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;
import org.jspecify.annotations.Nullable;

/**
 * SQL text straight into records, on the connection of the running transaction. Parameters are
 * named, {@code :name}; {@code :tenant} is always there and is the current school.
 */
@ApplicationScoped
public class Sql {

    private static final Map<String, Statement> PARSED = new ConcurrentHashMap<>();

    @PersistenceContext(unitName = "lyceum")
    EntityManager entities;

    /** Begins a statement that reads. */
    public Statement.Bound query(String text) {
        return statement(text);
    }

    /** Begins a statement that writes. */
    public Statement.Bound update(String text) {
        return statement(text);
    }

    private Statement.Bound statement(String text) {
        Statement parsed = PARSED.computeIfAbsent(text, Statement::parse);
        Connection connection = connection();
        Statement.Bound bound = parsed.on(connection);
        CurrentSchool.bound().ifPresent(id -> bound.set("tenant", id.value()));
        return bound;
    }

    /**
     * The transaction's own connection, already bound to the school.
     *
     * @throws IllegalStateException outside a transaction, where the school would not be bound
     */
    public Connection connection() {
        if (!entities.isJoinedToTransaction()) {
            throw new IllegalStateException("SQL runs inside a use case only");
        }
        entities.flush();
        UnitOfWorkImpl unit = entities.unwrap(UnitOfWorkImpl.class);
        if (!unit.isInTransaction()) {
            unit.beginEarlyTransaction();
        }
        // The connection is taken lazily, and with it the school is bound: counting a call does
        // both.
        Accessor accessor = unit.getAccessor();
        accessor.incrementCallCount(unit.getParent());
        accessor.decrementCallCount();
        return ((DatabaseAccessor) accessor).getConnection();
    }

    /** A parsed statement: the text that the driver sees and where each name goes. */
    public static final class Statement {

        private final String text;
        private final List<String> names;

        private Statement(String text, List<String> names) {
            this.text = text;
            this.names = names;
        }

        static Statement parse(String source) {
            StringBuilder text = new StringBuilder();
            List<String> names = new ArrayList<>();
            boolean quoted = false;
            for (int i = 0; i < source.length(); i++) {
                char c = source.charAt(i);
                if (c == '\'') {
                    quoted = !quoted;
                }
                boolean cast = c == ':' && i + 1 < source.length() && source.charAt(i + 1) == ':';
                if (cast) {
                    text.append("::");
                    i++;
                } else if (c == ':'
                        && !quoted
                        && i + 1 < source.length()
                        && Character.isJavaIdentifierStart(source.charAt(i + 1))) {
                    int end = i + 1;
                    while (end < source.length()
                            && Character.isJavaIdentifierPart(source.charAt(end))) {
                        end++;
                    }
                    names.add(source.substring(i + 1, end));
                    text.append('?');
                    i = end - 1;
                } else {
                    text.append(c);
                }
            }
            return new Statement(text.toString(), List.copyOf(names));
        }

        String text() {
            return text;
        }

        List<String> names() {
            return names;
        }

        Bound on(Connection connection) {
            return new Bound(connection);
        }

        /** A statement with its values. */
        public final class Bound {

            private final Connection connection;
            private final Map<String, @Nullable Object> values = new HashMap<>();

            private Bound(Connection connection) {
                this.connection = connection;
            }

            /** Sets a value; null, text, numbers, UUIDs, instants, enums and text arrays. */
            public Bound set(String name, @Nullable Object value) {
                values.put(name, value);
                return this;
            }

            /** Reads all rows, in the statement's order. */
            public <T> List<T> list(Function<Row, T> mapping) {
                try (PreparedStatement prepared = prepare();
                        ResultSet result = prepared.executeQuery()) {
                    List<T> rows = new ArrayList<>();
                    Row row = new Row(result);
                    while (result.next()) {
                        rows.add(mapping.apply(row));
                    }
                    return rows;
                } catch (SQLException e) {
                    throw failure(e);
                }
            }

            /** Reads the first row, if there is one. */
            public <T> Optional<T> first(Function<Row, T> mapping) {
                List<T> rows = list(mapping);
                return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
            }

            /** Runs the change and answers how many rows it touched. */
            public int run() {
                try (PreparedStatement prepared = prepare()) {
                    return prepared.executeUpdate();
                } catch (SQLException e) {
                    throw failure(e);
                }
            }

            private PreparedStatement prepare() throws SQLException {
                PreparedStatement prepared = connection.prepareStatement(text);
                for (int i = 0; i < names.size(); i++) {
                    String name = names.get(i);
                    if (!values.containsKey(name)) {
                        throw new IllegalStateException("no value for :" + name + " in " + text);
                    }
                    bind(prepared, i + 1, values.get(name));
                }
                return prepared;
            }

            private void bind(PreparedStatement prepared, int index, @Nullable Object value)
                    throws SQLException {
                if (value == null) {
                    prepared.setNull(index, Types.NULL);
                } else if (value instanceof Instant instant) {
                    prepared.setObject(index, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
                } else if (value instanceof Enum<?> constant) {
                    prepared.setString(index, constant.name());
                } else if (value instanceof String[] texts) {
                    prepared.setArray(index, connection.createArrayOf("text", texts));
                } else if (value instanceof UUID[] ids) {
                    prepared.setArray(index, connection.createArrayOf("uuid", ids));
                } else {
                    prepared.setObject(index, value);
                }
            }

            private RuntimeException failure(SQLException e) {
                return "23505".equals(e.getSQLState())
                        ? new DuplicateRow(e)
                        : new IllegalStateException(
                                e.getSQLState() + " in: " + text.strip().lines().findFirst().get(),
                                e);
            }
        }
    }

    /** A unique constraint was violated. */
    public static final class DuplicateRow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DuplicateRow(SQLException cause) {
            super(cause);
        }
    }
}
