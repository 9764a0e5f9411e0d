package io.lyceum.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * How many schools and courses there are. The school with a realm gets the largest share, the
 * others are rows only: their catalogues answer, nobody signs in there.
 *
 * @param schools at least one
 * @param courses of all schools together, divided by {@link Zipf}
 */
record Scale(int schools, int courses) {

    static final Scale USUAL = new Scale(1_000, 100_000);

    /** Changes whenever the same scale would mean other rows. */
    private static final int FORM = 2;

    /** So many of the largest schools have a dozen courses with full-length lessons. */
    private static final int DETAILED = 200;

    private static final int BATCH = 20_000;

    Scale {
        if (schools < 1 || schools > 100_000 || courses < schools || courses > 10_000_000) {
            throw new IllegalArgumentException(
                    "--scale takes schools=N and courses=M, at least one course a school");
        }
    }

    /** Reads {@code schools=N} and {@code courses=M}; what is left out is the usual. */
    static Scale parse(List<String> words) {
        int schools = USUAL.schools;
        int courses = USUAL.courses;
        for (String word : words) {
            if (word.matches("schools=[0-9_]{1,9}")) {
                schools = number(word);
            } else if (word.matches("courses=[0-9_]{1,10}")) {
                courses = number(word);
            } else {
                throw new IllegalArgumentException(
                        "--scale knows schools=N and courses=M, not " + word);
            }
        }
        return new Scale(schools, courses);
    }

    private static int number(String word) {
        return Integer.parseInt(word.substring(word.indexOf('=') + 1).replace("_", ""));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d schools, %,d courses", schools, courses);
    }

    /** What a load did. */
    record Loaded(long rows, Duration took) {

        @Override
        public String toString() {
            double seconds = took.toMillis() / 1000.0;
            return rows == 0
                    ? "there already"
                    : String.format(
                            Locale.ROOT,
                            "%,d rows in %.1f s, %,.0f rows/s",
                            rows,
                            seconds,
                            rows / seconds);
        }
    }

    /**
     * Writes what is missing. All tables are under forced row level security, which holds their
     * owner too, so the rows come from the superuser. A load that was broken off goes on; another
     * scale begins anew.
     */
    Loaded load(Target target, PrintStream out) throws SQLException {
        try (Connection connection = target.superuser();
                Statement sql = connection.createStatement()) {
            sql.execute("create schema if not exists bench");
            sql.execute(
                    "create table if not exists bench.loaded (facts text not null, done boolean)");
            String facts = this + ", form " + FORM;
            if (marked(connection, facts, true)) {
                return new Loaded(0, Duration.ZERO);
            }
            requireNothingElse(connection, target);
            long start = System.nanoTime();
            // Rows are consistent by construction; checking each reference would double the time.
            sql.execute("set session_replication_role = replica");
            sql.execute("set synchronous_commit = off");
            sql.execute("set work_mem = '64MB'");
            sql.execute("set search_path = public, bench");
            if (!marked(connection, facts, false)) {
                clear(sql);
                mark(connection, facts, false);
            }
            long rows = write(connection, sql, target, out);
            for (String table :
                    List.of(
                            "school",
                            "school_host",
                            "brand",
                            "course_category",
                            "course",
                            "course_module",
                            "lesson",
                            "person",
                            "enrolment")) {
                sql.execute("vacuum (analyze) " + table);
            }
            sql.execute("checkpoint");
            mark(connection, facts, true);
            return new Loaded(rows, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Loading begins with emptying tables: never where somebody's own courses are. */
    private static void requireNothingElse(Connection connection, Target target)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        """
                        select string_agg(slug, ', ') from school
                        where slug not in ('platform', ?) and slug not like 'bench-%'
                        """)) {
            query.setString(1, target.school());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (row.getString(1) != null) {
                    throw new IllegalArgumentException(
                            "This stack has schools of its own, which loading would empty: "
                                    + row.getString(1));
                }
            }
        }
    }

    private static boolean marked(Connection connection, String facts, boolean done)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select 1 from bench.loaded where facts = ? and done = ?")) {
            query.setString(1, facts);
            query.setBoolean(2, done);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void mark(Connection connection, String facts, boolean done)
            throws SQLException {
        try (Statement clear = connection.createStatement();
                PreparedStatement insert =
                        connection.prepareStatement("insert into bench.loaded values (?, ?)")) {
            clear.execute("delete from bench.loaded");
            insert.setString(1, facts);
            insert.setBoolean(2, done);
            insert.execute();
        }
    }

    private static void clear(Statement sql) throws SQLException {
        sql.execute("truncate course, course_category cascade");
        sql.execute("delete from person where subject like 'bench-%'");
        sql.execute(
                "delete from brand using school s where s.id = tenant_id and s.slug like 'bench-%'");
        sql.execute(
                "delete from school_host using school s where s.id = school_id and s.slug like 'bench-%'");
        sql.execute("delete from school where slug like 'bench-%'");
    }

    private long write(Connection connection, Statement sql, Target target, PrintStream out)
            throws SQLException {
        Map<String, String> steps = steps();
        sql.execute(
                """
                create or replace function bench.id(at timestamptz, n bigint, what text) returns uuid
                    language sql immutable parallel safe
                    as $$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
                        || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid
                        from (select md5(n || what) as h) x $$
                """);
        for (String table :
                List.of(
                        "vocabulary (words text[] not null)",
                        "paragraph (p integer primary key, text text not null)",
                        "rank (rank integer primary key, tenant_id uuid not null, courses integer"
                                + " not null, before integer not null)")) {
            sql.execute("drop table if exists bench." + table.split(" ")[0]);
            sql.execute("create table bench." + table);
        }
        sql.execute(steps.get("functions"));
        sql.execute(steps.get("pick"));
        run(sql, steps, "vocabulary", target, 0, 0);
        run(sql, steps, "paragraphs", target, 0, 0);
        long rows = run(sql, steps, "schools", target, 0, 0);
        rows += run(sql, steps, "hosts", target, 0, 0);
        rows += run(sql, steps, "brands", target, 0, 0);
        int[] shares = new Zipf(schools).divide(courses);
        rank(connection, target, shares);
        sql.execute("analyze bench.rank");
        rows += run(sql, steps, "categories", target, 0, 0);
        int from = 1;
        int pending = 0;
        int written = 0;
        for (int rank = 1; rank <= schools; rank++) {
            pending += shares[rank - 1];
            if (pending >= BATCH || rank == schools) {
                for (String step : List.of("courses", "modules", "lessons")) {
                    rows += run(sql, steps, step, target, from, rank);
                }
                written += pending;
                out.printf(
                        Locale.ROOT, "    %,d of %,d courses, %,d rows%n", written, courses, rows);
                from = rank + 1;
                pending = 0;
            }
        }
        rows += run(sql, steps, "people", target, 0, 0);
        rows += run(sql, steps, "enrolments", target, 0, 0);
        return rows;
    }

    private static void rank(Connection connection, Target target, int[] shares)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into bench.rank
                        select ?, s.id, ?, ? from school s where s.slug = ?
                        """)) {
            int before = 0;
            for (int rank = 1; rank <= shares.length; rank++) {
                insert.setInt(1, rank);
                insert.setInt(2, shares[rank - 1]);
                insert.setInt(3, before);
                insert.setString(4, rank == 1 ? target.school() : "bench-" + rank);
                insert.addBatch();
                before += shares[rank - 1];
            }
            insert.executeBatch();
        }
    }

    private long run(
            Statement sql, Map<String, String> steps, String step, Target target, int from, int to)
            throws SQLException {
        String text = steps.get(step);
        if (text == null) {
            throw new IllegalStateException("scale.sql has no " + step);
        }
        return sql.executeLargeUpdate(
                text.replace(":schools", Integer.toString(schools))
                        .replace(":domain", target.baseDomain())
                        .replace(":detailed", Integer.toString(DETAILED))
                        .replace(":from", Integer.toString(from))
                        .replace(":to", Integer.toString(to)));
    }

    private static Map<String, String> steps() {
        try (InputStream in = Scale.class.getResourceAsStream("scale.sql")) {
            Map<String, String> steps = new LinkedHashMap<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = text.split("(?m)^--- ");
            for (int i = 1; i < parts.length; i++) {
                int end = parts[i].indexOf('\n');
                steps.put(
                        parts[i].substring(0, end).strip(),
                        parts[i].substring(end).strip().replaceFirst(";\\s*$", ""));
            }
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of the school with a realm. */
    static UUID tenant(Target target) throws SQLException {
        try (Connection connection = target.superuser();
                PreparedStatement query =
                        connection.prepareStatement("select id from school where slug = ?")) {
            query.setString(1, target.school());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("No school " + target.school());
                }
                return row.getObject(1, UUID.class);
            }
        }
    }
}
