package io.lyceum.shared.problem;

/**
 * What can go wrong, by name. Each capability lists its own in one enum; the enum's constant names
 * are the stable codes of the public API.
 */
public interface ProblemCode {

    /** The stable code, for example {@code SEATS_FULL}. */
    String name();

    /** The HTTP status that this problem is answered with. */
    int status();

    /** One plain English sentence: what happened and what to do. Details replace {@code {0}…}. */
    String message();
}
