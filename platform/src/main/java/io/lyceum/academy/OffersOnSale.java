package io.lyceum.academy;

import io.lyceum.commerce.Offers;
import io.lyceum.shared.web.PageCache;
import io.lyceum.shared.web.PageCache.Keep;
import io.lyceum.shared.web.Shop;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whether the school sells anything; kept pages see a sale that begins after minutes. */
@ApplicationScoped
class OffersOnSale implements Shop {

    private static final Logger LOG = Logger.getLogger(OffersOnSale.class.getName());

    @Inject PageCache kept;
    @Inject CurrentSchool school;
    @Inject Offers offers;

    /** A page that tells of an error is not to fail on this as well. */
    @Override
    public boolean open() {
        try {
            return kept.part(
                    school.id(), "offers", Keep.FOR_MOMENTS, Boolean.class, offers::anyOnSale);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "It is not known whether the school sells anything", e);
            return false;
        }
    }
}
