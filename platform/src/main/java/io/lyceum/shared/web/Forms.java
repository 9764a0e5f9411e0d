package io.lyceum.shared.web;

import jakarta.ws.rs.core.MultivaluedMap;

/** Reads what forms send. */
public final class Forms {

    private Forms() {}

    /** A whole number from 0 on; 0 if the field holds none. */
    public static int number(MultivaluedMap<String, String> form, String name) {
        String text = form.getFirst(name);
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
