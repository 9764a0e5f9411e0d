package io.lyceum.admin.people;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Initials;
import io.lyceum.admin.shell.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The people of a school.
 *
 * @param invitations open ones, shown above the list on its first page
 */
public record PeopleView(Listing listing, List<PersonRow> rows, List<InvitationRow> invitations) {

    /** One person; a deactivated one carries a badge. */
    public record PersonRow(
            String href,
            String name,
            String email,
            String role,
            Optional<Badge> state,
            Instant joined) {

        public String initials() {
            return Initials.of(name.isBlank() ? email : name);
        }
    }

    /**
     * One open invitation.
     *
     * @param path where "send again" and "withdraw" are posted
     * @param sent when the mail went out; not yet when empty
     */
    public record InvitationRow(
            String email, String role, Instant created, Optional<Instant> sent, String path) {}
}
