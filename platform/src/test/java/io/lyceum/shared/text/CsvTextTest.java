package io.lyceum.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CsvTextTest {

    private static String row(String... cells) {
        StringWriter writer = new StringWriter();
        CsvText csv = new CsvText(writer);
        csv.row(cells);
        csv.flush();
        return writer.toString().substring(1).strip();
    }

    @Test
    void whatASpreadsheetWouldReckonIsText() {
        assertEquals("'=1+1,'+1,'@x,'-1+1,'-x", row("=1+1", "+1", "@x", "-1+1", "-x"));
    }

    @Test
    void whatIsLessThanNothingStaysANumber() {
        assertEquals("-12,-12.50,0.00", row("-12", "-12.50", "0.00"));
    }
}
