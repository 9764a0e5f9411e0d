package io.lyceum.devstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of payments, beside what had to come of them.
 *
 * @param effects each kind by itself
 * @param books sums of the school's account at Stripe in the books, by currency
 * @param stripe sums of what Stripe has moved, by currency
 * @param wrong what else is not as it has to be, in words
 */
record PaymentEffects(
        List<Effect> effects,
        Map<String, Long> books,
        Map<String, Long> stripe,
        List<String> wrong) {

    PaymentEffects {
        effects = List.copyOf(effects);
        books = Map.copyOf(books);
        stripe = Map.copyOf(stripe);
        wrong = List.copyOf(wrong);
    }

    /**
     * One kind of effect.
     *
     * @param wanted how many there have to be, one for each thing
     * @param once things that have it once
     * @param missing things without it
     * @param more what is there beside: a second time, or where it must not be
     */
    record Effect(String name, int wanted, int once, int missing, int more) {

        /**
         * Compares.
         *
         * @param wanted how often each thing has to have it; what is not named must not have it
         * @param found how often it has it
         */
        static <K> Effect of(String name, Map<K, Integer> wanted, Map<K, Integer> found) {
            int all = 0;
            int once = 0;
            int missing = 0;
            int more = 0;
            for (Map.Entry<K, Integer> one : wanted.entrySet()) {
                int there = found.getOrDefault(one.getKey(), 0);
                all += one.getValue();
                once += Math.min(one.getValue(), there);
                missing += Math.max(0, one.getValue() - there);
                more += Math.max(0, there - one.getValue());
            }
            for (Map.Entry<K, Integer> one : found.entrySet()) {
                more += wanted.containsKey(one.getKey()) ? 0 : one.getValue();
            }
            return new Effect(name, all, once, missing, more);
        }

        boolean isExact() {
            return missing == 0 && more == 0 && once == wanted;
        }
    }

    boolean isExact() {
        return effects.stream().allMatch(Effect::isExact)
                && !effects.isEmpty()
                && books.equals(stripe)
                && wrong.isEmpty();
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %-34s %6s %6s %8s %6s",
                        "effect",
                        "wanted",
                        "once",
                        "missing",
                        "more"));
        for (Effect effect : effects) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %-34s %,6d %,6d %,8d %,6d%s",
                            effect.name(),
                            effect.wanted(),
                            effect.once(),
                            effect.missing(),
                            effect.more(),
                            effect.isExact() ? "" : "  ✗"));
        }
        stripe.keySet().stream()
                .sorted()
                .forEach(
                        currency ->
                                lines.add(
                                        String.format(
                                                Locale.ROOT,
                                                "  Balance at Stripe %-3s  %,14.2f, in the books"
                                                        + " %,14.2f%s",
                                                currency,
                                                stripe.get(currency) / 100.0,
                                                books.getOrDefault(currency, 0L) / 100.0,
                                                stripe.get(currency).equals(books.get(currency))
                                                        ? ""
                                                        : "  ✗")));
        wrong.forEach(one -> lines.add("  ✗ " + one));
        return String.join("\n", lines);
    }
}
