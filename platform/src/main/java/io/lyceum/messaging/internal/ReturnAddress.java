package io.lyceum.messaging.internal;

import io.lyceum.shared.security.Encryption;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where mail servers return what they took and could not deliver: an address of its own for each
 * school and recipient, so that nobody else can say that an address is dead.
 */
@ApplicationScoped
class ReturnAddress {

    private static final String PURPOSE = "bounce";
    private static final int MARK = 9;
    private static final char[] LETTERS = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private final Optional<String> address;
    private final Encryption encryption;
    private final Pattern ours;

    protected ReturnAddress() {
        this(Optional.empty(), new Encryption("A".repeat(43) + "="));
    }

    /**
     * @param address to which these addresses lead, as {@code bounces@mail.example.org}; its server
     *     has to take {@code bounces+…} as well (RFC 5233)
     */
    @Inject
    ReturnAddress(
            @ConfigProperty(name = "lyceum.bounces.address") Optional<String> address,
            Encryption encryption) {
        this.address = address.filter(text -> text.indexOf('@') > 0);
        this.encryption = encryption;
        this.ours =
                Pattern.compile(
                        this.address
                                .map(
                                        text ->
                                                Pattern.quote(local(text))
                                                        + "\\+([a-z2-7]{40})"
                                                        + Pattern.quote(domain(text)))
                                .orElse("(?!)()"),
                        Pattern.CASE_INSENSITIVE);
    }

    private static String local(String address) {
        return address.substring(0, address.lastIndexOf('@'));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@'));
    }

    /** The envelope's sender of a mail of the current school; nothing where none is set. */
    Optional<String> of(String recipient) {
        return address.flatMap(
                text ->
                        CurrentSchool.bound()
                                .map(
                                        school ->
                                                local(text)
                                                        + "+"
                                                        + base32(token(school, recipient))
                                                        + domain(text)));
    }

    /**
     * The school whose mail to somebody was returned.
     *
     * @param to where it was returned to, as headers say it
     * @return nothing if the address is not one of ours for this recipient
     */
    Optional<SchoolId> school(String to, String recipient) {
        Matcher matcher = ours.matcher(to);
        while (matcher.find()) {
            byte[] token = bytes(matcher.group(1).toLowerCase(Locale.ROOT));
            ByteBuffer id = ByteBuffer.wrap(token);
            SchoolId school = new SchoolId(new UUID(id.getLong(), id.getLong()));
            if (MessageDigest.isEqual(token, token(school, recipient))) {
                return Optional.of(school);
            }
        }
        return Optional.empty();
    }

    private byte[] token(SchoolId school, String recipient) {
        byte[] mark =
                encryption.mark(PURPOSE, school + " " + recipient.strip().toLowerCase(Locale.ROOT));
        return ByteBuffer.allocate(16 + MARK)
                .putLong(school.value().getMostSignificantBits())
                .putLong(school.value().getLeastSignificantBits())
                .put(Arrays.copyOf(mark, MARK))
                .array();
    }

    /** Small letters and digits only: some servers change the case of addresses (RFC 4648). */
    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            int value = 0;
            for (int i = bit; i < bit + 5; i++) {
                value = value << 1 | bytes[i / 8] >> (7 - i % 8) & 1;
            }
            text.append(LETTERS[value]);
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int value = Arrays.binarySearch(LETTERS, 0, 26, text.charAt(bit / 5));
            if (value < 0) {
                value = 26 + text.charAt(bit / 5) - '2';
            }
            bytes[bit / 8] |= (byte) ((value >> (4 - bit % 5) & 1) << (7 - bit % 8));
        }
        return bytes;
    }
}
