package io.lyceum.messaging.internal;

import io.lyceum.integrations.WebhookDisabled;
import io.lyceum.messaging.MailContent;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tells that a webhook was switched off. */
@ApplicationScoped
class MailOnWebhookDisabled implements EventListener.Outbound<WebhookDisabled> {

    @Inject WebhookMail mail;

    @Override
    public Class<WebhookDisabled> event() {
        return WebhookDisabled.class;
    }

    @Override
    public void on(UUID id, WebhookDisabled event) {
        mail.send(
                id,
                event.webhook(),
                event.gone() ? MailContent.Trouble.GONE : MailContent.Trouble.DISABLED,
                Optional.empty());
    }
}
