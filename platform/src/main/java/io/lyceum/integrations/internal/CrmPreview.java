package io.lyceum.integrations.internal;

import io.lyceum.integrations.CrmChange;
import io.lyceum.integrations.CrmConnection;
import io.lyceum.integrations.CrmConnections;
import io.lyceum.integrations.CrmTrials.Preview;
import io.lyceum.integrations.internal.CrmFacts.Facts;
import io.lyceum.learning.Attendance;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Compares some learners with what a CRM has of them. */
@ApplicationScoped
public class CrmPreview {

    private static final int LEARNERS = 5;

    @Inject CrmConnections connections;
    @Inject CrmFacts facts;
    @Inject CrmWriter writer;
    @Inject Attendance attendance;
    @Inject Transactions transactions;

    private record Asked(CrmConnection crm, String secret, List<Facts> learners) {}

    public Preview of(UUID id) {
        Asked asked =
                transactions.call(
                        () ->
                                new Asked(
                                        connections.byId(id),
                                        connections.secret(id),
                                        attendance.latest(LEARNERS).stream()
                                                .flatMap(one -> facts.of(one).stream())
                                                .toList()));
        List<CrmChange> changes = new ArrayList<>();
        try {
            for (Facts learner : asked.learners()) {
                changes.addAll(writer.preview(asked.crm(), asked.secret(), learner));
            }
            return new Preview(asked.learners().size(), changes, "");
        } catch (IOException | IllegalArgumentException e) {
            return new Preview(asked.learners().size(), changes, String.valueOf(e.getMessage()));
        }
    }
}
