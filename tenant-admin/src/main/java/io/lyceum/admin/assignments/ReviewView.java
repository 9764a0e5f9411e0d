package io.lyceum.admin.assignments;

import gg.jte.Content;
import io.lyceum.admin.shell.Form;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A submission, and what a teacher makes of it.
 *
 * @param learner who has handed it in
 * @param at when
 * @param late by how much; empty for in time
 * @param penalty percent that being late costs
 * @param text what was written, cleaned; null for nothing
 * @param criteria what is looked at; empty if it is marked by points alone
 * @param most the most points there are
 * @param task what was asked for, cleaned
 * @param others the learner's other attempts
 * @param waiting how many wait in this assignment, with this one
 * @param next the one to mark after it
 */
public record ReviewView(
        Form form,
        String learner,
        String assignment,
        String course,
        int attempt,
        Instant at,
        String late,
        int penalty,
        Optional<Instant> returned,
        String gradedBy,
        @Nullable Content text,
        List<File> files,
        List<Criterion> criteria,
        String most,
        Content task,
        List<Other> others,
        long waiting,
        Optional<String> next) {

    /** A file that was handed in. */
    public record File(String href, String name, String size, boolean image) {}

    /** Something that is looked at; its levels have the values 0, 1, … */
    public record Criterion(String title, String most, List<Level> levels) {}

    /**
     * A level of a criterion.
     *
     * @param value its points, for scripts
     */
    public record Level(String title, String points, String value, String text) {}

    /** Another attempt of the same learner. */
    public record Other(String href, int attempt, String state) {}
}
