package io.lyceum.admin.revenue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lyceum.admin.revenue.Chart.Bar;
import io.lyceum.admin.revenue.Chart.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {

    private static Chart chart(Value... values) {
        return Chart.of("label", List.of(values), String::valueOf);
    }

    @Test
    void theGreatestAmountFillsTheBox() {
        Chart chart = chart(new Value("May", 400, 300, "May"), new Value("June", 800, 800, "June"));

        assertEquals("800", chart.most());
        assertEquals("200.00", chart.zero());
        Bar sold = chart.bars().get(0);
        assertEquals("100.00", sold.height());
        assertEquals("100.00", sold.y());
        assertEquals("75.00", chart.bars().get(1).height());
        assertEquals("200.00", chart.bars().get(2).height());
        assertEquals("0.00", chart.bars().get(2).y());
        assertEquals("May", chart.first());
        assertEquals("June", chart.last());
    }

    @Test
    void whatIsLostHangsBelowTheLine() {
        Chart chart = chart(new Value("May", 300, -100, "May"));

        assertEquals("150.00", chart.zero());
        Bar left = chart.bars().get(1);
        assertEquals("150.00", left.y());
        assertEquals("50.00", left.height());
    }

    @Test
    void nothingIsALine() {
        Chart chart = chart(new Value("May", 0, 0, "May"));

        assertEquals("200.00", chart.zero());
        assertEquals("0.00", chart.bars().get(0).height());
    }
}
