package io.lyceum.admin.revenue;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.desk.Spreadsheet;
import io.lyceum.admin.revenue.RevenueView.CourseRow;
import io.lyceum.admin.revenue.RevenueView.CurrencyPart;
import io.lyceum.admin.revenue.RevenueView.Fact;
import io.lyceum.admin.revenue.RevenueView.Row;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tab;
import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Revenue;
import io.lyceum.commerce.Revenue.Figures;
import io.lyceum.commerce.Revenue.Interval;
import io.lyceum.commerce.Revenue.OfCurrency;
import io.lyceum.commerce.Revenue.Period;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the school has earned, as charts, tables, and a table for spreadsheets. */
@RequestScoped
@Path("/manage/revenue")
@Allow(Role.ADMIN)
public class RevenueResource {

    private static final String PATH = "/manage/revenue";
    private static final String SHOW = "revenue/show";

    /** Times that are chosen often, back from today. */
    private enum Range {
        DAYS(Interval.DAY) {
            @Override
            LocalDate from(LocalDate today) {
                return today.minusDays(29);
            }
        },
        WEEKS(Interval.WEEK) {
            @Override
            LocalDate from(LocalDate today) {
                return Interval.WEEK.start(today.minusWeeks(11));
            }
        },
        MONTHS(Interval.MONTH) {
            @Override
            LocalDate from(LocalDate today) {
                return Interval.MONTH.start(today.minusMonths(11));
            }
        };

        private final Interval interval;

        Range(Interval interval) {
            this.interval = interval;
        }

        abstract LocalDate from(LocalDate today);
    }

    /** The time that was asked for. */
    private record Wanted(LocalDate from, LocalDate to, Interval interval) {

        private String query() {
            return "?from=" + from + "&to=" + to + "&interval=" + key(interval);
        }
    }

    @Inject Desk desk;
    @Inject Revenue revenue;
    @Inject Checkout checkout;
    @Inject Clock clock;

    @GET
    @Operation(hidden = true)
    public Response show(
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("interval") @DefaultValue("") String interval) {
        LocalDate today = revenue.day(clock.instant());
        Wanted usual = wanted(Range.DAYS, today);
        Wanted wanted =
                new Wanted(
                        day(from).orElse(usual.from()),
                        day(to).orElse(usual.to()),
                        Arrays.stream(Interval.values())
                                .filter(one -> key(one).equals(interval))
                                .findFirst()
                                .orElse(usual.interval()));
        Form form =
                Form.at(
                        PATH,
                        Map.of(
                                "from", wanted.from().toString(),
                                "to", wanted.to().toString(),
                                "interval", key(wanted.interval())));
        try {
            return desk.show(SHOW, page(), view(form, wanted, today, report(wanted)));
        } catch (Problem problem) {
            Map<String, String> typed = Map.of("from", from, "to", to, "interval", interval);
            return desk.refuse(
                    problem,
                    SHOW,
                    page(),
                    view(desk.refused(form, typed, problem), usual, today, report(usual)));
        }
    }

    private static Wanted wanted(Range range, LocalDate today) {
        return new Wanted(range.from(today), today, range.interval);
    }

    private static String key(Interval interval) {
        return interval.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Revenue.Report report(Wanted wanted) {
        return revenue.report(wanted.from(), wanted.to(), wanted.interval());
    }

    private Page page() {
        return desk.page("revenue.title", Place.REVENUE);
    }

    private RevenueView view(Form form, Wanted wanted, LocalDate today, Revenue.Report report) {
        return new RevenueView(
                form,
                Arrays.stream(Range.values())
                        .map(
                                range ->
                                        new Tab(
                                                PATH + wanted(range, today).query(),
                                                desk.t("revenue.range." + range),
                                                Optional.empty(),
                                                wanted(range, today).equals(wanted)))
                        .toList(),
                Arrays.stream(Interval.values())
                        .map(one -> Option.of(key(one), desk.t("revenue.interval." + one)))
                        .toList(),
                PATH + "/revenue.csv" + wanted.query(),
                report.timeZone(),
                report.currencies().stream().map(one -> part(one, wanted.interval())).toList(),
                checkout.test());
    }

    private CurrencyPart part(OfCurrency one, Interval interval) {
        Figures total = one.total();
        String currency = one.currency();
        List<Fact> facts =
                List.of(
                        new Fact(desk.t("revenue.net"), money(one.netMinor(), currency)),
                        new Fact(desk.t("revenue.gross"), money(total.grossMinor(), currency)),
                        new Fact(desk.t("revenue.refunds"), money(total.refundsMinor(), currency)),
                        new Fact(
                                desk.t("revenue.disputes"), money(total.disputesMinor(), currency)),
                        new Fact(desk.t("revenue.fees"), money(total.feesMinor(), currency)),
                        new Fact(desk.t("revenue.orders"), desk.words().number(total.orders())));
        List<Row> rows =
                new ArrayList<>(
                        one.periods().stream()
                                .filter(period -> !empty(period))
                                .map(period -> row(period, currency, interval))
                                .toList());
        Collections.reverse(rows);
        return new CurrencyPart(
                currency,
                facts,
                Chart.of(
                        desk.t(
                                "revenue.chart",
                                "currency",
                                currency,
                                "net",
                                money(one.netMinor(), currency),
                                "gross",
                                money(total.grossMinor(), currency)),
                        one.periods().stream()
                                .map(period -> value(period, currency, interval))
                                .toList(),
                        minor -> money(minor, currency)),
                rows,
                one.courses().stream()
                        .map(
                                course ->
                                        new CourseRow(
                                                course.title(),
                                                desk.words().number(course.orders()),
                                                money(course.netMinor(), currency)))
                        .toList());
    }

    private static boolean empty(Period period) {
        Figures figures = period.figures();
        return figures.grossMinor() == 0
                && figures.refundsMinor() == 0
                && figures.disputesMinor() == 0
                && figures.feesMinor() == 0
                && figures.orders() == 0;
    }

    private Chart.Value value(Period period, String currency, Interval interval) {
        String name = name(period.from(), interval);
        return new Chart.Value(
                name,
                period.figures().grossMinor(),
                period.netMinor(),
                desk.t(
                        "revenue.bar",
                        "period",
                        name,
                        "gross",
                        money(period.figures().grossMinor(), currency),
                        "net",
                        money(period.netMinor(), currency)));
    }

    private Row row(Period period, String currency, Interval interval) {
        Figures figures = period.figures();
        return new Row(
                name(period.from(), interval),
                desk.words().number(figures.orders()),
                money(figures.grossMinor(), currency),
                money(figures.refundsMinor(), currency),
                money(figures.disputesMinor(), currency),
                money(figures.feesMinor(), currency),
                money(period.netMinor(), currency));
    }

    private String name(LocalDate from, Interval interval) {
        DateTimeFormatter format =
                interval == Interval.MONTH
                        ? DateTimeFormatter.ofPattern("LLLL yyyy")
                        : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);
        return format.withLocale(desk.locale()).format(from);
    }

    private String money(long minor, String currency) {
        return (minor < 0 ? "\u2212" : "") + desk.words().money(Math.abs(minor), currency);
    }

    @GET
    @Path("revenue.csv")
    @Operation(hidden = true)
    public Response export(
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("interval") @DefaultValue("") String interval) {
        Wanted usual = wanted(Range.DAYS, revenue.day(clock.instant()));
        Revenue.Report report =
                report(
                        new Wanted(
                                day(from).orElse(usual.from()),
                                day(to).orElse(usual.to()),
                                Arrays.stream(Interval.values())
                                        .filter(one -> key(one).equals(interval))
                                        .findFirst()
                                        .orElse(usual.interval())));
        return Spreadsheet.of(
                "revenue.csv",
                csv -> {
                    csv.row(
                            "from",
                            "currency",
                            "orders",
                            "gross",
                            "refunds",
                            "disputes",
                            "fees",
                            "net");
                    for (OfCurrency one : report.currencies()) {
                        for (Period period : one.periods()) {
                            csv.row(cells(period, one.currency()));
                        }
                    }
                });
    }

    private static String[] cells(Period period, String currency) {
        Figures figures = period.figures();
        return new String[] {
            period.from().toString(),
            currency,
            String.valueOf(figures.orders()),
            CourseText.decimal(figures.grossMinor(), currency),
            CourseText.decimal(figures.refundsMinor(), currency),
            CourseText.decimal(figures.disputesMinor(), currency),
            CourseText.decimal(figures.feesMinor(), currency),
            CourseText.decimal(period.netMinor(), currency)
        };
    }
}
