package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The addresses that the application answers, found by themselves so that nobody forgets one. */
final class Routes {

    private Routes() {}

    /** An address with {@code {names}} in it. */
    record Route(String method, String path) implements Comparable<Route> {

        boolean isApi() {
            return path.startsWith("/api/");
        }

        /** The path with each name replaced; a name that has no value gets a random one's look. */
        String filled(Map<String, String> values) {
            StringBuilder filled = new StringBuilder();
            int depth = 0;
            StringBuilder name = new StringBuilder();
            for (char c : path.toCharArray()) {
                if (c == '{' && depth++ == 0) {
                    name.setLength(0);
                } else if (c == '}' && --depth == 0) {
                    String key = name.toString().replaceFirst(":.*", "").strip();
                    if (!values.containsKey(key)) {
                        throw new AssertionError(
                                "Say in the test what {" + key + "} is in " + path);
                    }
                    filled.append(values.get(key));
                } else if (depth > 0) {
                    name.append(c);
                } else {
                    filled.append(c);
                }
            }
            return filled.toString();
        }

        @Override
        public int compareTo(Route other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : method.compareTo(other.method);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** What the running server documents about itself. */
    static List<Route> documented() {
        JsonNode paths =
                Stack.get(
                                Stack.platformUrl() + "/openapi?format=json",
                                Map.of("Accept", "application/json"))
                        .expect(200)
                        .json()
                        .path("paths");
        TreeSet<Route> routes = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (method.getKey().matches("get|put|post|delete|patch")) {
                    routes.add(new Route(method.getKey().toUpperCase(Locale.ROOT), path.getKey()));
                }
            }
        }
        return List.copyOf(routes);
    }

    /** All routes of the WAR's resource classes, pages included. */
    static List<Route> all() {
        TreeSet<Route> routes = new TreeSet<>();
        for (Class<?> type : classes()) {
            Path base = type.getAnnotation(Path.class);
            if (base == null) {
                continue;
            }
            for (Method method : type.getMethods()) {
                for (Annotation note : method.getAnnotations()) {
                    HttpMethod verb = note.annotationType().getAnnotation(HttpMethod.class);
                    if (verb != null) {
                        Path own = method.getAnnotation(Path.class);
                        routes.add(
                                new Route(
                                        verb.value(),
                                        join(base.value(), own == null ? "" : own.value())));
                    }
                }
            }
        }
        return List.copyOf(routes);
    }

    private static String join(String base, String own) {
        String path = ("/" + base + "/" + own).replaceAll("/+", "/");
        return path.length() > 1 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }

    private static List<Class<?>> classes() {
        List<Class<?>> classes = new ArrayList<>();
        try {
            // Each module has this folder; the tests' own classes have no paths.
            Enumeration<URL> roots = Routes.class.getClassLoader().getResources("io/lyceum");
            while (roots.hasMoreElements()) {
                URI root = roots.nextElement().toURI();
                if (root.getScheme().equals("jar")) {
                    try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
                        scan(jar.getPath("/io/lyceum"), classes);
                    }
                } else {
                    scan(java.nio.file.Path.of(root), classes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return classes;
    }

    private static void scan(java.nio.file.Path root, List<Class<?>> classes) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.walk(root)) {
            for (java.nio.file.Path file : (Iterable<java.nio.file.Path>) files::iterator) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (name.matches(".*(Api|Resource)\\.class")) {
                    try {
                        classes.add(
                                Class.forName(
                                        "io.lyceum."
                                                + name.substring(0, name.length() - 6)
                                                        .replace('/', '.'),
                                        false,
                                        Routes.class.getClassLoader()));
                    } catch (ClassNotFoundException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
    }
}
