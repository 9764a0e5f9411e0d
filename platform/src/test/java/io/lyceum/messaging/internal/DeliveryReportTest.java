package io.lyceum.messaging.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DeliveryReportTest {

    private static List<DeliveryReport> read(String type, String status) throws Exception {
        String mail =
                """
                From: mailer-daemon@example.org
                To: bounces@example.org
                Content-Type: %s; boundary="x"
                MIME-Version: 1.0

                --x
                Content-Type: text/plain

                Sorry.
                --x
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org
                Arrival-Date: Mon, 2 Mar 2026 09:30:00 +0000

                %s
                --x--
                """
                        .formatted(type, status)
                        .replace("\n", "\r\n");
        return DeliveryReport.of(
                new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void everybodyWhoWasNotReachedIsTold() throws Exception {
        List<DeliveryReport> reports =
                read(
                        "multipart/report; report-type=delivery-status",
                        """
                        Final-Recipient: rfc822; ada@example.org
                        Action: failed
                        Status: 5.1.1 (bad mailbox)
                        Diagnostic-Code: smtp; 550 5.1.1
                          no such user

                        Final-Recipient: rfc822;eve@other.example
                        Original-Recipient: rfc822; eve@example.org
                        Action: FAILED
                        Status: 5.2.2

                        Final-Recipient: rfc822; bob@example.org
                        Action: delayed
                        Status: 4.4.1
                        """);

        assertEquals(2, reports.size(), reports.toString());
        assertEquals(
                new DeliveryReport("ada@example.org", "5.1.1", "550 5.1.1 no such user"),
                reports.get(0));
        assertTrue(reports.get(0).saysNobody());
        assertEquals("eve@example.org", reports.get(1).recipient());
        assertFalse(reports.get(1).saysNobody(), "a mailbox that is full is somebody's");
    }

    @Test
    void otherMailsReportNothing() throws Exception {
        String failed = "Final-Recipient: rfc822; ada@example.org\nAction: failed\nStatus: 5.1.1\n";

        assertEquals(List.of(), read("multipart/mixed", failed));
        assertEquals(
                List.of(),
                read("multipart/report; report-type=delivery-status", "Action: failed\n"));
    }
}
