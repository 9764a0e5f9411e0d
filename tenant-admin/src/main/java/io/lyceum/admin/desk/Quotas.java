package io.lyceum.admin.desk;

import io.lyceum.shared.web.Forms;
import jakarta.ws.rs.core.MultivaluedMap;

/** A quota a minute as a field of a form: empty for none. */
public final class Quotas {

    private Quotas() {}

    /** What is no number is read as one that is too small, and refused as that. */
    public static int read(MultivaluedMap<String, String> form) {
        return Desk.value(form, "perMinute").isBlank()
                ? 0
                : Math.max(1, Forms.number(form, "perMinute"));
    }

    public static String shown(int perMinute) {
        return perMinute == 0 ? "" : Integer.toString(perMinute);
    }
}
