package io.lyceum.academy;

import io.lyceum.commerce.Offers;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.web.PageCache;
import io.lyceum.shared.web.PageCache.Keep;
import io.lyceum.shared.web.Shop;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether the school sells anything; a sale that begins is seen after moments. */
@ApplicationScoped
class OffersOnSale implements Shop {

    @Inject PageCache kept;
    @Inject CurrentSchool school;
    @Inject Offers offers;
    @Inject Transactions transactions;

    @Override
    public boolean open() {
        return kept.part(
                school.id(),
                "offers",
                Keep.FOR_MOMENTS,
                Boolean.class,
                () -> transactions.call(() -> !offers.onSale().isEmpty()));
    }
}
