package io.lyceum.admin.payouts;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.time.Instant;
import java.util.List;

/**
 * What is agreed about a course.
 *
 * @param rows how many teachers the form has room for
 * @param currency of the course
 * @param earlier what was agreed before and is agreed now, the latest first
 */
public record AgreementView(
        Form form, List<Option> teachers, int rows, String currency, List<Version> earlier) {

    /** What counts from a moment on. */
    public record Version(Instant from, String shares, String terms, String accepted) {}
}
