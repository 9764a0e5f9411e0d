package io.lyceum.identity;

/** What somebody may do at a school. Each role includes what the ones after it may do. */
public enum Role {
    /** Runs the platform; exists only on the platform's own host. */
    PLATFORM_ADMIN,
    OWNER,
    ADMIN,
    TEACHER,
    LEARNER;

    /** Tells whether this role may do what the other may at a school. */
    public boolean includes(Role other) {
        if (this == PLATFORM_ADMIN || other == PLATFORM_ADMIN) {
            return this == other;
        }
        return ordinal() <= other.ordinal();
    }
}
