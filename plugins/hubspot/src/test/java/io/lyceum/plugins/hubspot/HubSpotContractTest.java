package io.lyceum.plugins.hubspot;

import io.lyceum.plugin.Http;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.testkit.contract.ConnectorContract;
import java.util.List;

class HubSpotContractTest extends ConnectorContract {

    @Override
    protected TestHost host() {
        return new SampleSchool().host;
    }

    @Override
    protected String connectorId() {
        return "hubspot";
    }

    @Override
    protected List<DomainEvent> events() {
        return SampleSchool.events(
                school ->
                        List.of(
                                school.enrolled("ada", "java"),
                                school.enrolled("bob", "java"),
                                school.lesson("ada", "java", 40),
                                school.joined("cy", "learner"),
                                school.completed("bob", "java")));
    }

    /** HubSpot reads many contacts with POST. */
    @Override
    protected boolean isWriting(Http.Request request) {
        return super.isWriting(request) && !request.url().endsWith("/batch/read");
    }
}
