package io.lyceum.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads the migrations as text: cheap, and before any database. What the database really enforces
 * is probed by the integration tests.
 */
class SchemaTest {

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

    /** The only tables without a school in their key; each is granted by its migration. */
    private static final Set<String> CROSS_SCHOOL =
            Set.of(
                    "account_school",
                    "content_change",
                    "identity_cell",
                    "erasure_step",
                    "school",
                    "school_host",
                    "onboarding_step",
                    "school_seed",
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
                    "node_lease",
                    "reconciliation_finding",
                    "reconciliation_run",
                    "reconciliation_sum");

    private static final Pattern TABLE =
            Pattern.compile(
                    "create table (?:if not exists )?(\\w+) \\((.*?)\\n?\\);", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("(?:primary key|unique) \\(([^)]*)\\)");

    @Test
    void everyTableBelongsToASchoolOrIsListed() throws IOException {
        List<String> faults = new ArrayList<>();
        for (String migration : migrations()) {
            faults.addAll(faults(migration));
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void anUnprotectedTableIsFound() {
        assertFalse(
                faults(
                                """
                                create table note (
                                    tenant_id uuid not null,
                                    id uuid not null,
                                    constraint note_pk primary key (tenant_id, id));
                                """)
                        .isEmpty());
    }

    @Test
    void aKeyWithoutTheSchoolInFrontIsFound() {
        assertFalse(
                faults(
                                """
                                create table note (
                                    tenant_id uuid not null,
                                    id uuid not null,
                                    constraint note_pk primary key (id, tenant_id));
                                call protect_school_table('note');
                                """)
                        .isEmpty());
    }

    private static List<String> migrations() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        assertFalse(texts.isEmpty(), "no migrations in " + MIGRATIONS.toAbsolutePath());
        return texts;
    }

    private static List<String> faults(String migration) {
        List<String> faults = new ArrayList<>();
        Matcher tables = TABLE.matcher(migration);
        while (tables.find()) {
            String table = tables.group(1);
            if (CROSS_SCHOOL.contains(table)) {
                continue;
            }
            String rest = migration.substring(tables.end());
            if (!rest.contains("call protect_school_table('" + table + "');")) {
                faults.add(table + " is not protected in the migration that creates it");
            }
            Matcher keys = KEY.matcher(tables.group(2));
            while (keys.find()) {
                if (!keys.group(1).strip().split("\\W")[0].equals("tenant_id")) {
                    faults.add(table + " has a key that does not begin with tenant_id");
                }
            }
        }
        // Each of the words that school_words() makes carries the school that it is given.
        Matcher indexes =
                Pattern.compile(
                                "create (?:unique )?index (\\w+) on (\\w+)(?: using \\w+)?"
                                        + " \\((?:school_words\\()?(\\w+)")
                        .matcher(migration);
        while (indexes.find()) {
            if (!CROSS_SCHOOL.contains(indexes.group(2)) && !indexes.group(3).equals("tenant_id")) {
                faults.add(indexes.group(1) + " does not begin with tenant_id");
            }
        }
        return faults;
    }
}
