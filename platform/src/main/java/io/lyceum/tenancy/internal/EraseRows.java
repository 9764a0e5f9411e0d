package io.lyceum.tenancy.internal;

import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.ErasureStep;
import io.lyceum.tenancy.Erasures;
import io.lyceum.tenancy.School;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Erases the rows of a school in every table that has some. The database's catalogue says which
 * tables those are and which of them point at which, so a table that is new is erased without
 * anybody remembering.
 */
@ApplicationScoped
class EraseRows implements ErasureStep {

    /** Far below what a statement may take, also where a row has many that point at it. */
    private static final int PORTION = 2000;

    private final Sql sql;
    private final Transactions transactions;
    private final Erasures erasures;

    protected EraseRows() {
        this(null, null, null);
    }

    @Inject
    EraseRows(Sql sql, Transactions transactions, Erasures erasures) {
        this.sql = sql;
        this.transactions = transactions;
        this.erasures = erasures;
    }

    @Override
    public String key() {
        return "rows";
    }

    @Override
    public int position() {
        return 40;
    }

    /** Done is said by a transaction that looked into every table and found nothing. */
    @Override
    public Progress run(School school) {
        return transactions.call(
                () -> {
                    for (Table table : ordered(tables(), references())) {
                        int erased = erase(table);
                        if (erased > 0) {
                            erasures.count(school.id(), this, table.name(), erased);
                            return Progress.MORE;
                        }
                    }
                    return Progress.DONE;
                });
    }

    private int erase(Table table) {
        // A table that points at itself goes in one statement, which may see its rows in any order.
        String portion =
                table.pointsAtItself()
                        ? ""
                        : """
                          and ctid = any(array(
                            select ctid
                            from %s
                            where %s = :tenant
                            limit %d))
                          """
                                .formatted(table.name(), table.column(), PORTION);
        return sql.update(
                        "delete from %s\nwhere %s = :tenant\n%s"
                                .formatted(table.name(), table.column(), portion))
                .run();
    }

    /**
     * Tables of schools, and those that name a school, but for what stays of an erased one. Each
     * deletion leaves a row in {@code content_change}, which goes by itself within minutes.
     */
    private List<Table> tables() {
        Set<String> pointingAtThemselves = new HashSet<>();
        for (Reference reference : references()) {
            if (reference.from().equals(reference.to())) {
                pointingAtThemselves.add(reference.from());
            }
        }
        return sql.query(
                        """
                        select c.relname as name, a.attname as column_name
                        from pg_class c
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
                        where c.relnamespace = to_regnamespace('public')
                          and c.relkind in ('r', 'p')
                          and not c.relispartition
                          and not a.attisdropped
                          and c.relname <> 'content_change'
                        union
                        select c.relname, a.attname
                        from pg_constraint f
                        join pg_class c on c.oid = f.conrelid
                        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
                        where f.contype = 'f'
                          and f.confrelid = to_regclass('public.school')
                          and c.relname <> 'erasure_step'
                        order by name
                        """)
                .list(
                        row ->
                                new Table(
                                        row.text("name"),
                                        row.text("column_name"),
                                        pointingAtThemselves.contains(row.text("name"))));
    }

    private List<Reference> references() {
        return sql.query(
                        """
                        select c.relname as child, p.relname as parent
                        from pg_constraint f
                        join pg_class c on c.oid = f.conrelid
                        join pg_class p on p.oid = f.confrelid
                        where f.contype = 'f'
                          and c.relnamespace = to_regnamespace('public')
                        """)
                .list(row -> new Reference(row.text("child"), row.text("parent")));
    }

    /**
     * Puts tables that point at others before those, and otherwise by name.
     *
     * @throws IllegalStateException when tables point at each other in a ring
     */
    static List<Table> ordered(List<Table> tables, List<Reference> references) {
        Map<String, Table> left = new TreeMap<>();
        tables.forEach(table -> left.put(table.name(), table));
        Map<String, Set<String>> pointedAtBy = new HashMap<>();
        for (Reference reference : references) {
            if (!reference.from().equals(reference.to())) {
                pointedAtBy
                        .computeIfAbsent(reference.to(), name -> new HashSet<>())
                        .add(reference.from());
            }
        }
        List<Table> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Table> free =
                    left.values().stream()
                            .filter(
                                    table ->
                                            pointedAtBy
                                                    .getOrDefault(table.name(), Set.of())
                                                    .stream()
                                                    .noneMatch(left::containsKey))
                            .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException(
                        "these tables point at each other in a ring: " + left.keySet());
            }
            free.forEach(table -> left.remove(table.name()));
            ordered.addAll(free);
        }
        return ordered;
    }

    /**
     * A table with rows of schools.
     *
     * @param column the one that names the school
     */
    record Table(String name, String column, boolean pointsAtItself) {

        private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]*");

        Table {
            if (!PLAIN.matcher(name).matches() || !PLAIN.matcher(column).matches()) {
                throw new IllegalArgumentException("not a plain name: " + name + "." + column);
            }
        }
    }

    /** A foreign key from one table to another. */
    record Reference(String from, String to) {}
}
