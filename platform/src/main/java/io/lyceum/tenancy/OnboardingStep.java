package io.lyceum.tenancy;

/**
 * One step of bringing a school to life. A step may be run again after a crash at any point inside
 * it, so it finds what is there before it makes anything.
 */
public interface OnboardingStep {

    /** Stable key, shown to people through the text {@code onboarding.<key>}. */
    String key();

    /** Order among the steps. */
    int position();

    /** Does the step; runs on behalf of the school and outside any transaction. */
    void run(School school);

    /** How a step stands. */
    enum Status {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }
}
