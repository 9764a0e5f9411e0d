package io.lyceum.admin.domains;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A school's addresses, and the form that adds one. */
public record DomainsView(Form add, List<DomainRow> rows) {

    public boolean onlyOwn() {
        return rows.stream().allMatch(DomainRow::own);
    }

    /**
     * One address.
     *
     * @param own whether it is the address that came with the school
     * @param path where its actions are posted
     * @param proof what is still to be shown to the world
     * @param seen what the last check saw instead, a sentence for each way of proof
     */
    public record DomainRow(
            String host,
            String origin,
            Badge status,
            boolean own,
            boolean primary,
            boolean verified,
            boolean redirects,
            String path,
            Optional<Proof> proof,
            Optional<Instant> checked,
            List<String> seen) {}

    /** The two ways of proving that a domain is the school's: either is enough. */
    public record Proof(
            String recordName, String recordValue, String fileAddress, String fileContent) {}
}
