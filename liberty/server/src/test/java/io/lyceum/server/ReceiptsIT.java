package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Receipts of orders as PDF, for the buyer, the school and its programs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Sales
class ReceiptsIT {

    private final SampleSchool school = SampleSchool.withPeople("Quill");
    private final Api owner = school.as("OWNER");
    private final String learner = Api.id(school.as("LEARNER").get("/people/me").expect(200));
    private final String course = school.course().id();

    private UUID order(String status, @Nullable Long number) throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into sales_order
                        (tenant_id, id, number, person_id, course_id, title, status, currency, total_minor,
                         refunded_minor, fee_basis_points, session_id, created_at, paid_at)
                    values (?, ?, ?, cast(? as uuid), cast(? as uuid), 'Ремесло & craft', ?, 'EUR', 4900, ?,
                        500, ?, now(), case when ? then timestamptz '2026-11-20 23:30:00Z' end)
                    """,
                    school.id,
                    id,
                    number,
                    learner,
                    course,
                    status,
                    number == null ? 0L : 900L,
                    "cs_" + id,
                    number != null);
            if (number != null) {
                Stack.execute(
                        connection,
                        """
                        insert into sales_refund
                            (tenant_id, id, order_id, amount_minor, keep_access, status, created_at)
                        values (?, gen_random_uuid(), ?, 900, true, 'DONE', now()),
                            (?, gen_random_uuid(), ?, 100, true, 'FAILED', now())
                        """,
                        school.id,
                        id,
                        school.id,
                        id);
            }
        }
        return id;
    }

    private static String text(Answer answer) throws IOException {
        assertEquals("application/pdf", answer.header("Content-Type").orElse(""));
        try (PDDocument document = Loader.loadPDF(answer.bytes())) {
            return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
        }
    }

    private Answer read(UUID order, String language) {
        return owner.send(
                "GET",
                "/orders/" + order + "/receipt",
                Map.of("Accept", "application/pdf", "Accept-Language", language),
                "");
    }

    @Test
    void whoBoughtTheSchoolAndItsProgramsReadTheReceipt() throws Exception {
        UUID order = order("PARTLY_REFUNDED", 1001L);

        String english = text(read(order, "en").expect(200));
        assertTrue(english.contains("Receipt 1001"), english);
        assertTrue(english.contains("Ремесло & craft"), english);
        assertTrue(english.contains("€49.00"), english);
        assertTrue(english.contains("Credit note"), english);
        assertTrue(english.contains("€40.00"), english);
        assertTrue(english.contains("Test mode"), english);
        assertTrue(english.contains(school.email("LEARNER")), english);
        assertTrue(text(read(order, "ru").expect(200)).contains("Чек 1001"));

        String tag = owner.get("/taxes/seller").expect(200).header("ETag").orElseThrow();
        owner.put(
                        "/taxes/seller",
                        tag,
                        Map.of(
                                "legalName", "Quill Limited",
                                "address", "1 Ink Lane\nDublin",
                                "country", "IE",
                                "vatId", "IE6433435F"))
                .expect(200);
        Forms buyer = new Forms(school.origin(), school.token("LEARNER"));
        String invoice = text(buyer.get("/orders/" + order + "/receipt.pdf").expect(200));
        assertTrue(invoice.contains("Invoice 1001"), invoice);
        assertTrue(invoice.contains("Quill Limited"), invoice);
        assertTrue(invoice.contains("1 Ink Lane"), invoice);
        assertTrue(invoice.contains("IE6433435F"), invoice);
        Forms desk = new Forms(school.origin(), school.token("OWNER"));
        assertTrue(
                text(desk.get("/manage/orders/" + order + "/receipt.pdf").expect(200))
                        .contains("Invoice 1001"));

        String link = "/orders/" + order + "/receipt.pdf";
        assertTrue(buyer.get("/orders/" + order).expect(200).body().contains(link));
        assertTrue(desk.get("/manage/orders/" + order).expect(200).body().contains(link));
    }

    @Test
    void thereIsNoneBeforeItIsPaidAndNoneForOthers() throws Exception {
        UUID waiting = order("EXPIRED", null);
        UUID paid = order("PARTLY_REFUNDED", 1002L);

        assertEquals(
                "NO_RECEIPT_YET",
                owner.get("/orders/" + waiting + "/receipt")
                        .expect(409)
                        .json()
                        .path("code")
                        .asText());
        new Forms(school.origin(), school.token("LEARNER"))
                .get("/orders/" + waiting + "/receipt.pdf")
                .expect(409);
        new Forms(school.origin(), school.token("TEACHER"))
                .get("/orders/" + paid + "/receipt.pdf")
                .expect(404);
        school.as("LEARNER").get("/orders/" + paid + "/receipt").expect(403);
        TwoSchools.ready().b.as("OWNER").get("/orders/" + paid + "/receipt").expect(404);
    }
}
