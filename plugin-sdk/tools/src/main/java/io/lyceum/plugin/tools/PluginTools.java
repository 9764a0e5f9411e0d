package io.lyceum.plugin.tools;

import io.lyceum.plugin.tools.project.NewProject;
import io.lyceum.plugin.tools.verify.Verification;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The commands of {@code ./lyceum plugin}: {@code new} and {@code verify}. */
public final class PluginTools {

    private static final String USAGE =
            """
            Plugins for Lyceum (docs/plugin-guide.md)

              ./lyceum plugin new <folder> [--id my-plugin]
                                       write a small complete plugin project
              ./lyceum plugin dev <folder> [--worker]
                                       run it at two schools, and again with each change; in the
                                       server's process, or as others' plugins run
              ./lyceum plugin verify <project folder or jar>
                                       check a plugin as the host does, and more; exit code 0 or 1
            """;

    private final Path from;
    private final Path maven;
    private final PrintStream out;

    /**
     * @param from the folder that paths are relative to
     * @param maven the program that projects are built with, unless they bring one
     */
    PluginTools(Path from, Path maven, PrintStream out) {
        this.from = from;
        this.maven = maven;
        this.out = out;
    }

    /** Runs one command. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path from = Path.of(System.getProperty("lyceum.from", "")).toAbsolutePath();
        Path maven = Path.of(System.getProperty("lyceum.root", ""), "mvnw").toAbsolutePath();
        int code;
        try {
            code = new PluginTools(from, maven, out).run(List.of(arguments));
        } catch (Refused e) {
            new PrintStream(System.err, true, StandardCharsets.UTF_8)
                    .println("  ✗ " + e.getMessage());
            code = 1;
        }
        // Threads that a plugin has left behind do not keep us.
        System.exit(code);
    }

    /**
     * Runs one command.
     *
     * @return the exit code
     * @throws Refused if it cannot be done
     */
    int run(List<String> arguments) throws IOException {
        String command = arguments.isEmpty() ? "help" : arguments.get(0);
        List<String> rest =
                arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        switch (command) {
            case "new" -> {
                return makeNew(rest);
            }
            case "verify" -> {
                return verify(rest);
            }
            case "help", "--help", "-h" -> {
                out.print(USAGE);
                return 0;
            }
            default ->
                    throw new Refused(
                            "There is no command plugin "
                                    + command
                                    + ". There are: new, dev, verify");
        }
    }

    private int makeNew(List<String> arguments) throws IOException {
        String folder = "";
        String id = "";
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("--id") && i + 1 < arguments.size()) {
                id = arguments.get(++i);
            } else if (arguments.get(i).startsWith("--") || !folder.isEmpty()) {
                throw new Refused("Not understood: " + arguments.get(i));
            } else {
                folder = arguments.get(i);
            }
        }
        if (folder.isEmpty()) {
            throw new Refused("Name a folder: ./lyceum plugin new <folder> [--id my-plugin]");
        }
        Path target = from.resolve(folder).normalize();
        NewProject project =
                NewProject.named(id.isEmpty() ? String.valueOf(target.getFileName()) : id);
        for (Path file : project.write(target)) {
            out.println("  ✓ " + target.relativize(file));
        }
        out.println();
        out.println("  cd " + folder);
        out.println("  " + maven.resolveSibling("lyceum") + " plugin dev .");
        out.println("  " + maven.resolveSibling("lyceum") + " plugin verify .");
        return 0;
    }

    private int verify(List<String> arguments) throws IOException {
        if (arguments.size() != 1) {
            throw new Refused("Name one: ./lyceum plugin verify <project folder or jar>");
        }
        Path what = from.resolve(arguments.get(0)).normalize();
        Verification verification = Verification.against(out);
        if (Files.isRegularFile(what)) {
            return verification.ofArchive(what) ? 0 : 1;
        }
        if (Files.isRegularFile(what.resolve("pom.xml"))) {
            return verification.ofProject(what, maven) ? 0 : 1;
        }
        throw new Refused("There is no jar and no Maven project: " + what);
    }
}
