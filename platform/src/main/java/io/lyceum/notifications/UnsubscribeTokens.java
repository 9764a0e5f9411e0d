package io.lyceum.notifications;

import io.lyceum.identity.PersonId;
import io.lyceum.shared.security.Encryption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * What the addresses at the end of mails say: who does not want which mails. They need no sign-in,
 * never end, and open at the school alone whose mail they stood in.
 */
@ApplicationScoped
public class UnsubscribeTokens {

    private static final String KIND = "unsubscribe";

    private final Encryption encryption;

    protected UnsubscribeTokens() {
        this(null);
    }

    @Inject
    UnsubscribeTokens(Encryption encryption) {
        this.encryption = encryption;
    }

    /** Whose mails about what. */
    public record Unsubscribe(PersonId person, Topic topic) {}

    /** Makes the last part of such an address. */
    public String of(PersonId person, Topic topic) {
        return encryption
                .encrypt(KIND + "/" + person + "/" + topic)
                .replace('+', '-')
                .replace('/', '_')
                .replace("=", "");
    }

    /** Reads what {@link #of} made; nothing if it is none of ours. */
    public Optional<Unsubscribe> read(String token) {
        try {
            String[] parts =
                    encryption.decrypt(token.replace('-', '+').replace('_', '/')).split("/");
            return parts.length == 3 && parts[0].equals(KIND)
                    ? Optional.of(
                            new Unsubscribe(
                                    new PersonId(UUID.fromString(parts[1])),
                                    Topic.valueOf(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
