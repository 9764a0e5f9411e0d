package io.lyceum.academy;

import io.lyceum.catalog.CourseArt;
import io.lyceum.shared.web.Assets;
import io.lyceum.shared.web.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Writes every page of the academy as a file, to be looked at without a server of ours: one folder
 * per school and language below {@code target/preview}, each of which any static web server can
 * show.
 */
final class AcademyPreview {

    private AcademyPreview() {}

    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments.length > 0 ? arguments[0] : "target/preview");
        Path logos = Path.of("../liberty/devstack/src/main/resources/seeds");
        Templates templates = new Templates("io.lyceum.templates");
        for (SampleSchool school : SampleSchool.values()) {
            for (String language : new String[] {"en", "ru"}) {
                Path root = target.resolve(school.slug + '-' + language);
                SamplePages pages = new SamplePages(school, Locale.forLanguageTag(language));
                for (Map.Entry<String, SamplePages.Page> page : pages.all().entrySet()) {
                    SamplePages.Page p = page.getValue();
                    write(
                            root.resolve(page.getKey() + ".html"),
                            templates.renderToString(p.template(), p.context(), p.view()));
                }
                for (Map.Entry<String, String> art : pages.art().entrySet()) {
                    write(root.resolve(art.getKey()), art.getValue());
                }
                for (Assets.Asset asset : Assets.bundled().all()) {
                    write(root.resolve("assets").resolve(asset.path()), asset.content());
                }
                write(root.resolve("brand.1.css"), school.palette.css());
                write(root.resolve("figure.svg"), FIGURE);
                write(
                        root.resolve("preview.png"),
                        CourseArt.of(school.palette)
                                .preview(
                                        pages.courses().get(0).slug(),
                                        pages.courses().get(0).icon(),
                                        pages.courses().get(0).title(),
                                        pages.courses().get(0).teacher(),
                                        school.title));
                Path logo = logos.resolve(school.slug).resolve("logo.svg");
                if (Files.exists(logo)) {
                    write(root.resolve("logo.svg"), Files.readAllBytes(logo));
                }
            }
        }
        System.out.println(target.toAbsolutePath());
    }

    private static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static final String FIGURE =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 220\" width=\"640\""
                    + " height=\"220\" font-family=\"sans-serif\" font-size=\"16\""
                    + " text-anchor=\"middle\"><g fill=\"none\" stroke=\"#444\" stroke-width=\"2\">"
                    + "<path d=\"M20 60h160v110H20zM240 60h160v110H240zM460 60h160v110H460zM180"
                    + " 115h56m-8-6 8 6-8 6M400 115h56m-8-6 8 6-8 6\"/></g><text x=\"100\""
                    + " y=\"120\">working tree</text><text x=\"320\" y=\"120\">staging"
                    + " area</text><text x=\"540\" y=\"120\">repository</text></svg>";
}
