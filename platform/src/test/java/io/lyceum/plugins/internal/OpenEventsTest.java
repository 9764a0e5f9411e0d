package io.lyceum.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lyceum.shared.outbox.Event;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenEventsTest {

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.lyceum");

    @Test
    void theListIsThatOfTheEventsThemselves() {
        Set<String> open = new TreeSet<>();
        classes.stream()
                .filter(type -> type.isAnnotatedWith(Event.Type.class))
                .map(type -> type.getAnnotationOfType(Event.Type.class))
                .filter(Event.Type::open)
                .forEach(type -> open.add(type.name()));
        assertEquals(open, new TreeSet<>(OpenEvents.TYPES));
    }

    /** A certificate's code is public by its purpose. */
    @Test
    void whatPluginsAreToldBearsIdsAndNoNames() {
        classes.stream()
                .filter(type -> type.isAnnotatedWith(Event.Type.class))
                .filter(type -> type.getAnnotationOfType(Event.Type.class).open())
                .forEach(
                        type -> {
                            for (RecordComponent part : type.reflect().getRecordComponents()) {
                                assertTrue(
                                        part.getType() == UUID.class
                                                || part.getType().isPrimitive()
                                                || part.getType().isEnum()
                                                || part.getName().equals("code"),
                                        type.getName() + "." + part.getName());
                            }
                        });
    }

    @Test
    void ownEventsOfPluginsAreOpenAndOthersAreNot() {
        assertTrue(OpenEvents.has("plugin.quiz.passed"));
        assertFalse(OpenEvents.has("person.invited"));
        assertFalse(OpenEvents.has("import.due"));
    }
}
