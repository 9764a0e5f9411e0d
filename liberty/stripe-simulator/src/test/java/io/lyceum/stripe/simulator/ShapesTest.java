package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapesTest {

    private final Shapes shapes = new Shapes(Schema.read("shapes.txt"));

    @Test
    void what_lacks_a_field_or_has_a_wrong_one_is_found() {
        ObjectNode refund =
                shapes.complete(
                        "refund",
                        Json.object(
                                "id", "re_1",
                                "object", "refund",
                                "amount", 1,
                                "created", 2,
                                "currency", "eur"));
        assertEquals(List.of(), shapes.problems(refund));
        refund.remove("charge");
        refund.put("amount", "1").put("colour", "red");
        List<String> problems = shapes.problems(refund);
        assertEquals(3, problems.size(), problems.toString());
        assertTrue(problems.contains("refund.charge is missing"));
        assertTrue(problems.contains("refund.colour is unknown"));
    }

    @Test
    void forms_have_brackets() {
        ObjectNode form = Form.parse("a[b][0][c]=1&a[b][1][c]=2&x[]=y&x[]=z&q=%26&metadata[k]=");
        assertEquals("2", form.path("a").path("b").path("1").path("c").asText());
        assertEquals("z", form.path("x").path("1").asText());
        assertEquals("&", form.path("q").asText());
        ObjectNode typed =
                new Parameters(Schema.read("parameters.txt"))
                        .read("CustomerUpdateParams", Form.parse("address=&balance=-5"));
        assertTrue(typed.get("address").isNull());
        assertEquals(-5, typed.get("balance").asLong());
        assertThrows(
                ApiError.class,
                () ->
                        new Parameters(Schema.read("parameters.txt"))
                                .read("CustomerUpdateParams", Form.parse("balance=five")));
    }

    @Test
    void months_end_on_the_anchor_day_where_there_is_one() {
        long january31 = 1_769_817_600L;
        long february28 = Periods.next(january31, january31, "month", 1);
        assertEquals(january31 + 28 * 86_400L, february28);
        assertEquals(february28 + 31 * 86_400L, Periods.next(january31, february28, "month", 1));
    }
}
