package io.lyceum.plugins.scorm;

import java.util.ArrayList;
import java.util.List;

/** Reads the tables of tests. */
final class SampleTable {

    private SampleTable() {}

    static List<List<String>> rows(String resource) {
        return Browser.read(resource)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> List.of(line.split(" \\| ", -1)))
                .toList();
    }

    /**
     * Takes a cell apart: {@code -} for none, {@code ''} for empty text, {@code x*9} for nine x.
     */
    static List<String> values(String cell) {
        List<String> values = new ArrayList<>();
        if (cell.strip().equals("-")) {
            return values;
        }
        for (String value : cell.strip().split(" ;; ")) {
            String plain = value.strip();
            int star = plain.matches(".*[xж]\\*\\d+") ? plain.lastIndexOf('*') : -1;
            if (plain.equals("''")) {
                values.add("");
            } else if (star > 0) {
                values.add(
                        plain.substring(0, star - 1)
                                + plain.substring(star - 1, star)
                                        .repeat(Integer.parseInt(plain.substring(star + 1))));
            } else {
                values.add(plain);
            }
        }
        return values;
    }
}
