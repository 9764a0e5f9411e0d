package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.devstack.PaymentEffects.Effect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaymentEffectsTest {

    private static final Effect RIGHT = Effect.of("sales", Map.of("ann", 1), Map.of("ann", 1));

    private static PaymentEffects effects(
            Effect effect, Map<String, Long> books, List<String> wrong) {
        return new PaymentEffects(List.of(effect), books, Map.of("EUR", 4733L), wrong);
    }

    @Test
    void whatIsThereOnceIsExact() {
        assertEquals(new Effect("sales", 1, 1, 0, 0), RIGHT);
        assertTrue(RIGHT.isExact());
        assertTrue(effects(RIGHT, Map.of("EUR", 4733L), List.of()).isExact());
    }

    @Test
    void whatIsMissingIsToldAlsoIfSomebodyElseHasItTwice() {
        Effect effect = Effect.of("sales", Map.of("ann", 1, "ben", 1), Map.of("ann", 2));

        assertEquals(new Effect("sales", 2, 1, 1, 1), effect);
        assertFalse(effect.isExact());
    }

    @Test
    void whatNobodyWantedIsOneMore() {
        assertEquals(
                new Effect("refunds", 0, 0, 0, 1),
                Effect.of("refunds", Map.of(), Map.of("ann", 1)));
    }

    @Test
    void aCentThatIsMissingInTheBooksIsSeen() {
        assertFalse(effects(RIGHT, Map.of("EUR", 4732L), List.of()).isExact());
        assertFalse(effects(RIGHT, Map.of(), List.of()).isExact());
        assertTrue(effects(RIGHT, Map.of(), List.of()).toString().contains("✗"));
    }

    @Test
    void whatIsWrongOtherwiseIsSeen() {
        assertFalse(effects(RIGHT, Map.of("EUR", 4733L), List.of("a gap")).isExact());
    }
}
