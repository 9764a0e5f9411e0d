package io.lyceum.admin.orders;

import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Orders;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.text.CsvText;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
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
        StreamingOutput table =
                out -> {
                    CsvText csv = new CsvText(new OutputStreamWriter(out, StandardCharsets.UTF_8));
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
                    Optional<String> after = Optional.empty();
                    do {
                        Slice<Orders.Line> page = orders.list(chosen, query, after, AT_ONCE);
                        page.items().forEach(line -> csv.row(cells(line)));
                        csv.flush();
                        after = page.next();
                    } while (after.isPresent());
                    csv.flush();
                };
        return Response.ok(table)
                .type("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"orders.csv\"")
                .header("Cache-Control", "private, no-store")
                .build();
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
