package io.lyceum.plugin.tools.project;

import io.lyceum.plugin.tools.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** A plugin project that builds, with one activity type and its contract test. */
public final class NewProject {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 60;

    private final Map<String, String> words = new TreeMap<>();

    private NewProject(String id) throws IOException {
        Properties versions = new Properties();
        try (InputStream in = NewProject.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        }
        String name = id.replace('-', ' ');
        String packageName = "com.example." + packagePart(id);
        words.put("id", id);
        words.put("name", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        words.put("package", packageName);
        words.put("folder", packageName.replace('.', '/'));
        words.put("class", className(id));
        words.put("lyceum", versions.getProperty("lyceum"));
        words.put("junit", versions.getProperty("junit"));
    }

    /**
     * Prepares a project.
     *
     * @throws Refused if the id is none
     */
    public static NewProject named(String id) throws IOException {
        if (id.length() > LONGEST || !ID.matcher(id).matches()) {
            throw new Refused(
                    "An id is lower case letters, digits and single hyphens, begins with a letter"
                            + " and has at most "
                            + LONGEST
                            + " characters: --id my-plugin, not "
                            + id);
        }
        return new NewProject(id);
    }

    private static String packagePart(String id) {
        String part = id.replace("-", "");
        return SourceVersion.isKeyword(part) ? part + "plugin" : part;
    }

    private static String className(String id) {
        StringBuilder name = new StringBuilder();
        for (String word : id.split("-")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.append("Activity").toString();
    }

    /**
     * Writes the project.
     *
     * @param folder made if it is not there
     * @return the files
     * @throws Refused if the folder is not empty
     */
    public List<Path> write(Path folder) throws IOException {
        if (Files.exists(folder)) {
            if (!Files.isDirectory(folder)) {
                throw new Refused("This is a file, not a folder: " + folder);
            }
            try (var inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new Refused("The folder is not empty: " + folder);
                }
            }
        }
        Map<String, String> files = new TreeMap<>();
        files.put(".gitignore", "gitignore.txt");
        files.put("README.md", "README.md");
        files.put("pom.xml", "pom.xml");
        files.put("src/main/resources/plugin.yaml", "plugin.yaml");
        files.put("src/main/java/@folder@/@class@.java", "Activity.java.txt");
        files.put("src/test/java/@folder@/@class@Test.java", "ActivityTest.java.txt");
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(filled(file.getKey()));
            Files.createDirectories(target.getParent());
            Files.writeString(target, filled(template(file.getValue())));
            written.add(target);
        }
        return written;
    }

    private static String template(String name) throws IOException {
        try (InputStream in = NewProject.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String filled(String template) {
        String text = template;
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("@" + word.getKey() + "@", word.getValue());
        }
        return text;
    }
}
