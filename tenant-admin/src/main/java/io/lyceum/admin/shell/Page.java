package io.lyceum.admin.shell;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page inside the shell.
 *
 * @param shell what stays the same from page to page
 * @param title heading and window title, already in the reader's language
 * @param place where the page is in the rail
 * @param back the page one level up, for the link above the heading
 * @param notice what the last action did, shown once
 */
public record Page(
        Shell shell, String title, Place place, Optional<Link> back, Optional<Notice> notice) {

    public static Page of(Shell shell, String titleKey, Place place) {
        return new Page(shell, shell.t(titleKey), place, Optional.empty(), Optional.empty());
    }

    /** The same page under a title that people typed, such as a course's name. */
    public Page titled(String text) {
        return new Page(shell, text, place, back, notice);
    }

    public Page under(String href, String label) {
        return new Page(shell, title, place, Optional.of(new Link(href, label)), notice);
    }

    public Page saying(Optional<Notice> said) {
        return new Page(shell, title, place, back, said);
    }

    public String t(String key, Object... namesAndValues) {
        return shell.t(key, namesAndValues);
    }

    public String asset(String path) {
        return shell.assets().apply(path);
    }

    /** Address of a page of this back office, for example {@code to("/courses")}. */
    public String to(String path) {
        return shell.root() + path;
    }

    public String csrf() {
        return shell.csrf();
    }

    public String nonce() {
        return shell.nonce();
    }

    public Words words() {
        return shell.words();
    }

    public String date(Instant when) {
        return words().date(when);
    }

    public String ago(Instant when) {
        return words().ago(when);
    }

    public List<NavItem> rail() {
        return shell.rail(place);
    }

    /** A link with words that are already in the reader's language. */
    public record Link(String href, String label) {}
}
