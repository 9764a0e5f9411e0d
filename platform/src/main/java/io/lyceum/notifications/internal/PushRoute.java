package io.lyceum.notifications.internal;

import com.zerodeplibs.webpush.EncryptedPushMessage;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.shared.net.OutboundHttp.Answer;
import io.lyceum.shared.net.OutboundHttp.Ask;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * The way to a device: the message is encrypted for it alone (RFC 8291), signed with the school's
 * key (RFC 8292) and handed to the device's push service (RFC 8030).
 */
@Dependent
class PushRoute extends RouteBuilder {

    static final String ENTRANCE = "direct:push";

    private static final String LETTER = "lyceum.push.letter";
    private static final String ENCRYPTED = "lyceum.push.encrypted";
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final Duration SIGNED_FOR = Duration.ofHours(12);
    private static final int MOST_OF_AN_ANSWER = 4096;

    private final OutboundHttp http;
    private final PushKeys keys;
    private final Clock clock;

    @Inject
    PushRoute(OutboundHttp http, PushKeys keys, Clock clock) {
        this.keys = keys;
        this.http = http;
        this.clock = clock;
    }

    /**
     * A message on its way to one device.
     *
     * @param json what the device's service worker gets
     * @param keys the school's
     * @param contact how push services find who sends, {@code mailto:} or {@code https:}
     * @param keep how long the push service keeps it for a device that is off
     */
    record Letter(PushAddress to, String json, VAPIDKeyPair keys, String contact, Duration keep) {}

    @Override
    public void configure() {
        from(ENTRANCE)
                .routeId("push")
                .errorHandler(noErrorHandler())
                .process(PushRoute::encrypt)
                .process(this::hand);
    }

    private static void encrypt(Exchange exchange) {
        Letter letter = exchange.getMessage().getBody(Letter.class);
        exchange.setProperty(LETTER, letter);
        exchange.setProperty(
                ENCRYPTED,
                MessageEncryptions.of()
                        .encrypt(
                                UserAgentMessageEncryptionKeyInfo.of(
                                        letter.to().p256dh(), letter.to().auth()),
                                PushMessage.ofUTF8(letter.json())));
    }

    private void hand(Exchange exchange) throws IOException {
        Letter letter = exchange.getProperty(LETTER, Letter.class);
        EncryptedPushMessage encrypted =
                exchange.getProperty(ENCRYPTED, EncryptedPushMessage.class);
        Answer answer =
                http.send(
                        new Ask(
                                "POST",
                                letter.to().endpoint(),
                                Map.of(
                                        "Content-Type", encrypted.mediaType(),
                                        "Content-Encoding", encrypted.contentEncoding(),
                                        "TTL", Long.toString(letter.keep().toSeconds()),
                                        "Authorization", authorization(letter)),
                                Set.of(),
                                encrypted.toBytes(),
                                keys::mayPush,
                                0,
                                WITHIN,
                                MOST_OF_AN_ANSWER,
                                true));
        exchange.getMessage().setBody(answer.status());
    }

    private String authorization(Letter letter) {
        return letter.keys()
                .generateAuthorizationHeaderValue(
                        VAPIDJWTParam.getBuilder()
                                .resourceURLString(letter.to().endpoint().toString())
                                .expirationTime(clock.instant().plus(SIGNED_FOR))
                                .subject(letter.contact())
                                .build());
    }
}
