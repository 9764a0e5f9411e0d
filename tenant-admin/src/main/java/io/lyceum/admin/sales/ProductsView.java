package io.lyceum.admin.sales;

import io.lyceum.admin.currencies.FixedPricesView;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;
import java.util.Optional;

/**
 * The products of a school.
 *
 * @param off whether nothing can be bought, because no payment service is set up
 */
public record ProductsView(List<Row> rows, boolean off) {

    /** One product. */
    public record Row(String href, String title, String contents, String offers, Badge state) {}

    /**
     * The form of a product.
     *
     * @param there what stands beside it once it is there
     */
    public record Edit(
            Form form, List<Option> scopes, List<Choice> courses, Optional<There> there) {}

    /** A course or an offer that may be chosen. */
    public record Choice(String id, String title, boolean chosen) {}

    /** A product that is there. */
    public record There(String path, boolean archived, List<OfferRow> offers) {}

    /** One of its offers. */
    public record OfferRow(
            String href, String title, String price, String sold, Badge state, String address) {}

    /**
     * The form of an offer.
     *
     * @param path of the offer; empty for a new one
     * @param address where it is bought; empty for a new one
     * @param prices in the school's other currencies; none for a new one
     */
    public record Offer(
            Form form,
            String back,
            List<Option> kinds,
            List<Option> periods,
            String path,
            String address,
            boolean onSale,
            FixedPricesView prices) {

        Offer with(FixedPricesView other) {
            return new Offer(form, back, kinds, periods, path, address, onSale, other);
        }
    }
}
