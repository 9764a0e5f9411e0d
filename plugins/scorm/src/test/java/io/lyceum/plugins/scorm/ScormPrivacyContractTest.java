package io.lyceum.plugins.scorm;

import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.testkit.contract.PrivacyProviderContract;
import java.util.Map;

class ScormPrivacyContractTest extends PrivacyProviderContract {

    private final SamplePackage sample = new SamplePackage();

    @Override
    protected TestHost host() {
        return sample.host;
    }

    @Override
    protected String providerId() {
        return "scorm-runtime";
    }

    @Override
    protected String person() {
        return "learner-1";
    }

    @Override
    protected String otherPerson() {
        return "learner-2";
    }

    @Override
    protected void keepSomething() {
        sample.inspect(SamplePackage.manifest2004(SamplePackage.item("a"), "a"), "a");
        sample.launch("");
        sample.commit("a", "s", 1, Map.of("cmi.location", "page 2"), false);
    }
}
