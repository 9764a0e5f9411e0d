package io.lyceum.admin.desk;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What is different between two texts, line by line, and word by word within a line.
 *
 * @param lines in order; a line that was changed stands twice, as it was and as it is
 * @param added how many lines are new or changed
 * @param removed how many lines are gone or changed
 */
public record TextDiff(List<Line> lines, int added, int removed) {

    /** What became of a line. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED,
        /** Lines that are the same are left out here. */
        LEFT_OUT
    }

    /**
     * A line.
     *
     * @param parts pieces of it, in order
     * @param count how many lines it stands for
     */
    public record Line(Kind kind, List<Part> parts, int count) {}

    /**
     * A piece of a line.
     *
     * @param changed whether it is only in this one of both lines
     */
    public record Part(String text, boolean changed) {}

    /** How many lines that are the same are shown around a change. */
    private static final int AROUND = 3;

    /** Texts that differ in more than this are told apart as a whole: 2,000 lines against 2,000. */
    private static final long MOST_PAIRS = 4_000_000;

    /** Words, and each sign between them. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|.", Pattern.DOTALL);

    /** Needs memory for the texts, and not for each pair of lines as the usual one does. */
    private static final DiffAlgorithmI<String> MYERS = new MyersDiffWithLinearSpace<>();

    /** Compares two texts. */
    public static TextDiff of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        Change lines = Change.of(old, now);
        List<Line> all = new ArrayList<>();
        AtomicLong left = new AtomicLong(MOST_PAIRS);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            int goneTo = end(lines.gone(), i, old.size());
            int newTo = end(lines.added(), j, now.size());
            all.addAll(changed(old.subList(i, goneTo), now.subList(j, newTo), left));
            i = goneTo;
            j = newTo;
            if (j < now.size()) {
                all.add(new Line(Kind.SAME, List.of(new Part(now.get(j), false)), 1));
                i++;
                j++;
            }
        }
        return new TextDiff(
                shortened(all), lines.added().cardinality(), lines.gone().cardinality());
    }

    /** What is only in the one or the other of two lists, by place. */
    private record Change(BitSet gone, BitSet added) {

        static Change of(List<String> before, List<String> after) {
            int head = 0;
            int most = Math.min(before.size(), after.size());
            while (head < most && before.get(head).equals(after.get(head))) {
                head++;
            }
            int tail = 0;
            while (tail < most - head
                    && before.get(before.size() - 1 - tail)
                            .equals(after.get(after.size() - 1 - tail))) {
                tail++;
            }
            List<String> old = before.subList(head, before.size() - tail);
            List<String> now = after.subList(head, after.size() - tail);
            Change change = new Change(new BitSet(), new BitSet());
            if ((long) old.size() * now.size() > MOST_PAIRS) {
                change.gone.set(head, head + old.size());
                change.added.set(head, head + now.size());
                return change;
            }
            for (AbstractDelta<String> delta : DiffUtils.diff(old, now, MYERS, null).getDeltas()) {
                int from = head + delta.getSource().getPosition();
                change.gone.set(from, from + delta.getSource().size());
                int to = head + delta.getTarget().getPosition();
                change.added.set(to, to + delta.getTarget().size());
            }
            return change;
        }
    }

    private static int end(BitSet set, int from, int size) {
        return Math.min(size, set.nextClearBit(from));
    }

    /**
     * Lines that took the place of others: first those, as they were, then these.
     *
     * @param left how many pairs of signs may still be compared; then lines are told apart as a
     *     whole
     */
    private static List<Line> changed(List<String> gone, List<String> added, AtomicLong left) {
        List<Line> before = new ArrayList<>();
        List<Line> after = new ArrayList<>();
        for (int i = 0; i < Math.max(gone.size(), added.size()); i++) {
            Optional<String> was = i < gone.size() ? Optional.of(gone.get(i)) : Optional.empty();
            Optional<String> is = i < added.size() ? Optional.of(added.get(i)) : Optional.empty();
            boolean both =
                    was.isPresent()
                            && is.isPresent()
                            && left.addAndGet(-(long) was.get().length() * is.get().length()) >= 0;
            List<String> old =
                    was.map(line -> both ? words(line) : List.of(line)).orElse(List.of());
            List<String> now = is.map(line -> both ? words(line) : List.of(line)).orElse(List.of());
            Change words = both ? Change.of(old, now) : new Change(new BitSet(), new BitSet());
            was.ifPresent(line -> before.add(new Line(Kind.REMOVED, parts(old, words.gone()), 1)));
            is.ifPresent(line -> after.add(new Line(Kind.ADDED, parts(now, words.added()), 1)));
        }
        before.addAll(after);
        return before;
    }

    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(MatchResult::group).toList();
    }

    private static List<Part> parts(List<String> words, BitSet changed) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        while (from < words.size()) {
            boolean is = changed.get(from);
            int to = is ? changed.nextClearBit(from) : changed.nextSetBit(from);
            to = to < 0 ? words.size() : Math.min(to, words.size());
            parts.add(new Part(String.join("", words.subList(from, to)), is));
            from = to;
        }
        return List.copyOf(parts);
    }

    /** Leaves out what is the same far from any change. */
    private static List<Line> shortened(List<Line> all) {
        List<Line> kept = new ArrayList<>();
        int at = 0;
        while (at < all.size()) {
            int end = at;
            while (end < all.size() && all.get(end).kind() == Kind.SAME) {
                end++;
            }
            int head = at == 0 ? 0 : AROUND;
            int tail = end == all.size() ? 0 : AROUND;
            int left = end - at - head - tail;
            if (left > 1) {
                kept.addAll(all.subList(at, at + head));
                kept.add(new Line(Kind.LEFT_OUT, List.of(), left));
                kept.addAll(all.subList(end - tail, end));
            } else {
                kept.addAll(all.subList(at, end));
            }
            if (end < all.size()) {
                kept.add(all.get(end));
            }
            at = end + 1;
        }
        return List.copyOf(kept);
    }

    /** Tells whether nothing is different. */
    public boolean isEmpty() {
        return added == 0 && removed == 0;
    }
}
