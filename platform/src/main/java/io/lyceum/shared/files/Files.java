package io.lyceum.shared.files;

import io.lyceum.shared.Ids;
import io.lyceum.shared.audit.Actor;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The current school's files: rows that name what the {@link FileStore} holds. */
@ApplicationScoped
public class Files {

    private final FileStore store;
    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final CurrentSchool school;
    private final Quotas quotas;

    protected Files() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Files(
            FileStore store,
            Sql sql,
            Clock clock,
            Transactions transactions,
            CurrentSchool school,
            Quotas quotas) {
        this.store = store;
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.school = school;
        this.quotas = quotas;
    }

    /**
     * Stores a file. Its type is told from its content; an SVG is cleaned of everything that runs.
     *
     * @param open whether anybody may read it, signed in or not
     * @param limit most bytes
     * @throws io.lyceum.shared.problem.Problem FILE_TOO_LARGE, PLAN_LIMIT_REACHED or the type's
     *     refusal
     */
    public Stored put(String name, InputStream content, boolean open, long limit) {
        quotas.room(Quota.STORAGE);
        try {
            byte[] head = content.readNBytes(8192);
            FileType type = MediaTypes.recognise(name, head);
            InputStream whole =
                    new java.io.SequenceInputStream(new ByteArrayInputStream(head), content);
            StoredContent stored =
                    type == FileType.SVG
                            ? store.put(school.id(), cleaned(whole, limit), limit)
                            : store.put(school.id(), whole, limit);
            Instant now = clock.instant();
            UUID id = Ids.at(now);
            transactions.run(
                    () -> {
                        sql.update(
                                        """
                                            insert into stored_file
                                                (tenant_id, id, sha256, name, media_type, size_bytes, public,
                                                 created_at, created_by)
                                            values (:tenant, :id, :sha, :name, :type, :size, :public, :now, :by)
                                            """)
                                .set("id", id)
                                .set("sha", stored.hash().hex())
                                .set("name", name)
                                .set("type", type.mediaType())
                                .set("size", stored.size())
                                .set("public", open)
                                .set("now", now)
                                .set("by", Actor.bound().orElse(null))
                                .run();
                        quotas.require(Quota.STORAGE);
                    });
            return new Stored(
                    id,
                    new ServedFile(name, type, stored.hash(), stored.size(), now, audience(open)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream cleaned(InputStream content, long limit) throws IOException {
        byte[] bytes = new LimitedInputStream(content, limit).readAllBytes();
        return new ByteArrayInputStream(SvgCleaner.clean(bytes).svg());
    }

    /** Finds a file of the current school by its id. */
    public Optional<Stored> find(UUID id) {
        return transactions.call(
                () ->
                        sql.query(
                                        """
                                        select id, sha256, name, media_type, size_bytes, public, created_at
                                        from stored_file
                                        where tenant_id = :tenant and id = :id
                                        """)
                                .set("id", id)
                                .first(
                                        row ->
                                                new Stored(
                                                        row.uuid("id"),
                                                        new ServedFile(
                                                                row.text("name"),
                                                                FileType.ofMediaType(
                                                                                row.text(
                                                                                        "media_type"))
                                                                        .orElseThrow(),
                                                                new FileHash(row.text("sha256")),
                                                                row.number("size_bytes"),
                                                                row.instant("created_at"),
                                                                audience(row.flag("public"))))));
    }

    private static ServedFile.Audience audience(boolean open) {
        return open ? ServedFile.Audience.EVERYONE : ServedFile.Audience.ONE_PERSON;
    }

    /** Opens a part of a file; the caller closes the stream. */
    public InputStream open(Stored file, long offset, long length) throws IOException {
        return store.open(school.id(), file.content().hash(), offset, length);
    }

    /** Reads a small file whole, for example a logo that goes into a PDF. */
    public byte[] read(Stored file) {
        try (InputStream content = store.open(school.id(), file.content().hash())) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with its id. */
    public record Stored(UUID id, ServedFile content) {}
}
