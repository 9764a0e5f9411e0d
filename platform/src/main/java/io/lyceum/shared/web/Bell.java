package io.lyceum.shared.web;

/** Tells pages how much there is that their reader was told; given by the capability that tells. */
public interface Bell {

    /** How many notifications the signed-in person has not read; 0 for a visitor. */
    int unread();
}
