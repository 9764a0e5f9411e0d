package io.lyceum.admin.courses;

import io.lyceum.admin.desk.TextDiff;
import java.util.List;

/**
 * Somebody saved the same thing first. Both versions are shown; nothing is lost.
 *
 * @param version the version that is saved now; saving again starts from it
 * @param fields what differs
 */
public record Conflict(long version, List<Difference> fields) {

    /** One field that differs: from what is saved to what was typed. */
    public record Difference(String label, TextDiff diff) {

        static Difference of(String label, String saved, String typed) {
            return new Difference(label, TextDiff.of(saved, typed));
        }
    }
}
