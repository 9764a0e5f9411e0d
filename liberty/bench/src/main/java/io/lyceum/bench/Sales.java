package io.lyceum.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What is measured of selling; nothing is prepared for it before its first turn. */
final class Sales implements AutoCloseable {

    private final Target target;
    private final Options options;
    private final Traffic traffic;
    private Optional<SalesRun> run = Optional.empty();

    Sales(Target target, Options options, Traffic traffic) {
        this.target = target;
        this.options = options;
        this.traffic = traffic;
    }

    List<Subject> subjects() {
        Subject rows = subject("checkoutSql", "raw SQL of it", null, SalesRun::rawCheckouts);
        Subject settled = subject("settleSql", "raw SQL of it", null, SalesRun::rawSettled);
        return List.of(
                rows,
                subject("checkout", "checkout creation", rows, SalesRun::checkouts),
                settled,
                subject("settle", "webhook settle", settled, SalesRun::settled));
    }

    private Subject subject(
            String key,
            String title,
            @Nullable Subject base,
            BiFunction<SalesRun, Duration, Sample> measured) {
        return new Subject(key, title, base, length -> measured.apply(run(), length));
    }

    private SalesRun run() {
        if (run.isEmpty()) {
            try {
                run =
                        Optional.of(
                                new SalesRun(target, traffic.soldCourse(), options.connections()));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return run.get();
    }

    @Override
    public void close() throws SQLException {
        if (run.isPresent()) {
            run.get().close();
        }
    }
}
