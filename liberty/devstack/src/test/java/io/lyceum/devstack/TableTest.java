package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAlignedByCharacters() {
        String text = new Table().row("Ладога", "a", "x").row("Nightbuild", "bb").toString();

        assertEquals("  Ладога      a  x\n  Nightbuild  bb\n", text);
    }

    @Test
    void aStepShowsItsDurationAtTheSameColumn() {
        assertEquals(
                "  ✓ PostgreSQL 18.6                      2.1 s",
                Console.stepLine("✓", "PostgreSQL 18.6", Duration.ofMillis(2100)));
        assertEquals(
                "  ✗ Keycloak                           125.0 s",
                Console.stepLine("✗", "Keycloak", Duration.ofSeconds(125)));
    }
}
