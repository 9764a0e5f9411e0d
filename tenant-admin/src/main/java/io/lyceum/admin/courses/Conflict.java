package io.lyceum.admin.courses;

import java.util.List;

/**
 * Somebody saved the same thing first. Both versions are shown; nothing is lost.
 *
 * @param version the version that is saved now; saving again starts from it
 * @param fields what differs
 */
public record Conflict(long version, List<Difference> fields) {

    /** One field that differs: what is saved, and what was typed. */
    public record Difference(String label, String saved, String typed) {}
}
