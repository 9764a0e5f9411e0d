package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void wordsAndOptionsAreToldApart() {
        Arguments arguments =
                Arguments.parse("school", "create", "--slug", "harbour", "--name=Harbour = Home");

        assertEquals(List.of("school", "create"), arguments.words());
        assertEquals(Optional.of("harbour"), arguments.option("slug"));
        assertEquals(Optional.of("Harbour = Home"), arguments.option("name"));
    }

    @Test
    void aFlagTakesNoValue() {
        Arguments arguments = Arguments.parse("reset", "--yes", "later");

        assertTrue(arguments.has("yes"));
        assertEquals("later", arguments.word(1, ""));
    }

    @Test
    void pluginDevCanRunInAWorker() {
        assertTrue(Arguments.parse("plugin", "dev", ".", "--worker").has("worker"));
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        Failure failure =
                assertThrows(Failure.class, () -> Arguments.parse("school", "--slug", "--name"));

        assertEquals("--slug needs a value.", failure.getMessage());
    }

    @Test
    void anUnknownOptionIsRefusedWithTheKnownOnes() {
        Arguments arguments = Arguments.parse("up", "--no-seed=1");

        Failure failure = assertThrows(Failure.class, () -> arguments.allow("no-seeds"));

        assertEquals("Unknown option --no-seed. Known here: --no-seeds.", failure.getMessage());
    }

    @Test
    void aMissingOptionIsNamed() {
        Failure failure =
                assertThrows(Failure.class, () -> Arguments.parse("school").require("slug"));

        assertEquals("--slug is missing.", failure.getMessage());
    }

    @Test
    void aNumberIsReadOrSaidToBeNone() {
        assertEquals(50, Arguments.parse("crash").number("kills", 50));
        assertEquals(3, Arguments.parse("crash", "--kills", "3").number("kills", 50));
        for (String wrong : new String[] {"0", "many", "-1", "12345678"}) {
            Arguments arguments = Arguments.parse("crash", "--kills=" + wrong);
            assertThrows(Failure.class, () -> arguments.number("kills", 50));
        }
    }
}
