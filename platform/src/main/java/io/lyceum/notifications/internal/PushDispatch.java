package io.lyceum.notifications.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zerodeplibs.webpush.VAPIDKeyPair;
import io.lyceum.identity.PersonId;
import io.lyceum.notifications.Devices;
import io.lyceum.notifications.NotificationTexts;
import io.lyceum.shared.Json;
import io.lyceum.shared.camel.Routes;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;

/** Sends to all devices of a person and notes what became of it. Never inside a transaction. */
@ApplicationScoped
public class PushDispatch {

    /** Whoever has many slow devices keeps nobody else waiting. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Routes routes;
    private final Devices devices;
    private final PushKeys keys;
    private final Schools schools;
    private final CurrentSchool school;
    private final Transactions transactions;
    private final Clock clock;

    protected PushDispatch() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    PushDispatch(
            Routes routes,
            Devices devices,
            PushKeys keys,
            Schools schools,
            CurrentSchool school,
            Transactions transactions,
            Clock clock) {
        this.clock = clock;
        this.routes = routes;
        this.devices = devices;
        this.keys = keys;
        this.schools = schools;
        this.school = school;
        this.transactions = transactions;
    }

    /**
     * What came of it.
     *
     * @param taken how many push services took it
     * @param later how many may take it later
     */
    public record Outcome(int taken, int later) {}

    private record Prepared(List<PushAddress> addresses, VAPIDKeyPair keys, String origin) {}

    /**
     * Sends to all devices of a person.
     *
     * @param id the same for each attempt: a device shows it once
     * @param path where it leads
     * @param keep how long push services keep it for devices that are off
     */
    public Outcome send(
            PersonId person, UUID id, NotificationTexts texts, String path, Duration keep) {
        Prepared prepared =
                transactions.call(
                        () -> {
                            List<PushAddress> addresses = devices.addresses(person);
                            return new Prepared(
                                    addresses, keys.pair(), schools.originOf(school.id()));
                        });
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("title", texts.title());
        json.put("body", texts.text());
        json.put("tag", id.toString());
        json.put("path", path);
        int taken = 0;
        int later = 0;
        Instant end = clock.instant().plus(LONGEST);
        for (PushAddress address : prepared.addresses()) {
            if (clock.instant().isAfter(end)) {
                later++;
                continue;
            }
            int status =
                    status(
                            new PushRoute.Letter(
                                    address,
                                    json.toString(),
                                    prepared.keys(),
                                    contact(prepared.origin()),
                                    keep));
            transactions.run(() -> note(address, status));
            if (status / 100 == 2) {
                taken++;
            } else if (status == 0 || status == 429 || status >= 500) {
                later++;
            }
        }
        return new Outcome(taken, later);
    }

    private static String contact(String origin) {
        return origin.startsWith("https:")
                ? origin
                : "mailto:postmaster@" + URI.create(origin).getHost();
    }

    /** The push service's answer; 0 if there was none. */
    private int status(PushRoute.Letter letter) {
        Exchange exchange =
                routes.send(PushRoute.ENTRANCE, e -> e.getMessage().setBody(letter)).join();
        return exchange.getException() == null ? exchange.getMessage().getBody(Integer.class) : 0;
    }

    private void note(PushAddress address, int status) {
        if (status / 100 == 2) {
            devices.reached(address.device());
        } else if (status == 404 || status == 410) {
            devices.gone(address.device());
        } else {
            devices.failed(address.device());
        }
    }
}
