package io.lyceum.admin.orders;

import io.lyceum.admin.desk.Spreadsheet;
import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Orders;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Orders as a table for spreadsheets, with the filters of the list. */
@RequestScoped
@Path("/manage/orders.csv")
@Allow(Role.ADMIN)
public class OrdersCsvResource {

    private static final int AT_ONCE = 500;

    @Inject Orders orders;

    @GET
    @Operation(hidden = true)
    public Response export(
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("q") @DefaultValue("") String query) {
        Optional<Order.Status> chosen =
                Arrays.stream(Order.Status.values())
                        .filter(s -> s.name().toLowerCase(Locale.ROOT).equals(status))
                        .findFirst();
        return Spreadsheet.of(
                "orders.csv",
                csv -> {
                    csv.row(
                            "receipt",
                            "state",
                            "course",
                            "buyer",
                            "email",
                            "currency",
                            "total",
                            "refunded",
                            "begun",
                            "paid",
                            "payment",
                            "order");
                    Spreadsheet.pages(
                            csv,
                            Integer.MAX_VALUE,
                            after -> orders.list(chosen, query, after, AT_ONCE),
                            OrdersCsvResource::cells);
                });
    }

    private static String[] cells(Orders.Line line) {
        Order order = line.order();
        return new String[] {
            order.number().map(String::valueOf).orElse(""),
            order.status().name(),
            order.title(),
            line.buyer(),
            line.email(),
            order.currency(),
            CourseText.decimal(order.totalMinor(), order.currency()),
            CourseText.decimal(order.refundedMinor(), order.currency()),
            order.createdAt().toString(),
            order.paidAt().map(Instant::toString).orElse(""),
            order.paymentIntent().orElse(""),
            order.id().toString()
        };
    }
}
