package io.lyceum.catalog.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrangementTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID A = new UUID(1, 1);
    private static final UUID B = new UUID(1, 2);
    private static final UUID C = new UUID(1, 3);

    private final Arrangement arrangement = new Arrangement();

    @BeforeEach
    void threeLessonsInTheFirstOfTwoModules() {
        arrangement.add(FIRST, A);
        arrangement.add(FIRST, B);
        arrangement.add(FIRST, C);
        arrangement.add(SECOND);
    }

    @Test
    void theIndexCountsTheOthers() {
        arrangement.move(List.of(A), FIRST, 1);

        assertEquals(List.of(B, A, C), arrangement.lessons(FIRST));
    }

    @Test
    void tooFarIsLast() {
        arrangement.move(List.of(A, C), SECOND, Integer.MAX_VALUE);

        assertEquals(List.of(B), arrangement.lessons(FIRST));
        assertEquals(List.of(A, C), arrangement.lessons(SECOND));
    }

    @Test
    void whereItWasBehindIsFoundAgain() {
        Optional<UUID> before = arrangement.before(C);
        arrangement.move(List.of(C), SECOND, 0);

        arrangement.putAfter(C, FIRST, before);

        assertEquals(List.of(A, B, C), arrangement.lessons(FIRST));
    }

    @Test
    void whatItWasBehindMayBeGone() {
        arrangement.putAfter(C, FIRST, Optional.of(UUID.randomUUID()));

        assertEquals(List.of(C, A, B), arrangement.lessons(FIRST));
    }

    @Test
    void modulesTakeTheirLessonsAlong() {
        arrangement.moveModule(FIRST, 1);

        assertEquals(List.of(SECOND, FIRST), arrangement.modules());
        assertEquals(List.of(A, B, C), arrangement.lessons());
    }

    @Test
    void theMarkIsOfTheOrder() {
        String before = arrangement.mark();

        arrangement.move(List.of(A), FIRST, 2);
        assertNotEquals(before, arrangement.mark());

        arrangement.move(List.of(A), FIRST, 0);
        assertEquals(before, arrangement.mark());
    }
}
