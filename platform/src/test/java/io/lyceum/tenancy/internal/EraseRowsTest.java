package io.lyceum.tenancy.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.tenancy.internal.EraseRows.Reference;
import io.lyceum.tenancy.internal.EraseRows.Table;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EraseRowsTest {

    private static List<Table> tables(String... names) {
        return Stream.of(names).map(name -> new Table(name, "tenant_id", false)).toList();
    }

    private static List<String> order(List<Table> tables, Reference... references) {
        return EraseRows.ordered(tables, List.of(references)).stream().map(Table::name).toList();
    }

    @Test
    void whatPointsAtATableGoesBeforeIt() {
        List<Reference> references =
                List.of(
                        new Reference("lesson", "course"),
                        new Reference("progress", "lesson"),
                        new Reference("progress", "enrolment"),
                        new Reference("enrolment", "course"),
                        new Reference("enrolment", "person"));

        List<String> order =
                order(
                        tables("course", "enrolment", "lesson", "person", "progress"),
                        references.toArray(Reference[]::new));

        assertEquals(5, order.size());
        for (Reference reference : references) {
            assertTrue(
                    order.indexOf(reference.from()) < order.indexOf(reference.to()),
                    reference + " in " + order);
        }
    }

    @Test
    void aTableThatPointsAtItselfIsNoRing() {
        assertEquals(
                List.of("comment"), order(tables("comment"), new Reference("comment", "comment")));
    }

    @Test
    void tablesOfOthersDoNotHoldAnythingUp() {
        assertEquals(List.of("course"), order(tables("course"), new Reference("audit", "course")));
    }

    @Test
    void aRingIsRefusedByName() {
        IllegalStateException refused =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                order(
                                        tables("egg", "hen"),
                                        new Reference("egg", "hen"),
                                        new Reference("hen", "egg")));

        assertTrue(refused.getMessage().contains("egg") && refused.getMessage().contains("hen"));
    }
}
