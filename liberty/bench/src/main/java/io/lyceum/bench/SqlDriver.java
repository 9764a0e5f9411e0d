package io.lyceum.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * The read of the API without the application: the statement that the application itself was seen
 * to send, in a transaction that binds the school, over the same JDBC driver and under the same
 * role, from as many threads as there are connections.
 */
final class SqlDriver {

    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*=\\s*\\$\\d+");

    private final Target target;
    private final UUID tenant;
    private final List<UUID> courses;
    private final String sql;
    private final List<Boolean> isTenant = new ArrayList<>();

    /**
     * @param statement as pg_stat_statements shows it; every parameter is compared with a tenant or
     *     with the id of a course
     */
    SqlDriver(Target target, UUID tenant, List<UUID> courses, String statement) {
        this.target = target;
        this.tenant = tenant;
        this.courses = courses;
        Matcher parameters = PARAMETER.matcher(statement);
        while (parameters.find()) {
            isTenant.add(parameters.group(1).equalsIgnoreCase("tenant_id"));
        }
        this.sql = statement.replaceAll("\\$\\d+", "?");
    }

    Sample closed(int threads, Duration length) {
        return SqlLoad.run(target, threads, length, new TreeMap<>(), this::read);
    }

    private Histogram read(Connection connection, long end) throws SQLException {
        Histogram latency = Sample.histogram();
        Random random = new Random(connection.hashCode());
        try (PreparedStatement bind = connection.prepareStatement("select bind_tenant(?)");
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (long now = System.nanoTime(); now < end; ) {
                bind.setObject(1, tenant);
                bind.execute();
                UUID course = courses.get(random.nextInt(courses.size()));
                for (int i = 0; i < isTenant.size(); i++) {
                    select.setObject(i + 1, isTenant.get(i) ? tenant : course);
                }
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("no such course: " + course);
                    }
                    int columns = row.getMetaData().getColumnCount();
                    for (int i = 1; i <= columns; i++) {
                        row.getObject(i);
                    }
                }
                connection.commit();
                long done = System.nanoTime();
                latency.recordValue((done - now) / 1000);
                now = done;
            }
        }
        return latency;
    }
}
