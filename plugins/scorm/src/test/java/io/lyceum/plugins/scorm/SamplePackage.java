package io.lyceum.plugins.scorm;

import io.lyceum.plugin.activity.ActivityType.Activity;
import io.lyceum.plugin.activity.ActivityType.Learner;
import io.lyceum.plugin.content.ContentPackageHandler;
import io.lyceum.plugin.content.ContentPackageHandler.CommitRequest;
import io.lyceum.plugin.content.ContentPackageHandler.Committed;
import io.lyceum.plugin.content.ContentPackageHandler.InspectRequest;
import io.lyceum.plugin.content.ContentPackageHandler.Inspection;
import io.lyceum.plugin.content.ContentPackageHandler.Launch;
import io.lyceum.plugin.content.ContentPackageHandler.LaunchRequest;
import io.lyceum.plugin.testkit.TestHost;
import java.util.Map;

/** A package in a host: its manifest, and the calls that learners' browsers cause. */
final class SamplePackage {

    final TestHost host = TestHost.ofClassPath();
    private final ContentPackageHandler handler =
            host.extension(ContentPackageHandler.class, "scorm");
    private Map<String, Object> content = Map.of();

    /** A package of SCORM 1.2; {@code items} stand in its organization. */
    static String manifest12(String items, String... files) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
            xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
          <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
          <organizations default="o"><organization identifier="o"><title>Golf</title>
          %s
          </organization></organizations>
          <resources>%s</resources>
        </manifest>
        """
                .formatted(items, resources("adlcp:scormtype", files));
    }

    /** A package of SCORM 2004. */
    static String manifest2004(String items, String... files) {
        return """
        <manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
            xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
            xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
          <metadata><schema>ADL SCORM</schema><schemaversion>2004 3rd Edition</schemaversion></metadata>
          <organizations default="o"><organization identifier="o"><title>Golf</title>
          %s
          </organization></organizations>
          <resources>%s</resources>
        </manifest>
        """
                .formatted(items, resources("adlcp:scormType", files));
    }

    private static String resources(String type, String... files) {
        StringBuilder resources = new StringBuilder();
        for (String file : files) {
            resources.append(
                    """
                    <resource identifier="r-%1$s" type="webcontent" %2$s="%3$s" href="%1$s.html"/>
                    """
                            .formatted(file, type, file.startsWith("asset") ? "asset" : "sco"));
        }
        return resources.toString();
    }

    /** An item that opens the file of its name. */
    static String item(String id, String... inside) {
        return "<item identifier=\"%1$s\" identifierref=\"r-%1$s\"><title>Part %1$s</title>%2$s</item>"
                .formatted(id, String.join("", inside));
    }

    Inspection inspect(String manifest, String... files) {
        host.file("imsmanifest.xml", manifest);
        for (String file : files) {
            host.file(file + (file.contains(".") ? "" : ".html"), "<html></html>");
        }
        Inspection inspection = handler.inspect(host.context(), new InspectRequest("course.zip"));
        content = inspection.content();
        return inspection;
    }

    Inspection inspectFiles() {
        return handler.inspect(host.context(), new InspectRequest("course.zip"));
    }

    SamplePackage content(Map<String, Object> content) {
        this.content = content;
        return this;
    }

    Activity activity() {
        return host.activity("scorm", content);
    }

    Learner learner() {
        return host.learner();
    }

    Launch launch(String part) {
        return handler.launch(host.context(), new LaunchRequest(activity(), learner(), part));
    }

    Map<String, String> values(String part) {
        return Json.texts(launch(part).data().get("values"));
    }

    Committed commit(
            String part, String session, long number, Map<String, String> values, boolean ended) {
        return handler.commit(
                host.context(),
                new CommitRequest(activity(), learner(), part, session, number, values, ended));
    }
}
