package io.lyceum.admin.payouts;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.desk.Spreadsheet;
import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Earning;
import io.lyceum.commerce.Earnings;
import io.lyceum.commerce.Payee;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

/** What somebody earned, as a table that is saved. */
@RequestScoped
class StatementDesk {

    private static final int AT_ONCE = 500;

    private final Desk desk;
    private final Earnings earnings;

    protected StatementDesk() {
        this(null, null);
    }

    @Inject
    StatementDesk(Desk desk, Earnings earnings) {
        this.desk = desk;
        this.earnings = earnings;
    }

    Response export(Payee payee) {
        String gone = desk.t("earnings.course.gone");
        return Spreadsheet.of(
                "earnings.csv",
                csv -> {
                    csv.row(
                            "earned",
                            "due",
                            "course",
                            "kind",
                            "currency",
                            "amount",
                            "order",
                            "earning");
                    Spreadsheet.pages(
                            csv,
                            Integer.MAX_VALUE,
                            after -> earnings.statement(payee, after, AT_ONCE),
                            line -> cells(line, gone));
                });
    }

    private static String[] cells(Earnings.Line line, String gone) {
        Earning earning = line.earning();
        boolean ofCourse = earning.course().isPresent();
        return new String[] {
            earning.earnedAt().toString(),
            earning.dueAt().toString(),
            line.course().isEmpty() && ofCourse ? gone : line.course(),
            earning.kind().name(),
            earning.currency(),
            CourseText.decimal(earning.amountMinor(), earning.currency()),
            earning.order().toString(),
            earning.id().toString()
        };
    }
}
