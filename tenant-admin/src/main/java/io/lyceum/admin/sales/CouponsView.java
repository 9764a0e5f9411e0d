package io.lyceum.admin.sales;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Option;
import java.util.List;

/** The coupons of a school. */
public record CouponsView(Listing listing, List<Row> rows) {

    /**
     * One coupon.
     *
     * @param code or what it is called that it has none
     */
    public record Row(
            String href, String name, String code, String off, String used, Badge state) {}

    /**
     * The form of a coupon.
     *
     * @param path of the coupon; empty for a new one
     */
    public record Edit(
            Form form,
            List<Option> kinds,
            List<Option> durations,
            List<ProductsView.Choice> courses,
            List<ProductsView.Choice> offers,
            String path,
            boolean archived,
            String used) {}
}
