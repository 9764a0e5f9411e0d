package io.lyceum.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Content packages as authoring tools write them. */
final class SamplePackage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Bowls</title></head>
            <body>
            <h1>%s</h1>
            <p id="place"></p>
            <button id="on">Turn the page</button>
            <button id="end">Finish</button>
            <script>
            var api = null;
            for (var w = window; !api && w !== w.parent; w = w.parent) { api = w.parent.API; }
            api.LMSInitialize('');
            var page = Number(api.LMSGetValue('cmi.core.lesson_location') || '0');
            function show() { document.getElementById('place').textContent = 'Page ' + page; }
            document.getElementById('on').onclick = function () {
              page += 1;
              api.LMSSetValue('cmi.core.lesson_location', String(page));
              api.LMSCommit('');
              show();
            };
            var over = false;
            function finish(status) {
              if (over) { return; }
              over = true;
              if (status) {
                api.LMSSetValue('cmi.core.lesson_status', status);
                api.LMSSetValue('cmi.core.score.raw', '90');
              } else {
                api.LMSSetValue('cmi.core.exit', 'suspend');
              }
              api.LMSFinish('');
            }
            document.getElementById('end').onclick = function () { finish('completed'); };
            window.onunload = function () { finish(''); };
            show();
            </script>
            </body></html>
            """;

    private SamplePackage() {}

    /** A package of SCORM 1.2 with these parts; each is a page of its own. */
    static byte[] scorm12(String title, String... parts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        StringBuilder items = new StringBuilder();
        StringBuilder resources = new StringBuilder();
        for (int i = 1; i <= parts.length; i++) {
            items.append(
                    "<item identifier=\"item-%d\" identifierref=\"res-%d\"><title>%s</title></item>\n"
                            .formatted(i, i, parts[i - 1]));
            resources.append(
                    """
                    <resource identifier="res-%d" type="webcontent" adlcp:scormtype="sco" href="part %d/index.html">
                      <file href="part %d/index.html"/>
                    </resource>
                    """
                            .formatted(i, i, i));
            files.put(
                    "part " + i + "/index.html",
                    PAGE.formatted(parts[i - 1]).getBytes(StandardCharsets.UTF_8));
        }
        files.put(
                "imsmanifest.xml",
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <manifest identifier="bowls" version="1.2"
                    xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
                    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
                  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
                  <organizations default="all">
                    <organization identifier="all"><title>%s</title>
                    %s
                    </organization>
                  </organizations>
                  <resources>
                  %s
                  </resources>
                </manifest>
                """
                        .formatted(title, items, resources)
                        .getBytes(StandardCharsets.UTF_8));
        files.put("data/words.txt", "0123456789".getBytes(StandardCharsets.US_ASCII));
        return Archive.of(files);
    }

    /**
     * The sample that many tools for SCORM 2004 are tried with; see ATTRIBUTION.md beside it. With
     * {@code -Dlyceum.test.golf=<file>} the archive as its makers give it, or another one of it.
     */
    static byte[] golf() {
        String own = System.getProperty("lyceum.test.golf", "");
        if (!own.isEmpty()) {
            try {
                return Files.readAllBytes(Path.of(own));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (InputStream in =
                SamplePackage.class.getResourceAsStream(
                        "/packages/RuntimeBasicCalls_SCORM20043rdEdition.zip")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
