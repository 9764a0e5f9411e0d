package io.lyceum.commerce.internal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Divides money without losing or making a minor unit. */
final class Shares {

    private static final long WHOLE = 10_000;

    private Shares() {}

    /**
     * Divides an amount by weights. All parts together are the amount, each is within one minor
     * unit of its exact part.
     *
     * @param weights none negative, not all zero
     */
    static List<Long> split(long minor, List<Long> weights) {
        long sum = weights.stream().mapToLong(Long::longValue).sum();
        return parts(minor, weights, sum);
    }

    /**
     * Tells what teachers get of an amount: together never more than their part of it.
     *
     * @param basisPoints the share of each in hundredths of a percent, together at most all
     */
    static List<Long> of(long minor, List<Integer> basisPoints) {
        return parts(
                Math.max(0, minor), basisPoints.stream().map(Integer::longValue).toList(), WHOLE);
    }

    /** Rounds what has been given so far, not each part, so that nothing adds up. */
    private static List<Long> parts(long minor, List<Long> weights, long whole) {
        List<Long> parts = new ArrayList<>();
        long weight = 0;
        long given = 0;
        for (long one : weights) {
            weight += one;
            long until = fraction(minor, weight, whole);
            parts.add(until - given);
            given = until;
        }
        return parts;
    }

    /**
     * Tells how much of a share is taken back once so much was given back; all of it once all was.
     *
     * @param share what was earned by the sale
     * @param refunded of what was paid
     */
    static long takenBack(long share, long refunded, long paid) {
        return paid == 0 ? 0 : fraction(share, Math.min(refunded, paid), paid);
    }

    /** An amount times a fraction, rounded down. */
    static long fraction(long minor, long numerator, long denominator) {
        BigInteger[] parts =
                BigInteger.valueOf(minor)
                        .multiply(BigInteger.valueOf(numerator))
                        .divideAndRemainder(BigInteger.valueOf(denominator));
        long floor = parts[0].longValueExact();
        return parts[1].signum() != 0 && (parts[1].signum() < 0) != (denominator < 0)
                ? floor - 1
                : floor;
    }

    /** What is to be done with what somebody has earned and not got, or got and not earned. */
    record Step(Move move, long minor) {

        enum Move {
            NOTHING,
            SEND,
            TAKE_BACK
        }

        static final Step NONE = new Step(Move.NOTHING, 0);
    }

    /**
     * Tells what is to be done.
     *
     * @param due what was earned and is no longer held
     * @param earned all that was earned, what is held included
     * @param moved what was sent, less what came back
     * @param minimum below which nothing is sent
     */
    static Step next(long due, long earned, long moved, long minimum) {
        long payable = Math.min(due, earned) - moved;
        if (payable > 0 && payable >= minimum) {
            return new Step(Step.Move.SEND, payable);
        }
        // What is held covers what is missing later, unless all of it is not enough.
        return earned < moved && moved > 0
                ? new Step(Step.Move.TAKE_BACK, Math.min(moved, moved - earned))
                : Step.NONE;
    }
}
