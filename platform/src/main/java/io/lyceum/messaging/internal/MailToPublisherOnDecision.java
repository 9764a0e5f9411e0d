package io.lyceum.messaging.internal;

import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.Recipient;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.Plugins;
import io.lyceum.plugins.Publisher;
import io.lyceum.plugins.Publishers;
import io.lyceum.plugins.VersionMoved;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tells a publisher what the reviewers decided about a version of its plugin. */
@ApplicationScoped
class MailToPublisherOnDecision implements EventListener.Outbound<VersionMoved> {

    @Inject SchoolMail mail;
    @Inject Publishers publishers;
    @Inject Plugins plugins;

    @Override
    public Class<VersionMoved> event() {
        return VersionMoved.class;
    }

    @Override
    public void on(UUID id, VersionMoved event) {
        Optional<MailContent.Decision> decision =
                decision(PluginVersion.State.valueOf(event.state()));
        Optional<Publisher> publisher = publishers.find(event.publisher());
        if (decision.isEmpty() || publisher.isEmpty()) {
            return;
        }
        PluginVersion version = plugins.require(event.plugin(), event.version());
        Publisher to = publisher.get();
        mail.send(
                id,
                new Recipient(to.email(), to.name(), to.locale()),
                new MailContent.PluginDecided(
                        version.descriptor().name().in(to.locale()),
                        event.version(),
                        decision.get(),
                        event.reason(),
                        mail.origin()
                                + "/platform/publishing/publishers/"
                                + to.id()
                                + "/versions/"
                                + event.plugin()
                                + "/"
                                + event.version()));
    }

    private static Optional<MailContent.Decision> decision(PluginVersion.State state) {
        return switch (state) {
            case APPROVED -> Optional.of(MailContent.Decision.APPROVED);
            case PUBLISHED -> Optional.of(MailContent.Decision.PUBLISHED);
            case CHANGES_REQUESTED -> Optional.of(MailContent.Decision.CHANGES_REQUESTED);
            case REJECTED -> Optional.of(MailContent.Decision.REJECTED);
            case YANKED -> Optional.of(MailContent.Decision.YANKED);
            case REVOKED -> Optional.of(MailContent.Decision.REVOKED);
            case DRAFT, SCANNED, IN_REVIEW -> Optional.empty();
        };
    }
}
