package io.lyceum.tenancy;

/** Says how much of something the current school uses; each capability counts its own. */
public interface QuotaUse {

    Quota quota();

    /** Counts in the caller's transaction, what it has made itself included. */
    long used();
}
