package io.lyceum.integrations;

import java.util.List;

/**
 * How one thing of the school is written as one record of the CRM.
 *
 * @param method PUT, PATCH or POST
 * @param path below the CRM's address, with {@code {person.id}} and other sources in braces
 * @param fields none if it is not written at all
 */
public record CrmRecord(String method, String path, List<CrmField> fields) {

    /** What is not written. */
    public static final CrmRecord NONE = new CrmRecord("PATCH", "", List.of());

    public CrmRecord {
        fields = List.copyOf(fields);
    }

    /** Tells whether it is written. */
    public boolean written() {
        return !fields.isEmpty();
    }

    /** Tells whether the same address can be read, so that a preview finds what differs. */
    public boolean readable() {
        return !method.equals("POST");
    }
}
