package io.lyceum.integrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lyceum.shared.outbox.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTypesTest {

    @Test
    void theCatalogueHoldsEveryOpenEvent() {
        List<String> open =
                new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.lyceum")
                                .stream()
                                .filter(type -> type.isAnnotatedWith(Event.Type.class))
                                .map(type -> type.getAnnotationOfType(Event.Type.class))
                                .filter(Event.Type::open)
                                .map(Event.Type::name)
                                .sorted()
                                .toList();

        assertEquals(open, EventTypes.all().stream().map(EventType::name).toList());
    }

    @Test
    void anExampleIsWhatItsSchemaSays() {
        for (EventType type : EventTypes.all()) {
            JsonNode schema = type.schema();
            assertEquals(type.name(), schema.at("/properties/type/const").asText());
            assertEquals(names(schema.get("properties")), names(type.example()), type.name());
            assertEquals(
                    names(schema.at("/properties/data/properties")),
                    names(type.example().get("data")),
                    type.name());
            type.example()
                    .get("data")
                    .fields()
                    .forEachRemaining(
                            part -> {
                                JsonNode described =
                                        schema.at("/properties/data/properties/" + part.getKey());
                                assertEquals(
                                        described.get("type").asText().equals("integer"),
                                        part.getValue().isInt(),
                                        part.getKey());
                                if (described.has("enum")) {
                                    assertTrue(
                                            described
                                                    .get("enum")
                                                    .toString()
                                                    .contains(part.getValue().toString()));
                                }
                            });
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.stream().sorted().toList();
    }
}
