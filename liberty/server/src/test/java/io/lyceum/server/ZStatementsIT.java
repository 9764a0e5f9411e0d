package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Reads what the application said to the database in the whole run; its name makes it the last
 * class. Row-level security is the net: every statement names the school by itself, so that the
 * tables can be spread by school one day.
 */
@Isolated
class ZStatementsIT {

    private static final Pattern TENANT_CONDITION =
            Pattern.compile(
                    "tenant_id\\)?\\s*=\\s*\\(?(\\$\\d+|\\w+\\.tenant_id|current_tenant\\(\\))");

    @Test
    void everyStatementOverASchoolTableNamesTheSchool() throws SQLException {
        List<String> faults = new ArrayList<>();
        int read = 0;
        try (Connection superuser = Stack.superuser();
                Statement statement = superuser.createStatement()) {
            List<String> tables = SchoolTables.names(superuser);
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select s.query
                            from pg_stat_statements s
                            join pg_roles r on r.oid = s.userid
                            where r.rolname = 'lyceum_app' and s.toplevel
                            """)) {
                while (row.next()) {
                    read++;
                    fault(row.getString(1), tables).ifPresent(faults::add);
                }
            }
        }
        assertTrue(read > 30, "only " + read + " statements: the statistics are not there");
        assertEquals(List.of(), faults, () -> String.join("\n\n", faults));
    }

    @Test
    void aStatementThatForgetsTheSchoolIsNoticed() {
        List<String> tables = List.of("course", "lesson");
        for (String forgetful :
                List.of(
                        "select * from course where id = $1",
                        "select * from course c join lesson l on l.course_id = c.id"
                                + " where c.tenant_id = $1",
                        "update course set title = $1 where id = $2",
                        "delete from lesson where course_id = $1",
                        "insert into course (id, title) values ($1, $2)")) {
            assertTrue(fault(forgetful, tables).isPresent(), forgetful);
        }
        for (String careful :
                List.of(
                        "select * from course where tenant_id = $1 and id = $2",
                        "select * from course c join lesson l on l.tenant_id = c.tenant_id"
                                + " and l.course_id = c.id where c.tenant_id = $1",
                        "insert into course (tenant_id, id, title) values ($1, $2, $3)",
                        "select count(*) from course where tenant_id = new.tenant_id and id = x",
                        "select * from school where id = $1")) {
            assertEquals(Optional.empty(), fault(careful, tables));
        }
    }

    /**
     * Counts the places where a school table is read or changed against the conditions on
     * tenant_id: a statement with fewer conditions than places forgot one.
     */
    static Optional<String> fault(String query, List<String> tables) {
        String sql = query.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
        // Definitions of functions, settings and the like are no statements over rows.
        if (!sql.matches("^(/\\*.*?\\*/ )?(select|insert|update|delete|with|merge) .*")) {
            return Optional.empty();
        }
        String names = String.join("|", tables);
        int places = 0;
        Matcher place =
                Pattern.compile(
                                "\\b(from|join|update|into)\\s+(?:only\\s+)?(?:public\\.)?("
                                        + names
                                        + ")\\b")
                        .matcher(sql.replaceAll("do update set|for (no key )?update", ""));
        int inserts = 0;
        while (place.find()) {
            if (place.group(1).equals("into")) {
                Matcher columns =
                        Pattern.compile("into\\s+\\w+(?: as \\w+)?\\s*\\(([^)]*)\\)")
                                .matcher(sql.substring(place.start()));
                if (!columns.find() || !columns.group(1).contains("tenant_id")) {
                    return Optional.of("insert without tenant_id: " + sql);
                }
                inserts++;
            } else {
                places++;
            }
        }
        Matcher condition = TENANT_CONDITION.matcher(sql);
        int conditions = 0;
        while (condition.find()) {
            conditions++;
        }
        boolean bound =
                places + inserts == 0
                        || places == 0
                        // A trigger is bound to the school of the row that it is about.
                        || sql.matches(".*tenant_id\\)?\\s*=\\s*\\(?(\\$\\d+|new\\.tenant_id).*");
        return conditions >= places && bound
                ? Optional.empty()
                : Optional.of(places + " tables, " + conditions + " conditions: " + sql);
    }
}
