package io.lyceum.bench;

import java.util.Arrays;
import java.util.Random;

/**
 * Zipf's law with exponent 1: rank r gets a share proportional to 1/r. A few schools are large and
 * busy, most are small and quiet.
 */
final class Zipf {

    private final double[] cumulative;

    Zipf(int ranks) {
        if (ranks < 1) {
            throw new IllegalArgumentException("at least one rank");
        }
        cumulative = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
        for (int i = 0; i < ranks; i++) {
            cumulative[i] /= sum;
        }
    }

    /** Picks a rank, counted from 0. */
    int pick(Random random) {
        int found = Arrays.binarySearch(cumulative, random.nextDouble());
        return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
    }

    /** Divides a number of things among the ranks so that the shares add up to it exactly. */
    int[] divide(int things) {
        int[] shares = new int[cumulative.length];
        int given = 0;
        for (int i = 0; i < shares.length; i++) {
            int upTo = (int) Math.round(cumulative[i] * things);
            shares[i] = upTo - given;
            given = upTo;
        }
        return shares;
    }
}
