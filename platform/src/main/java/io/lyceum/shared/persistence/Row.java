package io.lyceum.shared.persistence;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The current row of a result, by column name. */
public final class Row {

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    public UUID uuid(String column) {
        return optionalUuid(column).orElseThrow(() -> missing(column));
    }

    public Optional<UUID> optionalUuid(String column) {
        return read(() -> Optional.ofNullable(result.getObject(column, UUID.class)));
    }

    public String text(String column) {
        return optionalText(column).orElseThrow(() -> missing(column));
    }

    public Optional<String> optionalText(String column) {
        return read(() -> Optional.ofNullable(result.getString(column)));
    }

    public int integer(String column) {
        return read(() -> result.getInt(column));
    }

    public Optional<Long> optionalNumber(String column) {
        return read(() -> Optional.ofNullable(result.getObject(column, Long.class)));
    }

    public Optional<Integer> optionalInteger(String column) {
        return read(
                () -> {
                    int value = result.getInt(column);
                    return result.wasNull() ? Optional.empty() : Optional.of(value);
                });
    }

    public long number(String column) {
        return read(() -> result.getLong(column));
    }

    public float real(String column) {
        return read(() -> result.getFloat(column));
    }

    public boolean flag(String column) {
        return read(() -> result.getBoolean(column));
    }

    public Instant instant(String column) {
        return optionalInstant(column).orElseThrow(() -> missing(column));
    }

    public Optional<Instant> optionalInstant(String column) {
        return read(
                () ->
                        Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant));
    }

    /** Reads bytes. */
    public byte[] bytes(String column) {
        return read(() -> result.getBytes(column));
    }

    /** Reads an array of text; empty when it is null. */
    public List<String> texts(String column) {
        return read(
                () -> {
                    Array array = result.getArray(column);
                    return array == null ? List.of() : List.of((String[]) array.getArray());
                });
    }

    /** Reads a constant of an enum by its name. */
    public <E extends Enum<E>> E constant(String column, Class<E> type) {
        return Enum.valueOf(type, text(column));
    }

    private static IllegalStateException missing(String column) {
        return new IllegalStateException("column " + column + " is null");
    }

    private static <T> T read(Read<T> read) {
        try {
            return read.get();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Read<T> {
        T get() throws SQLException;
    }
}
