package io.lyceum.tenancy;

import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.DomainCheck.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.IDN;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts at which the current school answers. A custom domain must be proven before it leads
 * anywhere. {@link #verify} talks to the outside, so this class opens its own transactions.
 */
@ApplicationScoped
public class Domains {

    private static final int MOST = 10;
    private static final Pattern HOST =
            Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;
    private final Clock clock;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentSchool school;
    private final SchoolHosts schoolHosts;
    private final Hosts hosts;
    private final Transactions transactions;
    private final Instance<DomainCheck> checks;

    protected Domains() {
        this(null, null, null, null, null, null, null, null, null);
    }

    @Inject
    Domains(
            Sql sql,
            Clock clock,
            Outbox outbox,
            Audit audit,
            CurrentSchool school,
            SchoolHosts schoolHosts,
            Hosts hosts,
            Transactions transactions,
            @Any Instance<DomainCheck> checks) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.school = school;
        this.schoolHosts = schoolHosts;
        this.hosts = hosts;
        this.transactions = transactions;
        this.checks = checks;
    }

    /** Lists the school's hosts, the primary one first. */
    public List<Domain> list() {
        return transactions.call(
                () ->
                        sql.query(
                                        """
                                        select host, kind, status, token, is_primary, redirects, checked_at, last_error
                                        from school_host
                                        where school_id = :tenant
                                        order by is_primary desc, host
                                        """)
                                .list(
                                        row ->
                                                new Domain(
                                                        row.text("host"),
                                                        row.constant("kind", Domain.Kind.class),
                                                        row.constant("status", Domain.Status.class),
                                                        row.optionalText("token"),
                                                        row.flag("is_primary"),
                                                        row.flag("redirects"),
                                                        row.optionalInstant("checked_at"),
                                                        findings(row.optionalText("last_error")))));
    }

    private static List<Finding> findings(Optional<String> names) {
        return names.stream()
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .map(Finding::valueOf)
                .toList();
    }

    /** Origins of all hosts that lead to the school, the primary one first. */
    public List<String> origins() {
        return list().stream()
                .filter(d -> d.status() == Domain.Status.VERIFIED)
                .map(d -> hosts.origin(d.host()))
                .toList();
    }

    /**
     * Begins with a custom domain; it leads nowhere until it is verified.
     *
     * @throws Problem HOST_INVALID, HOST_TAKEN, TOO_MANY_HOSTS
     */
    public Domain add(String typed) {
        String host = normalised(typed);
        transactions.run(
                () -> {
                    if (list().size() > MOST) {
                        throw new Problem(TenancyProblem.TOO_MANY_HOSTS, MOST);
                    }
                    byte[] secret = new byte[20];
                    RANDOM.nextBytes(secret);
                    int added =
                            sql.update(
                                            """
                                            insert into school_host (host, school_id, kind, status, token, created_at)
                                            values (:host, :tenant, 'CUSTOM', 'PENDING', :token, :now)
                                            on conflict (host) do nothing
                                            """)
                                    .set("host", host)
                                    .set(
                                            "token",
                                            Base64.getUrlEncoder()
                                                    .withoutPadding()
                                                    .encodeToString(secret))
                                    .set("now", clock.instant())
                                    .run();
                    if (added == 0) {
                        throw new Problem(TenancyProblem.HOST_TAKEN, host);
                    }
                    audit.record("domain.added", "domain", host, Map.of());
                });
        return require(host);
    }

    /** Brings a typed name into the form that browsers send: ASCII, lower case, no port. */
    String normalised(String typed) {
        String text = typed == null ? "" : typed.strip().toLowerCase(Locale.ROOT);
        text = text.replaceFirst("^https?://", "").replaceFirst("[/:].*$", "");
        String host;
        try {
            host = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new Problem(TenancyProblem.HOST_INVALID, text);
        }
        boolean ours = hosts.isOurs(host);
        if (!HOST.matcher(host).matches() || ours || host.equals("localhost")) {
            throw new Problem(TenancyProblem.HOST_INVALID, text);
        }
        return host;
    }

    /**
     * Looks in DNS and at the well-known file for the token.
     *
     * @return the domain as it stands after the check; its findings say what was seen
     * @throws Problem NOT_FOUND
     */
    public Domain verify(String host) {
        Domain domain = require(host);
        if (domain.status() == Domain.Status.VERIFIED) {
            return domain;
        }
        String token = domain.token().orElseThrow();
        List<Finding> seen = checks.stream().map(check -> check.look(host, token)).toList();
        boolean proven = seen.contains(Finding.TOKEN);
        String findings = seen.stream().map(Finding::name).collect(Collectors.joining(" "));
        Instant now = clock.instant();
        transactions.run(
                () -> {
                    sql.update(
                                    """
                                    update school_host
                                    set checked_at = :now,
                                        status = :status,
                                        verified_at = cast(:verified as timestamptz),
                                        last_error = :error
                                    where host = :host and school_id = :tenant
                                    """)
                            .set("now", now)
                            .set("status", proven ? "VERIFIED" : "PENDING")
                            .set("verified", proven ? now : null)
                            .set("error", proven ? null : findings)
                            .set("host", host)
                            .run();
                    if (proven) {
                        audit.record("domain.verified", "domain", host, Map.of());
                        changed();
                    }
                });
        return require(host);
    }

    /**
     * Makes a verified host the one that people see.
     *
     * @throws Problem NOT_FOUND, HOST_NOT_VERIFIED
     */
    public Domain makePrimary(String host) {
        Domain domain = require(host);
        if (domain.status() != Domain.Status.VERIFIED) {
            throw new Problem(TenancyProblem.HOST_NOT_VERIFIED, host);
        }
        transactions.run(
                () -> {
                    sql.update(
                                    """
                                    update school_host
                                    set is_primary = (host = :host), redirects = redirects and host <> :host
                                    where school_id = :tenant
                                    """)
                            .set("host", host)
                            .run();
                    audit.record("domain.made_primary", "domain", host, Map.of());
                    changed();
                });
        return require(host);
    }

    /**
     * Sets whether a host only sends people on to the primary one.
     *
     * @throws Problem NOT_FOUND
     */
    public Domain setRedirect(String host, boolean redirects) {
        Domain domain = require(host);
        transactions.run(
                () -> {
                    sql.update(
                                    """
                                    update school_host set redirects = :redirects
                                    where school_id = :tenant and host = :host and not is_primary
                                    """)
                            .set("redirects", redirects)
                            .set("host", domain.host())
                            .run();
                    changed();
                });
        return require(host);
    }

    /**
     * Takes a custom domain away; when it was the primary one, the school's own address is again.
     *
     * @throws Problem NOT_FOUND, HOST_IS_OWN_SUBDOMAIN
     */
    public void remove(String host) {
        Domain domain = require(host);
        if (domain.kind() == Domain.Kind.SUBDOMAIN) {
            throw new Problem(TenancyProblem.HOST_IS_OWN_SUBDOMAIN);
        }
        transactions.run(
                () -> {
                    sql.update("delete from school_host where school_id = :tenant and host = :host")
                            .set("host", host)
                            .run();
                    if (domain.primary()) {
                        sql.update(
                                        """
                                        update school_host set is_primary = true, redirects = false
                                        where school_id = :tenant and kind = 'SUBDOMAIN'
                                        """)
                                .run();
                    }
                    audit.record("domain.removed", "domain", host, Map.of());
                    changed();
                });
    }

    /** The token of a pending host, for the well-known file that we serve ourselves. */
    public Optional<String> pendingToken(String host) {
        return transactions.call(
                () ->
                        sql.query(
                                        """
                                        select token from school_host
                                        where host = :host and kind = 'CUSTOM' and token is not null
                                        """)
                                .set("host", host)
                                .first(row -> row.text("token")));
    }

    private Domain require(String host) {
        return list().stream()
                .filter(d -> d.host().equals(host))
                .findFirst()
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    private void changed() {
        String primary =
                sql.query("select host from school_host where school_id = :tenant and is_primary")
                        .first(row -> row.text("host"))
                        .orElseThrow();
        outbox.publish(new SchoolHostsChanged(primary));
        schoolHosts.forget();
    }

    /**
     * A host of the school.
     *
     * @param token what must be found at the domain; nothing for the school's own address
     * @param redirects whether it only sends people on to the primary one
     * @param findings what the last check saw instead of the token, one for each way of proof
     */
    public record Domain(
            String host,
            Kind kind,
            Status status,
            Optional<String> token,
            boolean primary,
            boolean redirects,
            Optional<Instant> checkedAt,
            List<Finding> findings) {

        /** Where a host comes from. */
        public enum Kind {
            SUBDOMAIN,
            CUSTOM
        }

        /** Whether it leads to the school. */
        public enum Status {
            PENDING,
            VERIFIED
        }
    }
}
