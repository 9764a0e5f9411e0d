package io.lyceum.tenancy;

/**
 * One step of erasing a school for good. It goes portion by portion and starts each by looking at
 * what is there, so that a crash anywhere costs one portion at most.
 */
public interface ErasureStep {

    /** Stable key, shown to people through the text {@code erasure.<key>}. */
    String key();

    /** Order among the steps. */
    int position();

    /** Erases the next portion; runs on behalf of the school and outside any transaction. */
    Progress run(School school);

    /** What is left after a portion. */
    enum Progress {
        /** More is there; the next portion follows at once. */
        MORE,
        /** Something still uses it; the step is tried again in a moment. */
        BUSY,
        /** Nothing is left. */
        DONE
    }
}
