package io.lyceum.shared.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetsTest {

    @TempDir Path folder;

    @Test
    void anAddressChangesWithTheContent() throws IOException {
        String before = read("a.css=a.css", "a.css", "b{}").url("a.css");
        String after = read("a.css=a.css", "a.css", "i{}").url("a.css");

        assertTrue(before.matches("/assets/a\\.[0-9a-f]{12}\\.css"), before);
        assertFalse(before.equals(after));
    }

    @Test
    void aReferenceBecomesTheAddressOfTheOtherFile() throws IOException {
        Files.writeString(folder.resolve("f.woff2"), "font");
        Assets assets =
                read(
                        "a.css=a.css\nfonts/f.woff2=f.woff2",
                        "a.css",
                        "x{src:url(asset:fonts/f.woff2)}");

        String css =
                new String(assets.named("a.css").orElseThrow().content(), StandardCharsets.UTF_8);

        assertEquals("x{src:url(" + assets.url("fonts/f.woff2") + ")}", css);
    }

    @Test
    void aFileThatIsListedButMissingStopsTheStart() {
        assertThrows(IllegalStateException.class, () -> read("a.css=missing.css", "b.css", ""));
    }

    @Test
    void aReferenceToNothingStopsTheStart() {
        assertThrows(
                IllegalStateException.class,
                () -> read("a.css=a.css", "a.css", "url(asset:nothing.png)"));
    }

    @Test
    void aModuleImportsTheOthersByTheirAddresses() throws IOException {
        Files.writeString(folder.resolve("part.js"), "export default 1;");
        Assets assets =
                read(
                        "modules/whole.js=whole.js\nmodules/its-part.js=part.js",
                        "whole.js",
                        "import one, {\n  two } from 'its-part';\nlet said = \"from 'nowhere'\";");

        String script =
                new String(
                        assets.named("modules/whole.js").orElseThrow().content(),
                        StandardCharsets.UTF_8);

        assertEquals(
                "import one, {\n  two } from '"
                        + assets.url("modules/its-part.js")
                        + "';\nlet said = \"from 'nowhere'\";",
                script);
    }

    @Test
    void aModuleThatImportsWhatIsNotListedStopsTheStart() {
        assertThrows(
                IllegalStateException.class,
                () -> read("modules/a.js=a.js", "a.js", "import 'missing';"));
    }

    @Test
    void onlyListedFilesExistWhateverThePathSays() {
        Assets assets = Assets.bundled();

        for (String path :
                List.of(
                        "",
                        "css/base.css",
                        "../assets.properties",
                        "assets.properties",
                        "css/../css/base.css",
                        "..%2f..%2fMETA-INF/persistence.xml",
                        "/etc/passwd")) {
            assertTrue(assets.find(path).isEmpty(), path);
        }
    }

    @Test
    void whatIsPackedUnpacksToTheSame() throws IOException {
        for (Assets.Asset asset : Assets.bundled().all()) {
            if (asset.gzipped().isPresent()) {
                try (InputStream in =
                        new GZIPInputStream(new ByteArrayInputStream(asset.gzipped().get()))) {
                    assertEquals(asset.content().length, in.readAllBytes().length, asset.name());
                }
            }
        }
    }

    private Assets read(String list, String file, String content) throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("assets/assets.properties"), list);
        Files.writeString(folder.resolve(file), content);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            return Assets.read(loader);
        }
    }
}
