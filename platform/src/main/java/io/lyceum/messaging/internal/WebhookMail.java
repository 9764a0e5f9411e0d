package io.lyceum.messaging.internal;

import io.lyceum.integrations.Webhooks;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.SchoolMail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Writes to all who run the school about one of its webhooks. */
@ApplicationScoped
class WebhookMail {

    @Inject SchoolMail mail;
    @Inject Webhooks webhooks;

    /**
     * Writes, unless the webhook is gone meanwhile.
     *
     * @param until when it is switched off
     */
    void send(UUID event, UUID webhook, MailContent.Trouble trouble, Optional<Instant> until) {
        webhooks.find(webhook)
                .ifPresent(
                        found ->
                                mail.sendToAdmins(
                                        event,
                                        new MailContent.WebhookTrouble(
                                                found.name(),
                                                trouble,
                                                until.map(mail::day),
                                                mail.origin() + "/manage/webhooks/" + found.id())));
    }
}
