package io.lyceum.money.internal;

import io.lyceum.money.MoneyProblem;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML of the European Central Bank's reference rates: a cube of days, each with a cube of
 * currencies, units for one euro. Document types and entities are refused.
 */
public final class EcbFile {

    private static final String NAMESPACE = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref";
    private static final LocalDate FIRST = LocalDate.of(1999, 1, 4);

    private final XMLStreamReader xml;
    private final LocalDate today;
    private final List<Line> lines = new ArrayList<>();
    private @Nullable LocalDate day;
    private int line = 1;

    private EcbFile(XMLStreamReader xml, LocalDate today) {
        this.xml = xml;
        this.today = today;
    }

    /**
     * A rate of a day.
     *
     * @param rate units for one euro
     */
    public record Line(LocalDate on, String currency, BigDecimal rate) {}

    /**
     * Reads a file.
     *
     * @param most bytes
     * @return at least one line
     * @throws Problem RATES_UNREADABLE with the line, BODY_TOO_LARGE
     */
    public static List<Line> read(InputStream file, int most, LocalDate today) {
        byte[] bytes;
        try {
            bytes = file.readNBytes(most + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length > most) {
            throw new Problem(CommonProblem.BODY_TOO_LARGE, (most >> 20) + " MB");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException("nothing is fetched");
                });
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            return new EcbFile(xml, today).lines();
        } catch (XMLStreamException e) {
            throw unreadable(
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber()),
                    "XML");
        }
    }

    private List<Line> lines() throws XMLStreamException {
        while (xml.hasNext()) {
            int what = xml.next();
            // Behind the end there is none.
            line = Math.max(line, xml.getLocation().getLineNumber());
            switch (what) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.DTD -> throw wrong("<!DOCTYPE>");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw wrong("&" + xml.getLocalName());
                default -> {}
            }
        }
        if (lines.isEmpty()) {
            throw wrong("<Cube currency rate>");
        }
        return List.copyOf(lines);
    }

    private void start() {
        if (!xml.getLocalName().equals("Cube") || !NAMESPACE.equals(xml.getNamespaceURI())) {
            return;
        }
        attribute("time").ifPresent(text -> day = day(text));
        Optional<String> currency = attribute("currency");
        if (currency.isPresent()) {
            LocalDate on = day;
            if (on == null) {
                throw wrong("<Cube time>");
            }
            lines.add(new Line(on, code(currency.get()), rate(attribute("rate").orElse(""))));
        }
    }

    private Optional<String> attribute(String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name));
    }

    private LocalDate day(String text) {
        try {
            LocalDate read = LocalDate.parse(text);
            if (read.isBefore(FIRST) || read.isAfter(today.plusDays(1))) {
                throw wrong("time=" + text);
            }
            return read;
        } catch (DateTimeParseException e) {
            throw wrong("time=" + text);
        }
    }

    private String code(String text) {
        if (!text.matches("[A-Z]{3}")) {
            throw wrong("currency=" + text);
        }
        return text;
    }

    private BigDecimal rate(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,10})?") || new BigDecimal(text).signum() == 0) {
            throw wrong("rate=" + text);
        }
        return new BigDecimal(text);
    }

    private Problem wrong(String what) {
        return unreadable(line, what);
    }

    private static Problem unreadable(int line, String what) {
        return new Problem(
                MoneyProblem.RATES_UNREADABLE,
                String.valueOf(line),
                what.length() > 60 ? what.substring(0, 60) + "…" : what);
    }
}
