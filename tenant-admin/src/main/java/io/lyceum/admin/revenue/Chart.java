package io.lyceum.admin.revenue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/**
 * Bars in a box of 1000 by 200 that is stretched to the page: the wide one behind is what was sold,
 * the narrow one before it is what is left of it.
 *
 * @param label what it shows, for those who do not see it
 * @param zero where nothing is, from the top
 * @param most the greatest amount, in words
 * @param first the first period, in words
 * @param last the last period, in words
 */
public record Chart(
        String label, String zero, String most, String first, String last, List<Bar> bars) {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 200;

    /** A rectangle with what it says when pointed at. */
    public record Bar(String x, String y, String width, String height, boolean net, String title) {}

    /** One place of the chart. */
    public record Value(String period, long grossMinor, long netMinor, String title) {}

    /**
     * Draws.
     *
     * @param values at least one
     */
    static Chart of(String label, List<Value> values, LongFunction<String> words) {
        long top = 0;
        long bottom = 0;
        for (Value value : values) {
            top = Math.max(top, Math.max(value.grossMinor(), value.netMinor()));
            bottom = Math.min(bottom, Math.min(value.grossMinor(), value.netMinor()));
        }
        double scale = HEIGHT / Math.max(1, top - bottom);
        double zero = top == 0 && bottom == 0 ? HEIGHT : top * scale;
        double step = WIDTH / values.size();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            double x = i * step;
            bars.add(
                    bar(
                            x + step * 0.12,
                            step * 0.76,
                            value.grossMinor(),
                            scale,
                            zero,
                            false,
                            value));
            bars.add(bar(x + step * 0.28, step * 0.44, value.netMinor(), scale, zero, true, value));
        }
        return new Chart(
                label,
                number(zero),
                words.apply(top),
                values.get(0).period(),
                values.get(values.size() - 1).period(),
                List.copyOf(bars));
    }

    private static Bar bar(
            double x,
            double width,
            long minor,
            double scale,
            double zero,
            boolean net,
            Value value) {
        double height = Math.abs(minor) * scale;
        return new Bar(
                number(x),
                number(minor < 0 ? zero : zero - height),
                number(width),
                number(height),
                net,
                value.title());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
