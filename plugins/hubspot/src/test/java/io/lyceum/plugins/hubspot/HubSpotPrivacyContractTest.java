package io.lyceum.plugins.hubspot;

import io.lyceum.plugin.Http;
import io.lyceum.plugin.connector.Connector;
import io.lyceum.plugin.connector.Connector.PushRequest;
import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.testkit.contract.PrivacyProviderContract;
import java.util.List;

class HubSpotPrivacyContractTest extends PrivacyProviderContract {

    @Override
    protected TestHost host() {
        return new SampleSchool().host;
    }

    @Override
    protected String providerId() {
        return "hubspot";
    }

    @Override
    protected String person() {
        return "ada";
    }

    @Override
    protected String otherPerson() {
        return "bob";
    }

    @Override
    protected void keepSomething() {
        host.extension(Connector.class, "hubspot")
                .push(
                        host.context(),
                        new PushRequest(
                                SampleSchool.events(
                                        school ->
                                                List.of(
                                                        school.enrolled("ada", "java"),
                                                        school.enrolled("ada", "sql"),
                                                        school.enrolled("bob", "java"))),
                                false));
    }

    /** HubSpot reads many contacts with POST. */
    @Override
    protected boolean isWriting(Http.Request request) {
        return super.isWriting(request) && !request.url().endsWith("/batch/read");
    }
}
