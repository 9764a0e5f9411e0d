package io.lyceum.plugins.scorm;

import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.testkit.contract.ContentPackageHandlerContract;
import java.nio.charset.StandardCharsets;
import java.util.Map;

class ScormContractTest extends ContentPackageHandlerContract {

    @Override
    protected TestHost host() {
        return TestHost.ofClassPath();
    }

    @Override
    protected String handlerId() {
        return "scorm";
    }

    @Override
    protected Map<String, byte[]> files() {
        return Map.of(
                "imsmanifest.xml",
                SamplePackage.manifest2004(SamplePackage.item("a"), "a")
                        .strip()
                        .getBytes(StandardCharsets.UTF_8),
                "a.html",
                "<html></html>".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected Map<String, String> completing() {
        return Map.of("cmi.completion_status", "completed", "cmi.score.scaled", "0.8");
    }

    @Override
    protected Map<String, String> going() {
        return Map.of("cmi.completion_status", "incomplete", "cmi.location", "page 2");
    }
}
