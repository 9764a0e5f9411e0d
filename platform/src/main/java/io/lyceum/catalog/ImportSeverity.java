package io.lyceum.catalog;

/** What becomes of a part of an import. */
public enum ImportSeverity {
    /** It arrives as it was. */
    COMES_IN,
    /** It arrives in another form. */
    CHANGED,
    /** It does not arrive; the rest does. */
    LOST,
    /** It is wrong and is left out; somebody should look at it. */
    REFUSED
}
