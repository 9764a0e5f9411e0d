package io.lyceum.commerce;

/** The accounts of a school's books. What comes in is positive, what is owed or earned negative. */
public enum LedgerAccount {
    /** What is at Stripe for the school. */
    STRIPE_BALANCE,
    /** What was sold. */
    SALES,
    /** What was given back of what was sold. */
    REFUNDS,
    /** Taxes that were charged and are owed. */
    TAXES,
    /** What buyers' banks took back of what was sold. */
    DISPUTES,
    /** What Stripe keeps. */
    PROCESSOR_FEES,
    /** What the platform charges. */
    PLATFORM_FEES,
    /** What the school owes the platform. */
    DUE_TO_PLATFORM,
    /** What was paid in one currency and came in as another. */
    EXCHANGE,
    /** What teachers get of what was sold. */
    TEACHER_SHARES,
    /** What the school owes its teachers. */
    DUE_TO_TEACHERS,
    /** What is at the school's own account at Stripe. */
    SCHOOL_ACCOUNT,
    /** What went to the school's bank. */
    BANK
}
