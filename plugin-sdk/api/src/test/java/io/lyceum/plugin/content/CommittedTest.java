package io.lyceum.plugin.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.content.ContentPackageHandler.Committed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommittedTest {

    private static Committed committed(Double score) {
        return new Committed(score, Completion.INCOMPLETE, List.of(), null);
    }

    @Test
    void a_score_is_zero_to_one_or_missing() {
        assertEquals(0.0, committed(0.0).score());
        assertEquals(1.0, committed(1.0).score());
        assertEquals(null, committed(null).score());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.01, 100, Double.NaN, Double.POSITIVE_INFINITY})
    void any_other_score_is_refused(double score) {
        assertThrows(IllegalArgumentException.class, () -> committed(score));
    }
}
