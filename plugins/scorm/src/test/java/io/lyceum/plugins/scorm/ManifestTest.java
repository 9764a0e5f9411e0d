package io.lyceum.plugins.scorm;

import static io.lyceum.plugins.scorm.SamplePackage.item;
import static io.lyceum.plugins.scorm.SamplePackage.manifest12;
import static io.lyceum.plugins.scorm.SamplePackage.manifest2004;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.content.ContentPackageHandler.Inspection;
import io.lyceum.plugin.content.ContentPackageHandler.Level;
import io.lyceum.plugins.scorm.Course.Controls;
import io.lyceum.plugins.scorm.Course.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

    private final SamplePackage sample = new SamplePackage();

    private Course accepted(String manifest, String... files) {
        Inspection inspection = sample.inspect(manifest, files);
        assertTrue(inspection.accepted(), () -> inspection.lines().toString());
        return Course.of(inspection.content());
    }

    private static Item only(Course course) {
        assertEquals(1, course.items().size());
        return course.items().get(0);
    }

    private static void says(Inspection inspection, Level level, String where, String part) {
        assertTrue(
                inspection.lines().stream()
                        .anyMatch(
                                line ->
                                        line.level() == level
                                                && line.where().equals(where)
                                                && line.text().contains(part)),
                () -> level + " " + where + " " + part + " in " + inspection.lines());
    }

    private void refused(Inspection inspection, String part) {
        assertFalse(inspection.accepted());
        says(inspection, Level.REFUSED, inspection.lines().get(0).where(), part);
    }

    @Test
    void an_archive_without_a_manifest_is_refused() {
        sample.host.file("index.html", "<html></html>");
        refused(sample.inspectFiles(), "There is no imsmanifest.xml");
    }

    @Test
    void a_manifest_in_a_folder_is_pointed_at() {
        sample.host.file("golf/imsmanifest.xml", manifest12(item("a"), "a"));
        refused(sample.inspectFiles(), "golf/imsmanifest.xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<manifest>", "<manifest></manifests>", "no xml", "<a/>", "<manifest/>"})
    void what_is_no_manifest_is_refused(String text) {
        assertFalse(sample.inspect(text).accepted());
    }

    @Test
    void a_document_type_is_refused_whatever_it_declares() {
        String xxe =
                "<!DOCTYPE manifest [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + manifest2004(
                                "<item identifier=\"a\" identifierref=\"r-a\"><title>&x;</title></item>",
                                "a");
        refused(sample.inspect(xxe, "a"), "DOCTYPE");
        String bomb =
                "<!DOCTYPE m [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]>"
                        + "<manifest>&b;</manifest>";
        refused(sample.inspect(bomb), "DOCTYPE");
    }

    @Test
    void a_manifest_of_endless_depth_is_refused() {
        refused(sample.inspect("<item>".repeat(5000)), "imsmanifest.xml cannot be read");
    }

    @Test
    void a_byte_order_mark_is_no_error() {
        accepted("\uFEFF" + manifest2004(item("a"), "a"), "a");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, 1.2, none",
        "2004 3rd Edition, 2004, none",
        "2004 4th Edition, 2004, none",
        "CAM 1.3, 2004, changed",
        "2004 2nd Edition, 2004, changed"
    })
    void the_version_is_what_the_manifest_says(String said, String version, String lines) {
        String manifest =
                manifest12(item("a"), "a").replace("<schemaversion>1.2", "<schemaversion>" + said);
        Inspection inspection = sample.inspect(manifest, "a");
        assertEquals(version, Course.of(inspection.content()).version());
        assertEquals(
                lines.equals("changed"),
                inspection.lines().stream().anyMatch(line -> line.level() == Level.CHANGED));
    }

    @Test
    void without_a_version_the_namespaces_tell_it() {
        String two = manifest2004(item("a"), "a").replaceAll("<metadata>.*</metadata>", "");
        assertEquals("2004", accepted(two, "a").version());
        String one = manifest12(item("a"), "a").replaceAll("<metadata>.*</metadata>", "");
        assertEquals("1.2", accepted(one, "a").version());
        String none = one.replace("adlcp_rootv1p2", "other");
        Inspection inspection = sample.inspect(none, "a");
        says(inspection, Level.CHANGED, "metadata", "SCORM 1.2");
    }

    @Test
    void scorm_1_2_tells_the_content_what_its_item_says() {
        Item item =
                only(
                        accepted(
                                manifest12(
                                        item(
                                                "a",
                                                "<adlcp:masteryscore>80</adlcp:masteryscore>",
                                                "<adlcp:maxtimeallowed>0001:00:00</adlcp:maxtimeallowed>",
                                                "<adlcp:timelimitaction>exit, no message</adlcp:timelimitaction>",
                                                "<adlcp:datafromlms> start=3 </adlcp:datafromlms>"),
                                        "a"),
                                "a"));
        assertEquals(
                Map.of(
                        "cmi.student_data.mastery_score", "80",
                        "cmi.student_data.max_time_allowed", "0001:00:00",
                        "cmi.student_data.time_limit_action", "exit,no message",
                        "cmi.launch_data", "start=3"),
                item.given());
        assertEquals("Part a", item.title());
        assertFalse(item.asset());
    }

    @Test
    void scorm_2004_tells_the_content_what_its_item_says() {
        Item item =
                only(
                        accepted(
                                manifest2004(
                                        item(
                                                "a",
                                                "<adlcp:timeLimitAction>continue,message</adlcp:timeLimitAction>",
                                                "<adlcp:dataFromLMS>x</adlcp:dataFromLMS>",
                                                "<adlcp:completionThreshold>0.75</adlcp:completionThreshold>",
                                                "<adlcp:data><adlcp:map targetID=\"s\" writeSharedData=\"false\"/></adlcp:data>",
                                                "<imsss:sequencing><imsss:limitConditions attemptAbsoluteDurationLimit=\"PT1H\"/>",
                                                "<imsss:objectives><imsss:primaryObjective objectiveID=\"p\" satisfiedByMeasure=\"true\">",
                                                "<imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective>",
                                                "<imsss:objective objectiveID=\"q\"/></imsss:objectives>",
                                                "<imsss:deliveryControls completionSetByContent=\"true\" tracked=\"false\"/></imsss:sequencing>"),
                                        "a"),
                                "a"));
        assertEquals(
                Map.of(
                        "cmi.time_limit_action", "continue,message",
                        "cmi.launch_data", "x",
                        "cmi.completion_threshold", "0.75",
                        "cmi.max_time_allowed", "PT1H",
                        "cmi.scaled_passing_score", "0.6"),
                item.given());
        assertEquals(List.of("p", "q"), item.objectives());
        assertEquals(List.of(new Course.Store("s", true, false)), item.stores());
        assertTrue(item.contentCompletes());
        assertFalse(item.contentSatisfies());
        assertFalse(item.tracked());
    }

    @ParameterizedTest
    @CsvSource({
        "completedByMeasure=\"true\" minProgressMeasure=\"0.5\", 0.5",
        "completedByMeasure=\"true\", 1.0",
        "minProgressMeasure=\"0.5\", ",
    })
    void the_4th_edition_writes_its_threshold_in_attributes(String attributes, String threshold) {
        Item item =
                only(
                        accepted(
                                manifest2004(
                                        item(
                                                "a",
                                                "<adlcp:completionThreshold " + attributes + "/>"),
                                        "a"),
                                "a"));
        assertEquals(threshold, item.given().get("cmi.completion_threshold"));
    }

    @Test
    void control_modes_and_rules_are_read_and_shared_ones_too() {
        String items =
                "<item identifier=\"g\"><title>Group</title>"
                        + item(
                                "a",
                                "<imsss:sequencing IDRef=\"s1\"><imsss:sequencingRules><imsss:preConditionRule>"
                                        + "<imsss:ruleConditions conditionCombination=\"any\"><imsss:ruleCondition condition=\"completed\"/>"
                                        + "<imsss:ruleCondition operator=\"not\" condition=\"satisfied\"/></imsss:ruleConditions>"
                                        + "<imsss:ruleAction action=\"skip\"/></imsss:preConditionRule></imsss:sequencingRules></imsss:sequencing>")
                        + "<imsss:sequencing><imsss:controlMode choice=\"false\" flow=\"true\" forwardOnly=\"true\" choiceExit=\"false\"/></imsss:sequencing></item>";
        String manifest =
                manifest2004(items, "a")
                        .replace(
                                "</manifest>",
                                "<imsss:sequencingCollection><imsss:sequencing ID=\"s1\"><imsss:deliveryControls objectiveSetByContent=\"true\"/>"
                                        + "</imsss:sequencing></imsss:sequencingCollection></manifest>");
        Course course = accepted(manifest, "a");
        assertEquals(new Controls(false, true, false, true), course.items().get(0).controls());
        Item item = course.items().get(1);
        assertEquals(0, item.parent());
        assertEquals(1, item.depth());
        assertTrue(item.contentSatisfies());
        assertEquals(
                List.of(
                        new Course.Rule(
                                "skip",
                                true,
                                List.of(
                                        new Course.Condition("completed", false),
                                        new Course.Condition("satisfied", true)))),
                item.rules());
    }

    @Test
    void every_kind_of_sequencing_that_is_not_kept_is_said_of_its_item() {
        String rule =
                "<imsss:ruleConditions><imsss:ruleCondition condition=\"%s\"/></imsss:ruleConditions>"
                        + "<imsss:ruleAction action=\"%s\"/>";
        Inspection inspection =
                sample.inspect(
                        manifest2004(
                                item(
                                        "a",
                                        "<imsss:sequencing><imsss:sequencingRules>",
                                        "<imsss:preConditionRule>"
                                                + rule.formatted("attemptLimitExceeded", "disabled")
                                                + "</imsss:preConditionRule>",
                                        "<imsss:preConditionRule>"
                                                + rule.formatted(
                                                        "completed", "stopForwardTraversal")
                                                + "</imsss:preConditionRule>",
                                        "<imsss:exitConditionRule/><imsss:postConditionRule/></imsss:sequencingRules>",
                                        "<imsss:limitConditions attemptLimit=\"1\"/><imsss:rollupRules/>",
                                        "<imsss:objectives><imsss:primaryObjective objectiveID=\"p\"><imsss:mapInfo targetObjectiveID=\"g\"/></imsss:primaryObjective></imsss:objectives>",
                                        "<imsss:randomizationControls randomizationTiming=\"once\"/></imsss:sequencing>"),
                                "a"),
                        "a");
        for (String part :
                List.of(
                        "disabled: attemptLimitExceeded",
                        "stopForwardTraversal",
                        "Exit condition",
                        "Post-condition",
                        "number of attempts",
                        "Rollup",
                        "shared between items",
                        "at random")) {
            says(inspection, Level.LOST, "a", part);
        }
    }

    @Test
    void addresses_come_from_bases_href_and_parameters() {
        String manifest =
                manifest12(
                                "<item identifier=\"a\" identifierref=\"r-a\" parameters=\"?x=1&amp;y=2\"><title>A</title></item>")
                        .replace(
                                "<resources></resources>",
                                "<resources xml:base=\"one/\"><resource identifier=\"r-a\" xml:base=\"two/\" adlcp:scormtype=\"sco\" href=\"../My%20Page.html?z=0#top\"/></resources>");
        assertEquals(
                "one/My%20Page.html?z=0&x=1&y=2#top",
                only(accepted(manifest, "one/My Page.html")).file());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/a.html",
                "//example.org/a.html",
                "/etc/passwd",
                "../a.html",
                "x/../../a.html",
                "%2e%2e/a.html",
                "x%2f..%2f..%2fa.html",
                "..\\a.html",
                "javascript:alert(1)",
                "data:text/html,x"
            })
    void an_item_that_leaves_the_package_is_refused(String href) {
        String manifest =
                manifest12(item("a"), "a").replace("href=\"a.html\"", "href=\"" + href + "\"");
        refused(sample.inspect(manifest, "a"), "not in the package");
    }

    @Test
    void a_package_without_anything_to_open_is_refused() {
        refused(
                sample.inspect(
                        manifest12("<item identifier=\"a\"><title>A</title></item>", "a"), "a"),
                "no item");
        SamplePackage missing = new SamplePackage();
        Inspection inspection = missing.inspect(manifest12(item("a"), "a"));
        refused(inspection, "no item");
        says(inspection, Level.LOST, "a", "a.html is not in the archive");
    }

    @Test
    void missing_files_and_other_organizations_are_said() {
        String manifest =
                manifest12(item("a") + item("b"), "a", "b")
                        .replace(
                                "</organizations>",
                                "<organization identifier=\"p\"><title>Other</title></organization></organizations>")
                        .replace(
                                "</resources>",
                                "<resource identifier=\"r-c\"><file href=\"gone.gif\"/><file href=\"../out.gif\"/><dependency identifierref=\"none\"/></resource></resources>");
        Inspection inspection = sample.inspect(manifest, "a");
        assertTrue(inspection.accepted());
        assertEquals("Golf", inspection.title());
        says(inspection, Level.KEPT, "imsmanifest.xml", "1 SCO");
        says(inspection, Level.LOST, "organizations", "Golf");
        says(inspection, Level.LOST, "b", "b.html");
        says(inspection, Level.LOST, "r-c", "gone.gif");
        says(inspection, Level.LOST, "r-c", "../out.gif");
        says(inspection, Level.LOST, "r-c", "none");
    }

    @Test
    void a_file_of_another_case_is_found_and_it_is_said() {
        Inspection inspection = sample.inspect(manifest12(item("a"), "a"), "A.HTML");
        assertEquals("A.HTML", only(Course.of(inspection.content())).file());
        says(inspection, Level.CHANGED, "a", "A.HTML");
    }

    @Test
    void values_that_make_no_sense_are_left_out_and_said() {
        Inspection inspection =
                sample.inspect(
                        manifest12(
                                item(
                                        "a",
                                        "<adlcp:masteryscore>many</adlcp:masteryscore>",
                                        "<adlcp:maxtimeallowed>1h</adlcp:maxtimeallowed>",
                                        "<adlcp:timelimitaction>stop</adlcp:timelimitaction>",
                                        "<adlcp:prerequisites type=\"aicc_script\">2*{a,b}</adlcp:prerequisites>"),
                                "a"),
                        "a");
        assertEquals(Map.of(), only(Course.of(inspection.content())).given());
        says(inspection, Level.LOST, "a", "adlcp:masteryscore");
        says(inspection, Level.LOST, "a", "adlcp:maxtimeallowed");
        says(inspection, Level.LOST, "a", "adlcp:timeLimitAction");
        says(inspection, Level.LOST, "a", "2*{a,b}");
    }

    @Test
    void the_report_comes_in_russian_too() {
        sample.host.locale("ru");
        Inspection inspection = sample.inspect(manifest12(item("a") + item("b"), "a", "b"), "a");
        says(inspection, Level.KEPT, "imsmanifest.xml", "SCO — 1");
        says(inspection, Level.LOST, "b", "нет в архиве");
    }

    @Test
    void content_reads_back_as_what_was_written() {
        Course course =
                accepted(manifest2004(item("a") + item("asset-b"), "a", "asset-b"), "a", "asset-b");
        assertEquals(course, Course.of(course.toContent()));
        assertTrue(course.items().get(1).asset());
    }
}
