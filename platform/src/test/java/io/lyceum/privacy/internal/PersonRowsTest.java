package io.lyceum.privacy.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the migrations as text: a table that names people is given and erased, or listed here. */
class PersonRowsTest {

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

    /**
     * The record of an erasure names the one who has gone by a number that means nothing any more;
     * a publisher's address is the publisher's, the owner's is the platform's matter, and the one a
     * school sells under is the school's.
     */
    private static final Set<String> OTHERS =
            Set.of("person", "person_erasure", "publisher", "school", "seller");

    private static final Pattern TABLE =
            Pattern.compile(
                    "create table (?:if not exists )?(\\w+) \\((.*?)\\n?\\);", Pattern.DOTALL);
    private static final Pattern PERSONAL =
            Pattern.compile("(?m)^\\s*(person_id|learner_name|\\w*email) ");

    private static Set<String> naming(String sql) {
        Set<String> tables = new TreeSet<>();
        Matcher table = TABLE.matcher(sql);
        while (table.find()) {
            if (PERSONAL.matcher(table.group(2)).find()) {
                tables.add(table.group(1));
            }
        }
        return tables;
    }

    @Test
    void everyTableThatNamesPeopleIsLookedInto() throws IOException {
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> migrations = Files.list(MIGRATIONS)) {
            for (Path migration : migrations.sorted().toList()) {
                missing.addAll(naming(Files.readString(migration)));
            }
        }
        missing.removeAll(PersonRows.tables());
        missing.removeAll(OTHERS);
        assertEquals(Set.of(), missing);
    }

    @Test
    void aTableThatIsForgottenIsFound() {
        assertEquals(
                Set.of("diary"),
                naming(
                        """
                        create table diary (
                            tenant_id uuid not null,
                            person_id uuid not null,
                            constraint diary_pk primary key (tenant_id, id));
                        create table weather (
                            tenant_id uuid not null);
                        """));
    }

    @Test
    void rowsThatOthersNeedGoLast() {
        List<String> tables = PersonRows.tables();
        assertTrue(tables.indexOf("lesson_progress") < tables.indexOf("enrolment"));
    }
}
