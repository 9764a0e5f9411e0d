package io.lyceum.identity.internal;

import io.lyceum.shared.outbox.EventListener;
import io.lyceum.tenancy.BrandChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Lets the sign-in pages and their mails follow the school's look. */
@ApplicationScoped
class ApplyBrandToRealm implements EventListener.Outbound<BrandChanged> {

    @Inject RealmKeeper keeper;

    @Override
    public Class<BrandChanged> event() {
        return BrandChanged.class;
    }

    @Override
    public void on(UUID id, BrandChanged event) {
        keeper.applyBrand();
    }
}
