package io.lyceum.integrations.internal;

import io.lyceum.integrations.InboundFormat;
import io.lyceum.integrations.InboundWebhook;
import io.lyceum.shared.security.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Checks by what a sender proves that a message is its own. Compares in constant time. */
public final class InboundSignature {

    /** How old a signed message may be, and how far ahead a sender's clock. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String STANDARD_SECRET = "whsec_";
    private static final int SHORTEST_KEY = 16;

    private InboundSignature() {}

    /**
     * Tells whether one of the secrets proves a message.
     *
     * @param header reads a header by its name; empty if there is none
     */
    static boolean proves(
            InboundWebhook webhook,
            List<String> secrets,
            UnaryOperator<String> header,
            byte[] body,
            Instant now) {
        return secrets.stream()
                .anyMatch(
                        secret ->
                                switch (webhook.format()) {
                                    case STANDARD -> standard(secret, header, body, now);
                                    case STRIPE -> stripe(secret, header, body, now);
                                    case HMAC ->
                                            plain(secret, header.apply(webhook.header()), body);
                                    case TOKEN -> token(secret, header.apply(webhook.header()));
                                });
    }

    private static boolean standard(
            String secret, UnaryOperator<String> header, byte[] body, Instant now) {
        String time = header.apply("webhook-timestamp");
        if (!isFresh(time, now)) {
            return false;
        }
        byte[] content = joined(header.apply("webhook-id") + "." + time + ".", body);
        Optional<byte[]> key = standardKey(secret);
        if (key.isEmpty()) {
            return false;
        }
        byte[] expected = Hmac.of(key.get(), content);
        boolean same = false;
        for (String one : header.apply("webhook-signature").split(" ")) {
            if (one.startsWith("v1,")) {
                same |= same(expected, base64(one.substring(3)));
            }
        }
        return same;
    }

    /** Tells whether a text is a secret as Standard Webhooks write it. */
    public static boolean isStandardSecret(String secret) {
        return standardKey(secret).filter(key -> key.length >= SHORTEST_KEY).isPresent();
    }

    private static Optional<byte[]> standardKey(String secret) {
        String text =
                secret.startsWith(STANDARD_SECRET)
                        ? secret.substring(STANDARD_SECRET.length())
                        : secret;
        byte[] key = base64(text);
        return key.length == 0 ? Optional.empty() : Optional.of(key);
    }

    private static boolean stripe(
            String secret, UnaryOperator<String> header, byte[] body, Instant now) {
        String time = "";
        List<String> signatures = new ArrayList<>();
        for (String part : header.apply("Stripe-Signature").split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t")) {
                time = pair[1];
            } else if (pair.length == 2 && pair[0].equals("v1")) {
                signatures.add(pair[1]);
            }
        }
        if (!isFresh(time, now)) {
            return false;
        }
        byte[] expected =
                Hmac.of(secret.getBytes(StandardCharsets.UTF_8), joined(time + ".", body));
        boolean same = false;
        for (String one : signatures) {
            same |= same(expected, hex(one));
        }
        return same;
    }

    /** As many senders write it: {@code sha256=} may stand before it. */
    private static boolean plain(String secret, String given, byte[] body) {
        String text = given.strip();
        if (text.toLowerCase(Locale.ROOT).startsWith("sha256=")) {
            text = text.substring("sha256=".length());
        }
        byte[] expected = Hmac.of(secret.getBytes(StandardCharsets.UTF_8), body);
        return same(expected, hex(text)) | same(expected, base64(text));
    }

    private static boolean token(String secret, String given) {
        String text = given.strip();
        if (text.regionMatches(true, 0, "Bearer ", 0, 7)) {
            text = text.substring(7).strip();
        }
        return same(secret.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isFresh(String seconds, Instant now) {
        if (!seconds.matches("\\d{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now);
        return age.abs().compareTo(TOLERANCE) <= 0;
    }

    private static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    private static byte[] joined(String head, byte[] body) {
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[first.length + body.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        return whole;
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Makes a secret of a format. */
    static String make(InboundFormat format, byte[] random) {
        String text = Base64.getEncoder().encodeToString(random);
        return format == InboundFormat.STANDARD
                ? STANDARD_SECRET + text
                : Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
