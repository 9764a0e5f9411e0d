package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

class BesideTest {

    @Test
    void every_class_on_the_server_says_what_it_runs_beside()
            throws IOException, ReflectiveOperationException {
        List<String> names;
        Path here =
                Path.of("target", "test-classes", getClass().getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(here)) {
            names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("IT.class"))
                            .map(name -> name.replace(".class", ""))
                            .toList();
        }
        assertFalse(names.isEmpty());
        for (String name : names) {
            Class<?> type =
                    Class.forName(
                            getClass().getPackageName() + "." + name,
                            false,
                            getClass().getClassLoader());
            long said =
                    Stream.of(Isolated.class, Beside.Sales.class, Beside.Schools.class)
                            .filter(type::isAnnotationPresent)
                            .count();
            assertEquals(1, said, name + ": @Isolated, @Beside.Sales or @Beside.Schools");
        }
    }
}
