package io.lyceum.integrations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.integrations.CrmChange;
import io.lyceum.integrations.CrmField;
import io.lyceum.integrations.CrmRecord;
import io.lyceum.integrations.internal.CrmFacts.Facts;
import io.lyceum.shared.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrmDocumentTest {

    private static final Facts FACTS =
            new Facts(
                    Map.of(
                            "person.id", "7/../8?x=1",
                            "person.email", "ada@example.org",
                            "enrolment.percent", 40),
                    true);

    private static final CrmRecord RECORD =
            new CrmRecord(
                    "PATCH",
                    "/contacts/{person.id}",
                    List.of(
                            new CrmField("Email", "person.email"),
                            new CrmField("Contact__r.Id__c", "person.id"),
                            new CrmField("Contact__r.Kind", "\"learner\""),
                            new CrmField("Progress__c", "enrolment.percent"),
                            new CrmField("Language", "person.language")));

    @Test
    void whatIsFilledIntoAPathLeadsNowhereElse() {
        assertEquals("/contacts/7%2F..%2F8%3Fx%3D1", CrmDocument.path(RECORD, FACTS));
    }

    @Test
    void dotsNestNumbersStayNumbersAndWhatIsUnknownIsLeftOut() {
        assertEquals(
                Json.read(
                        """
                        {"Email": "ada@example.org",
                         "Contact__r": {"Id__c": "7/../8?x=1", "Kind": "learner"},
                         "Progress__c": 40}
                        """,
                        JsonNode.class),
                CrmDocument.body(RECORD, FACTS));
    }

    @Test
    void onlyWhatDiffersIsAChange() {
        JsonNode there =
                Json.read(
                        "{\"Email\": \"old@example.org\", \"Progress__c\": 40, \"Contact__r\": null}",
                        JsonNode.class);

        assertEquals(
                List.of(
                        new CrmChange(
                                "Ada", "Email", Optional.of("old@example.org"), "ada@example.org"),
                        new CrmChange("Ada", "Contact__r.Id__c", Optional.empty(), "7/../8?x=1"),
                        new CrmChange("Ada", "Contact__r.Kind", Optional.empty(), "learner")),
                CrmDocument.changes(RECORD, FACTS, "Ada", Optional.of(there)));
        assertEquals(4, CrmDocument.changes(RECORD, FACTS, "Ada", Optional.empty()).size());
    }
}
