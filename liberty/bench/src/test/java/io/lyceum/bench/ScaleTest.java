package io.lyceum.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void sharesAddUpAndTheFirstIsAsManyTimesTheHundredthAsRanksSay() {
        int[] shares = new Zipf(1_000).divide(100_000);

        assertEquals(100_000, Arrays.stream(shares).sum());
        assertEquals(100, shares[0] / (double) shares[99], 1.0);
    }

    @Test
    void theLargestRequiredScaleLeavesNoSchoolWithoutACourse() {
        int[] shares = new Zipf(10_000).divide(1_000_000);

        assertTrue(Arrays.stream(shares).allMatch(share -> share > 0));
    }

    @Test
    void ranksArePickedAsOftenAsTheirShares() {
        Zipf zipf = new Zipf(100);
        Random random = new Random(1);
        int[] picked = new int[100];
        for (int i = 0; i < 100_000; i++) {
            picked[zipf.pick(random)]++;
        }

        int[] expected = zipf.divide(100_000);
        for (int rank : new int[] {0, 1, 9, 99}) {
            assertEquals(expected[rank], picked[rank], expected[rank] * 0.15, "rank " + rank);
        }
    }

    @Test
    void whatIsLeftOutOfTheScaleIsTheUsual() {
        assertEquals(new Scale(1_000, 100_000), Scale.parse(List.of()));
        assertEquals(
                new Scale(10_000, 1_000_000),
                Scale.parse(List.of("schools=10_000", "courses=1000000")));
    }

    @Test
    void aScaleThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Scale.parse(List.of("pupils=3")));
        assertThrows(
                IllegalArgumentException.class,
                () -> Scale.parse(List.of("schools=10", "courses=9")));
    }
}
