package io.lyceum.messaging.internal;

import io.lyceum.integrations.WebhookFailing;
import io.lyceum.messaging.MailContent;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Warns that a webhook has failed for long and will be switched off. */
@ApplicationScoped
class WarningMailOnWebhookFailing implements EventListener.Outbound<WebhookFailing> {

    @Inject WebhookMail mail;

    @Override
    public Class<WebhookFailing> event() {
        return WebhookFailing.class;
    }

    @Override
    public void on(UUID id, WebhookFailing event) {
        mail.send(id, event.webhook(), MailContent.Trouble.FAILING, Optional.of(event.until()));
    }
}
