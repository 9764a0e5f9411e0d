package io.lyceum.admin.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {

    private static String drawn(TextDiff diff) {
        return diff.lines().stream()
                .map(
                        line ->
                                switch (line.kind()) {
                                    case SAME -> " " + text(line);
                                    case ADDED -> "+" + text(line);
                                    case REMOVED -> "-" + text(line);
                                    case LEFT_OUT -> "@" + line.count();
                                })
                .collect(Collectors.joining("\n"));
    }

    private static String text(TextDiff.Line line) {
        return line.parts().stream()
                .map(part -> part.changed() ? "[" + part.text() + "]" : part.text())
                .collect(Collectors.joining());
    }

    @Test
    void wordsThatChangedAreMarkedAndLinesStandInOrder() {
        TextDiff diff =
                TextDiff.of(
                        "one\nIn Germany people bow.\nthree",
                        "one\nIn Germany people wave.\nthree");
        assertEquals(
                " one\n-In Germany people [bow].\n+In Germany people [wave].\n three", drawn(diff));
        assertEquals(1, diff.added());
        assertEquals(1, diff.removed());
    }

    @Test
    void newAndGoneLinesAreNotMarkedWithinThemselves() {
        assertEquals("+a\n+b", drawn(TextDiff.of("", "a\nb")));
        assertEquals("-a\n b", drawn(TextDiff.of("a\nb", "b")));
    }

    @Test
    void whatIsTheSameFarFromAnyChangeIsLeftOut() {
        String many =
                IntStream.range(0, 50).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        TextDiff diff = TextDiff.of(many, many.replace("\n25\n", "\n25\nnew\n"));
        assertEquals("@23\n 23\n 24\n 25\n+new\n 26\n 27\n 28\n@21", drawn(diff));
        assertTrue(TextDiff.of(many, many).isEmpty());
    }

    @Test
    void signsAreComparedAsTheyAre() {
        assertEquals("-<b>[x]</b>\n+<b>[y]</b>", drawn(TextDiff.of("<b>x</b>", "<b>y</b>")));
        assertEquals(
                "-Привет[,] мир\n+Привет[!] мир", drawn(TextDiff.of("Привет, мир", "Привет! мир")));
    }

    @Test
    void longTextsThatHaveNothingInCommonAreCompared() {
        String one =
                IntStream.range(0, 20_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        assertEquals(20_000, TextDiff.of(one, one.replace('a', 'b')).added());
    }

    /** Of every two texts the second comes out whole, and the first too. */
    @Test
    void nothingIsLost() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            String before = random(random);
            String after = random(random);
            TextDiff diff = TextDiff.of(before, after);
            long same = diff.lines().stream().filter(l -> l.kind() == TextDiff.Kind.SAME).count();
            long left =
                    diff.lines().stream()
                            .filter(l -> l.kind() == TextDiff.Kind.LEFT_OUT)
                            .mapToInt(TextDiff.Line::count)
                            .sum();
            assertEquals(before.lines().count(), same + left + diff.removed());
            assertEquals(after.lines().count(), same + left + diff.added());
            List<String> added =
                    diff.lines().stream()
                            .filter(l -> l.kind() == TextDiff.Kind.ADDED)
                            .map(
                                    l ->
                                            l.parts().stream()
                                                    .map(TextDiff.Part::text)
                                                    .collect(Collectors.joining()))
                            .toList();
            assertTrue(after.lines().toList().containsAll(added), after + "\n---\n" + added);
        }
    }

    private static String random(Random random) {
        return random.ints(random.nextInt(12), 0, 5)
                .mapToObj(n -> List.of("a b c", "a x c", "", "d", "e <i> f").get(n))
                .collect(Collectors.joining("\n"));
    }
}
