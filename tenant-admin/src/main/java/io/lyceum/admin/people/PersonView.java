package io.lyceum.admin.people;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Initials;
import io.lyceum.admin.shell.Option;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One person.
 *
 * @param leaving whether the person is being erased
 * @param roles the roles that the reader may give; empty when the reader may not change this one
 * @param fixed why nothing can be changed here, if so
 * @param courses what the person learns
 */
public record PersonView(
        String id,
        String name,
        String email,
        String role,
        boolean active,
        boolean leaving,
        Instant joined,
        Optional<String> language,
        Form form,
        List<Option> roles,
        Optional<String> fixed,
        String path,
        List<CourseLine> courses,
        List<CertificateLine> certificates) {

    public String initials() {
        return Initials.of(name.isBlank() ? email : name);
    }

    /** A course that the person learns, with progress 0 to 100. */
    public record CourseLine(String title, String href, int percent, Badge state) {}

    /** A certificate that the person holds. */
    public record CertificateLine(String course, String href, Instant issued, boolean valid) {}
}
