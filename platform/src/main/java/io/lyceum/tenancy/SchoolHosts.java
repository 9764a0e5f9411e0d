package io.lyceum.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which host leads to which school, remembered for a moment. Every request asks, before there is a
 * school; so an answer that is known costs no transaction.
 */
@ApplicationScoped
public class SchoolHosts {

    /** How long another node may go on answering for a school that was just suspended. */
    private static final Duration FRESHNESS = Duration.ofSeconds(2);

    private final Sql sql;
    private final Transactions transactions;
    private final Hosts hosts;
    private final Cache<String, Optional<HostedSchool>> known =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(FRESHNESS).build();

    protected SchoolHosts() {
        this(null, null, null);
    }

    @Inject
    SchoolHosts(Sql sql, Transactions transactions, Hosts hosts) {
        this.sql = sql;
        this.transactions = transactions;
        this.hosts = hosts;
    }

    /**
     * Finds the school that a host leads to; the answer may be two seconds old.
     *
     * @param host lower case, without port
     */
    public Optional<HostedSchool> find(String host) {
        Optional<HostedSchool> hit = known.getIfPresent(host);
        if (hit == null) {
            hit = transactions.call(() -> read(host));
            known.put(host, hit);
        }
        return hit;
    }

    private Optional<HostedSchool> read(String host) {
        return sql.query(
                        """
                        select s.id, s.slug, s.name, s.status, s.locale, s.time_zone, h.redirects, p.host as primary_host
                        from school_host h
                        join school s on s.id = h.school_id
                        join school_host p on p.school_id = s.id and p.is_primary
                        where h.host = :host
                          and h.status = 'VERIFIED'
                        """)
                .set("host", host)
                .first(SchoolHosts::hosted);
    }

    private static HostedSchool hosted(Row row) {
        return new HostedSchool(
                Schools.school(row), row.text("primary_host"), row.flag("redirects"));
    }

    /**
     * Finds the origins whose pages may have in frames what runs on a content host: those of its
     * school.
     *
     * @return {@code 'none'}, as policies say it, when the host is none
     */
    public List<String> framing(String contentHost) {
        return hosts.slugOfContentHost(contentHost)
                .map(hosts::subdomainOf)
                .flatMap(this::find)
                .map(
                        hosted ->
                                Stream.of(
                                                hosts.subdomainOf(hosted.school().slug()),
                                                hosted.primaryHost())
                                        .distinct()
                                        .map(hosts::origin)
                                        .toList())
                .orElse(List.of("'none'"));
    }

    /** Tells whether a host is one on which schools' content runs, and nothing else. */
    public boolean isForContent(String host) {
        return hosts.slugOfContentHost(host).isPresent();
    }

    /** The origin on which content of the school runs that a host leads to. */
    public String contentOrigin(String host) {
        return hosts.origin(hosts.contentHostOf(find(host).orElseThrow().school().slug()));
    }

    /** Forgets on this node which hosts lead where, after a school or its hosts changed. */
    void forget() {
        known.invalidateAll();
    }

    /**
     * A school found by host.
     *
     * @param redirects whether this host only sends people on to the primary one
     */
    public record HostedSchool(School school, String primaryHost, boolean redirects) {}
}
