package io.lyceum.integrations;

/**
 * What is done about messages of one type.
 *
 * @param when the type; a {@code *} at its end stands for any end
 * @param email where the mail address is: a JSON pointer (RFC 6901)
 * @param name where the name is; may be empty
 * @param course where the course's slug or id is; for {@link InboundAction#ENROL}
 */
public record InboundRule(
        String when, InboundAction action, String email, String name, String course) {

    /** Tells whether it is about a type. */
    public boolean fits(String type) {
        return when.endsWith("*")
                ? type.startsWith(when.substring(0, when.length() - 1))
                : type.equals(when);
    }
}
