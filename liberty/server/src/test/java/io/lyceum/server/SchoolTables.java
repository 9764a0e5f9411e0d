package io.lyceum.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the database catalogue says about tables that belong to schools. */
final class SchoolTables {

    /** Tables without a school, or above all of them. A new one is added here deliberately. */
    static final Set<String> CROSS_SCHOOL =
            Set.of(
                    "account_school",
                    "content_change",
                    "erasure_step",
                    "flyway_schema_history",
                    "identity_cell",
                    "node_lease",
                    "onboarding_step",
                    "outbox_due",
                    "payment_school",
                    "plan",
                    "platform_rate",
                    "plugin_listing",
                    "plugin_picture",
                    "plugin_quarantine",
                    "plugin_rating",
                    "plugin_ready",
                    "plugin_version",
                    "publisher",
                    "publisher_key",
                    "publisher_member",
                    "reconciliation_finding",
                    "reconciliation_run",
                    "reconciliation_sum",
                    "school",
                    "school_host",
                    "school_seed");

    /** Policies for other roles than the application's, with the reason why they are safe. */
    private static final Map<String, String> OTHER_POLICIES =
            Map.of("course.course_search_read", "search_courses() checks the bound school itself");

    private SchoolTables() {}

    /** School tables of the schema public. */
    static List<String> names(Connection connection) throws SQLException {
        List<String> names =
                list(
                        connection,
                        """
                        select c.relname
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'public' and c.relkind in ('r', 'p')
                        order by c.relname
                        """);
        names.removeAll(CROSS_SCHOOL);
        return names;
    }

    /** Columns that an insert may name. */
    static List<String> columns(Connection connection, String table) throws SQLException {
        return list(
                connection,
                """
                select attname
                from pg_attribute
                where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
                  and attgenerated = ''
                order by attnum
                """,
                "public." + table);
    }

    /** Everything about a table that would let one school meet another; nothing when it is safe. */
    static List<String> faults(Connection connection, String table) throws SQLException {
        List<String> faults = new ArrayList<>();
        for (String flag :
                list(
                        connection,
                        """
                        select case when not relrowsecurity then 'row level security is off' end
                        from pg_class where oid = to_regclass(?) and not relrowsecurity
                        """,
                        "public." + table)) {
            faults.add(flag);
        }
        faults.addAll(
                list(
                        connection,
                        """
                        select 'row level security is not forced'
                        from pg_class where oid = to_regclass(?) and not relforcerowsecurity
                        """,
                        "public." + table));
        faults.addAll(
                list(
                        connection,
                        """
                        select 'index ' || i.indexrelid::regclass || ' does not begin with tenant_id'
                        from pg_index i
                        left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                        where i.indrelid = to_regclass(?)
                          and a.attname is distinct from 'tenant_id'
                          and pg_get_indexdef(i.indexrelid, 1, false) not like 'school_words(tenant_id, %'
                        """,
                        "public." + table));
        faults.addAll(
                list(
                        connection,
                        """
                        select 'foreign key ' || k.conname || ' does not begin with tenant_id'
                        from pg_constraint k
                        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                        join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[1]
                        where k.conrelid = to_regclass(?) and k.contype = 'f'
                          and k.confrelid is distinct from to_regclass('plugin_version')
                          and (a.attname <> 'tenant_id' or f.attname <> 'tenant_id')
                        """,
                        "public." + table));
        faults.addAll(
                list(
                        connection,
                        """
                        select 'there is no primary key'
                        where not exists (
                          select 1 from pg_constraint where conrelid = to_regclass(?) and contype = 'p')
                        """,
                        "public." + table));
        faults.addAll(
                list(
                        connection,
                        """
                        select 'tenant_id may be null'
                        where not exists (
                          select 1 from pg_attribute
                          where attrelid = to_regclass(?) and attname = 'tenant_id' and attnotnull)
                        """,
                        "public." + table));
        faults.addAll(policyFaults(connection, table));
        return faults;
    }

    /**
     * A line per table with the number and the sum of a school's rows; equal when nothing of the
     * school changed.
     */
    static String checksum(Connection connection, UUID school) throws SQLException {
        StringBuilder sums = new StringBuilder();
        List<String> tables = names(connection);
        tables.add("(select *, school_id as tenant_id, host as id from school_host)");
        tables.add("(select *, id as tenant_id from school)");
        for (String table : tables) {
            // What changes by itself: deliveries in the background, and when somebody was seen.
            if (table.startsWith("outbox_")) {
                continue;
            }
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "select count(*) || ' ' || coalesce(md5(string_agg((to_jsonb(t) - 'last_seen_at' - 'version')::text, ',' order by id)), '') from "
                                    + table
                                    + " t where tenant_id = ?")) {
                query.setObject(1, school);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    sums.append(table).append(' ').append(row.getString(1)).append('\n');
                }
            }
        }
        return sums.toString();
    }

    private static List<String> policyFaults(Connection connection, String table)
            throws SQLException {
        List<String> faults = new ArrayList<>();
        String exact = "(tenant_id = current_tenant())";
        boolean covered = false;
        try (PreparedStatement query =
                connection.prepareStatement(
                        """
                        select policyname, permissive, roles::text[], cmd, qual, with_check
                        from pg_policies
                        where schemaname = 'public' and tablename = ?
                        """)) {
            query.setString(1, table);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    List<String> roles = Arrays.asList((String[]) row.getArray(3).getArray());
                    if (OTHER_POLICIES.containsKey(table + "." + name)
                            && !roles.contains("lyceum_app")
                            && !roles.contains("public")) {
                        continue;
                    }
                    if (exact.equals(row.getString(5))
                            && exact.equals(row.getString(6))
                            && row.getString(4).equals("ALL")) {
                        covered = true;
                    } else {
                        faults.add(
                                "policy %s lets %s through, and %s in"
                                        .formatted(name, row.getString(5), row.getString(6)));
                    }
                }
            }
        }
        if (!covered) {
            faults.add("no policy ties every command to the current school");
        }
        return faults;
    }

    private static List<String> list(Connection connection, String sql, String... values)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
        }
        return rows;
    }
}
