package io.lyceum.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** What a database does by itself, asked by as many threads as there are connections. */
final class SqlLoad {

    private SqlLoad() {}

    /** What one thread does until the end, a moment of {@link System#nanoTime}. */
    interface Work {
        Histogram on(Connection connection, long end) throws SQLException;
    }

    /**
     * As much as there is time for, under the application's role.
     *
     * @param errors to which the work adds what goes wrong, by message
     */
    static Sample run(
            Target target, int threads, Duration length, Map<String, Integer> errors, Work work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                Connection connection = target.app();
                connection.setAutoCommit(false);
                connections.add(connection);
            }
            Cpu before = Cpu.now(target);
            long start = System.nanoTime();
            long end = start + length.toNanos();
            List<Future<Histogram>> running = new ArrayList<>();
            for (Connection connection : connections) {
                running.add(pool.submit(() -> work.on(connection, end)));
            }
            Histogram all = Sample.histogram();
            for (Future<Histogram> one : running) {
                all.add(one.get());
            }
            long took = System.nanoTime() - start;
            return new Sample(Duration.ofNanos(took), all, errors, Cpu.now(target).since(before));
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
            for (Connection connection : connections) {
                try {
                    connection.close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
