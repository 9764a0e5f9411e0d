package io.lyceum.money.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.money.MoneyProblem;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EcbFileTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 9, 25);
    private static final String HEAD =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
            <gesmes:subject>Reference rates</gesmes:subject>
            <Cube>
            """;
    private static final String END = "</Cube>\n</gesmes:Envelope>\n";

    private static List<EcbFile.Line> read(String xml) {
        return EcbFile.read(
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), 1 << 16, TODAY);
    }

    private static Problem refused(String xml) {
        Problem problem = assertThrows(Problem.class, () -> read(xml));
        assertEquals(MoneyProblem.RATES_UNREADABLE, problem.code());
        return problem;
    }

    private static String refusal(String cubes) {
        Problem problem = refused(HEAD + cubes + END);
        return problem.details()[0] + ": " + problem.details()[1];
    }

    @Test
    void theDailyFileIsReadWithAllItsCurrencies() throws IOException {
        try (InputStream file =
                EcbFileTest.class.getResourceAsStream("/rates/eurofxref-2026-09-24.xml")) {
            List<EcbFile.Line> lines = EcbFile.read(file, 1 << 16, TODAY);

            assertEquals(29, lines.size());
            assertEquals(
                    new EcbFile.Line(LocalDate.of(2026, 9, 24), "USD", new BigDecimal("1.1367")),
                    lines.get(0));
        }
    }

    @Test
    void theHistoryIsReadDayByDay() {
        List<EcbFile.Line> lines =
                read(
                        HEAD
                                + "<Cube time=\"2026-09-24\"><Cube currency=\"USD\" rate=\"1.1367\"/></Cube>\n"
                                + "<Cube time=\"2026-09-23\"><Cube currency=\"USD\" rate=\"1.13\"/>"
                                + "<Cube currency=\"JPY\" rate=\"180\"/></Cube>\n"
                                + END);

        assertEquals(3, lines.size());
        assertEquals(LocalDate.of(2026, 9, 23), lines.get(2).on());
    }

    @Test
    void whatIsWrongIsToldWithItsLine() {
        assertEquals(
                "6: rate=abc",
                refusal("<Cube time='2026-09-24'>\n<Cube currency='USD' rate='abc'/></Cube>"));
        assertEquals("5: time=2026-13-45", refusal("<Cube time='2026-13-45'></Cube>"));
        assertEquals("5: time=2031-01-01", refusal("<Cube time='2031-01-01'></Cube>"));
        assertEquals(
                "5: currency=usd",
                refusal("<Cube time='2026-09-24'><Cube currency='usd' rate='1'/></Cube>"));
        assertEquals(
                "5: rate=0.000",
                refusal("<Cube time='2026-09-24'><Cube currency='USD' rate='0.000'/></Cube>"));
        assertEquals("5: rate=", refusal("<Cube time='2026-09-24'><Cube currency='USD'/></Cube>"));
        assertEquals("5: <Cube time>", refusal("<Cube currency='USD' rate='1'/>"));
        assertEquals("5: XML", refusal("<Cube time='2026-09-24'></Oops>"));
    }

    @Test
    void aFileWithoutRatesIsNone() {
        refused("");
        refused("rates");
        assertEquals("2", refused("<html>\n<body>Not today</body></html>").details()[0]);
        refused(HEAD + END);
        // The same names in another vocabulary.
        refused("<Cube><Cube time='2026-09-24'><Cube currency='USD' rate='1'/></Cube></Cube>");
        // Cut off after the first rate.
        refused(HEAD + "<Cube time='2026-09-24'><Cube currency='USD' rate='1'/>");
    }

    @Test
    void documentTypesAndEntitiesAreRefusedAndNothingIsFetched(@TempDir Path folder)
            throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "1.25");
        String rates =
                "<e xmlns='http://www.ecb.int/vocabulary/2002-08-01/eurofxref'><Cube time='2026-09-24'>"
                        + "<Cube currency='USD' rate='1'/></Cube>&x;</e>";

        Problem external =
                refused("<!DOCTYPE e [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>" + rates);
        Problem bomb =
                refused(
                        "<!DOCTYPE e [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY x \"&a;&a;&a;&a;\">]>"
                                + rates);
        Problem remote = refused("<!DOCTYPE e SYSTEM \"http://127.0.0.1:9/e.dtd\">" + rates);

        for (Problem problem : List.of(external, bomb, remote)) {
            assertEquals("<!DOCTYPE>", problem.details()[1]);
        }
        refused(rates);
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() {
        Problem problem =
                assertThrows(
                        Problem.class,
                        () ->
                                EcbFile.read(
                                        new ByteArrayInputStream(new byte[(1 << 20) + 1]),
                                        1 << 20,
                                        TODAY));

        assertEquals(CommonProblem.BODY_TOO_LARGE, problem.code());
        assertTrue(problem.getMessage().contains("1 MB"), problem.getMessage());
    }
}
