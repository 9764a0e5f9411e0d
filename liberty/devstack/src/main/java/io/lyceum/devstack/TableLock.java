package io.lyceum.devstack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps everybody from writing to a table, and sees who would like to. Reading goes on. */
final class TableLock implements AutoCloseable {

    private final String table;
    private final Connection holder;
    private final Connection watcher;
    private final int pid;

    /** Somebody who waits for the lock. */
    record Waiter(int pid, String application, String statement) {}

    /**
     * @param rows whether single rows cannot be locked either; references to them are then not
     *     checked
     */
    TableLock(String table, boolean rows, Connection holder, Connection watcher)
            throws SQLException {
        this.table = table;
        this.holder = holder;
        this.watcher = watcher;
        holder.setAutoCommit(false);
        try (Statement sql = holder.createStatement()) {
            sql.execute("set lock_timeout = '20s'");
            sql.execute("lock table " + table + " in " + (rows ? "exclusive" : "share") + " mode");
            try (ResultSet row = sql.executeQuery("select pg_backend_pid()")) {
                row.next();
                pid = row.getInt(1);
            }
        }
    }

    String table() {
        return table;
    }

    /** Waits until a node waits; none if none does. */
    List<Waiter> awaitWaiters(Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Waiter> waiters = waiters();
        while (waiters.isEmpty() && System.nanoTime() < deadline) {
            Servers.pause(20);
            waiters = waiters();
        }
        return waiters;
    }

    private List<Waiter> waiters() throws SQLException {
        List<Waiter> waiters = new ArrayList<>();
        try (PreparedStatement query =
                watcher.prepareStatement(
                        """
                        select pid, application_name, query
                        from pg_stat_activity
                        where usename = 'lyceum_app' and ? = any(pg_blocking_pids(pid))
                        order by query_start
                        """)) {
            query.setInt(1, pid);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    waiters.add(
                            new Waiter(
                                    row.getInt(1), row.getString(2), shortened(row.getString(3))));
                }
            }
        }
        return waiters;
    }

    private static String shortened(String statement) {
        String line = statement.replaceAll("\\s+", " ").strip();
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    /** Lets everybody go on; a second time does nothing. */
    @Override
    public void close() throws SQLException {
        holder.close();
        watcher.close();
    }
}
