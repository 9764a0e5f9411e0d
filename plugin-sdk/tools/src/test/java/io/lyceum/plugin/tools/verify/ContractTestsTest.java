package io.lyceum.plugin.tools.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.tools.SampleArchive;
import io.lyceum.plugin.tools.verify.Check.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTestsTest {

    private static final String OTHER =
            "<testcase name='works' classname='sample.OtherTest' time='0.1'/>";
    private static final String CONTRACT =
            "<testcase name='kept' classname='sample.OathTest' time='0.1'>%s</testcase>";

    @TempDir Path project;

    @BeforeEach
    void compileTests() throws IOException {
        String contract =
                """
                package sample;
                import io.lyceum.plugin.testkit.TestHost;
                abstract class Above extends io.lyceum.plugin.testkit.contract.ActivityTypeContract {
                    protected TestHost host() { return TestHost.ofClassPath(); }
                    protected String typeId() { return "oath"; }
                    protected java.util.Map<String, Object> content() { return java.util.Map.of(); }
                }
                class OathTest extends Above {}
                class OtherTest {}
                """;
        for (var type : SampleArchive.compile(Map.of("sample/Above", contract)).entrySet()) {
            Path file = project.resolve("target/test-classes").resolve(type.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, type.getValue());
        }
    }

    private Check reported(String tests) throws IOException {
        Path reports = Files.createDirectories(project.resolve("target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-sample.xml"),
                "<?xml version='1.0' encoding='UTF-8'?><testsuite>" + tests + "</testsuite>");
        return ContractTests.check(project, EnumSet.of(Kind.ACTIVITY));
    }

    private static void assertFailed(Check check, String part) {
        assertEquals(Outcome.FAILED, check.outcome());
        assertTrue(String.join("\n", check.lines()).contains(part), check.toString());
    }

    @Test
    void executed_contract_tests_are_counted() throws IOException {
        Check check = reported(OTHER + CONTRACT.formatted("") + CONTRACT.formatted(""));
        assertEquals(Outcome.PASSED, check.outcome());
        assertEquals("2 executed in sample.OathTest", check.summary());
    }

    @Test
    void a_failed_test_fails() throws IOException {
        assertFailed(
                reported(CONTRACT.formatted("<failure message='no'/>")), "sample.OathTest.kept");
    }

    @Test
    void contract_tests_that_were_skipped_are_none() throws IOException {
        assertFailed(reported(OTHER + CONTRACT.formatted("<skipped/>")), "none was executed");
    }

    @Test
    void no_reports_are_no_tests() throws IOException {
        assertFailed(ContractTests.check(project, EnumSet.of(Kind.ACTIVITY)), "none was executed");
    }

    @Test
    void a_project_without_a_contract_test_fails() throws IOException {
        Files.delete(project.resolve("target/test-classes/sample/OathTest.class"));
        assertFailed(reported(OTHER), "ActivityTypeContract");
    }

    @Test
    void a_kind_without_a_contract_test_fails() throws IOException {
        reported(CONTRACT.formatted(""));
        Check check = ContractTests.check(project, EnumSet.of(Kind.ACTIVITY, Kind.PRIVACY));
        assertFailed(check, "provides a privacy, and no test that extends PrivacyProviderContract");
    }
}
