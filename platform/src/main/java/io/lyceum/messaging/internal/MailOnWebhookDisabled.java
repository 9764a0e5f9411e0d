package io.lyceum.messaging.internal;

import io.lyceum.integrations.WebhookDisabled;
import io.lyceum.integrations.Webhooks;
import io.lyceum.messaging.MailContent;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tells that a webhook was switched off. */
@ApplicationScoped
class MailOnWebhookDisabled implements EventListener.Outbound<WebhookDisabled> {

    @Inject SchoolMail mail;
    @Inject Webhooks webhooks;

    @Override
    public Class<WebhookDisabled> event() {
        return WebhookDisabled.class;
    }

    @Override
    public void on(UUID id, WebhookDisabled event) {
        webhooks.find(event.webhook())
                .ifPresent(
                        webhook ->
                                mail.sendToAdmins(
                                        id,
                                        new MailContent.WebhookTrouble(
                                                webhook.name(),
                                                event.gone()
                                                        ? MailContent.Trouble.GONE
                                                        : MailContent.Trouble.DISABLED,
                                                Optional.empty(),
                                                mail.origin()
                                                        + "/manage/webhooks/"
                                                        + webhook.id())));
    }
}
