package io.lyceum.integrations;

import io.lyceum.shared.outbox.Event;

/**
 * A mail provider says that an address takes no mails.
 *
 * @param complained whether its owner called a mail spam; otherwise there is nobody
 */
@Event.Type(name = "address.reported")
public record AddressReported(String address, boolean complained, String provider)
        implements Event {}
