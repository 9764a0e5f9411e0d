package io.lyceum.shared.text;

import java.util.regex.Pattern;

/** Takes out of words what does not belong into logs and lists of errors. */
public final class Redaction {

    /** Wider than any grammar of addresses: a lost word does less harm than a kept person. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?:\"[^\"]{0,254}\"|[^\\s<>()\\[\\]\",;:=`'@]{1,254})@[^\\s<>()\\[\\]\",;:=`'@]+");

    private Redaction() {}

    /** Puts an ellipsis in the place of each mail address. */
    public static String withoutAddresses(String words) {
        return ADDRESS.matcher(words).replaceAll("…");
    }
}
