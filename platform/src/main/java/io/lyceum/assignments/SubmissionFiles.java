package io.lyceum.assignments;

import io.lyceum.activities.Activity;
import io.lyceum.assignments.Submission.File;
import io.lyceum.assignments.Submission.Stored;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.files.FileHash;
import io.lyceum.shared.files.FileProblem;
import io.lyceum.shared.files.FileStore;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.files.MediaTypes;
import io.lyceum.shared.files.ServedFile;
import io.lyceum.shared.files.StoredContent;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * The files that learners hand in. They arrive in chunks, so that an upload that was cut off goes
 * on where it stopped, on any node. Never call it inside a transaction: bytes are moved.
 */
@ApplicationScoped
public class SubmissionFiles {

    /** The largest file, in bytes. */
    public static final long LARGEST = 200L << 20;

    /** The largest chunk, in bytes. */
    public static final int CHUNK = 1 << 20;

    private static final int HEAD = 16;
    private static final int LONGEST_NAME = 200;

    /** How long moving the largest file may take before somebody else tries. */
    private static final Duration FINISHING = Duration.ofMinutes(2);

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final Submissions submissions;
    private final FileStore store;
    private final CurrentSchool school;
    private final Quotas quotas;

    protected SubmissionFiles() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    SubmissionFiles(
            Sql sql,
            Clock clock,
            Transactions transactions,
            Submissions submissions,
            FileStore store,
            CurrentSchool school,
            Quotas quotas) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.submissions = submissions;
        this.store = store;
        this.school = school;
        this.quotas = quotas;
    }

    static File file(Row row) {
        return new File(
                row.uuid("id"),
                row.text("name"),
                row.number("size_bytes"),
                row.number("received"),
                row.optionalText("sha256")
                        .map(
                                sha ->
                                        new Stored(
                                                FileType.ofMediaType(row.text("media_type"))
                                                        .orElseThrow(),
                                                new FileHash(sha))),
                row.instant("created_at"));
    }

    /**
     * Begins an upload into the draft. One of the same name and size that has not arrived
     * completely is gone on with.
     *
     * @param size bytes
     * @param modified when the device says that it was changed; nothing if it does not, and then it
     *     is always another file
     * @throws Problem NOT_ENROLLED, HANDED_IN, ALREADY_RETURNED, ASSIGNMENT_CLOSED, TOO_MANY_FILES,
     *     FILE_TOO_LARGE, FILE_TYPE_NOT_ACCEPTED, PLAN_LIMIT_REACHED, INVALID_INPUT
     */
    public File begin(
            Activity activity, PersonId person, String name, long size, Optional<Long> modified) {
        String plain = plain(name);
        new Checks()
                .text(plain, "name", LONGEST_NAME)
                .that(size > 0, "size", "Choose a file that is not empty.")
                .done();
        if (size > LARGEST) {
            throw new Problem(FileProblem.FILE_TOO_LARGE, LARGEST >> 20);
        }
        if (FileType.ofName(plain).isEmpty()) {
            // Says which ones are taken.
            MediaTypes.recognise(plain, new byte[] {' '});
        }
        quotas.room(Quota.STORAGE);
        return transactions.call(
                () -> {
                    Submission draft = submissions.draft(activity, person);
                    List<File> there = submissions.files(draft.id());
                    Optional<File> begun =
                            modified.flatMap(at -> cutOff(draft.id(), plain, size, at));
                    if (begun.isPresent()) {
                        return begun.get();
                    }
                    int most = Assignment.of(activity).files();
                    if (there.size() >= most) {
                        throw new Problem(AssignmentProblem.TOO_MANY_FILES, most);
                    }
                    Instant now = clock.instant();
                    UUID id = Ids.at(now);
                    sql.update(
                                    """
                                    insert into submission_file
                                        (tenant_id, id, submission_id, name, size_bytes, modified, created_at)
                                    values (:tenant, :id, :submission, :name, :size, cast(:modified as bigint), :now)
                                    """)
                            .set("modified", modified.orElse(null))
                            .set("id", id)
                            .set("submission", draft.id().value())
                            .set("name", plain)
                            .set("size", size)
                            .set("now", now)
                            .run();
                    quotas.require(Quota.STORAGE);
                    return new File(id, plain, size, 0, Optional.empty(), now);
                });
    }

    /** The upload of the same file that has not arrived completely. */
    private Optional<File> cutOff(SubmissionId draft, String name, long size, long modified) {
        return sql.query(
                        """
                        select id, name, size_bytes, received, media_type, sha256, created_at
                        from submission_file
                        where tenant_id = :tenant and submission_id = :submission and removed_at is null
                          and sha256 is null and name = :name and size_bytes = :size and modified = :modified
                        order by created_at
                        limit 1
                        """)
                .set("submission", draft.value())
                .set("name", name)
                .set("size", size)
                .set("modified", modified)
                .first(SubmissionFiles::file);
    }

    private static String plain(String name) {
        String given = name == null ? "" : name;
        return given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
    }

    /**
     * Finds a file of somebody's draft.
     *
     * @throws Problem as {@link Submissions#keep}, NO_SUCH_SUBMISSION
     */
    public File ofDraft(Activity activity, PersonId person, UUID id) {
        return transactions.call(() -> find(submissions.draft(activity, person).id(), id));
    }

    /**
     * Finds a file of a submission.
     *
     * @throws Problem NO_SUCH_SUBMISSION
     */
    public File find(SubmissionId submission, UUID id) {
        return transactions.call(
                () ->
                        submissions.files(submission).stream()
                                .filter(file -> file.id().equals(id))
                                .findFirst()
                                .orElseThrow(
                                        () -> new Problem(AssignmentProblem.NO_SUCH_SUBMISSION)));
    }

    /**
     * Takes the next bytes of a file. With the last ones it is stored. Bytes that are there already
     * are taken once.
     *
     * @param from the place of the first byte in the file
     * @param content at most {@link #CHUNK} bytes
     * @throws Problem UPLOAD_OUT_OF_STEP, FILE_TYPE_MISMATCH, PLAN_LIMIT_REACHED, BODY_TOO_LARGE,
     *     and as {@link #ofDraft}
     */
    public File receive(
            Activity activity, PersonId person, UUID id, long from, InputStream content) {
        byte[] bytes = chunk(content);
        File file = transactions.call(() -> append(activity, person, id, from, bytes));
        boolean mine =
                !file.whole()
                        && file.received() == file.size()
                        && transactions.call(() -> claim(id));
        return mine ? finish(file) : file;
    }

    /** One at a time moves a file: another one would find its chunks gone in the middle. */
    private boolean claim(UUID id) {
        Instant now = clock.instant();
        return sql.update(
                                """
                                update submission_file set finishing_until = :until
                                where tenant_id = :tenant and id = :id and sha256 is null
                                  and (finishing_until is null or finishing_until < :now)
                                """)
                        .set("until", now.plus(FINISHING))
                        .set("now", now)
                        .set("id", id)
                        .run()
                == 1;
    }

    private static byte[] chunk(InputStream content) {
        try {
            byte[] bytes = content.readNBytes(CHUNK + 1);
            if (bytes.length > CHUNK) {
                throw new Problem(CommonProblem.BODY_TOO_LARGE, "1 MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private File append(Activity activity, PersonId person, UUID id, long from, byte[] bytes) {
        // The draft is locked by this, so that chunks of one file come one after the other.
        File file = find(submissions.draft(activity, person).id(), id);
        boolean again = from < file.received() && from + bytes.length <= file.received();
        if (file.whole() || again) {
            return file;
        }
        if (from != file.received()) {
            throw new Problem(AssignmentProblem.UPLOAD_OUT_OF_STEP, file.received());
        }
        new Checks()
                .that(bytes.length > 0, "content", "Send the next bytes of the file.")
                .that(
                        from + bytes.length <= file.size(),
                        "content",
                        "These are more bytes than the file has.")
                .done();
        if (from == 0) {
            MediaTypes.recognise(file.name(), bytes);
        }
        sql.update(
                        """
                        insert into submission_chunk (tenant_id, id, file_id, first_byte, content)
                        values (:tenant, :id, :file, :first, :content)
                        """)
                .set("id", Ids.at(clock.instant()))
                .set("file", id)
                .set("first", from)
                .set("content", bytes)
                .run();
        sql.update(
                        """
                        update submission_file set received = :received
                        where tenant_id = :tenant and id = :id
                        """)
                .set("received", from + bytes.length)
                .set("id", id)
                .run();
        return new File(
                id, file.name(), file.size(), from + bytes.length, Optional.empty(), file.at());
    }

    /**
     * Moves the chunks into the file store. Repeated after a crash, it does the same once more: the
     * bytes are addressed by what they are.
     */
    private File finish(File file) {
        try (InputStream whole = new SequenceInputStream(new Chunks(file.id()))) {
            byte[] start = whole.readNBytes(MediaTypes.HEAD);
            FileType type = MediaTypes.recognise(file.name(), start);
            InputStream headed =
                    new SequenceInputStream(
                            new ByteArrayInputStream(head(file.id())),
                            new SequenceInputStream(new ByteArrayInputStream(start), whole));
            StoredContent stored = store.put(school.id(), headed, LARGEST + HEAD);
            if (stored.size() != file.size() + HEAD) {
                delete(new Stored(type, stored.hash()));
                throw new IllegalStateException(
                        "file " + file.id() + " has " + stored.size() + " bytes");
            }
            transactions.run(() -> note(file, type, stored.hash()));
            return new File(
                    file.id(),
                    file.name(),
                    file.size(),
                    file.size(),
                    Optional.of(new Stored(type, stored.hash())),
                    file.at());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] head(UUID id) {
        return ByteBuffer.allocate(HEAD)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private void note(File file, FileType type, FileHash hash) {
        sql.update(
                        """
                        update submission_file set media_type = :type, sha256 = :sha, finishing_until = null
                        where tenant_id = :tenant and id = :id and sha256 is null
                        """)
                .set("type", type.mediaType())
                .set("sha", hash.hex())
                .set("id", file.id())
                .run();
        sql.update(
                        """
                        delete from submission_chunk
                        where tenant_id = :tenant and file_id = :file
                        """)
                .set("file", file.id())
                .run();
    }

    /** The chunks of a file one after the other, each read when it is its turn. */
    private final class Chunks implements Enumeration<InputStream> {

        private final UUID file;
        private long at;
        private Optional<byte[]> ahead = Optional.empty();

        private Chunks(UUID file) {
            this.file = file;
        }

        @Override
        public boolean hasMoreElements() {
            if (ahead.isEmpty()) {
                ahead = transactions.call(this::read);
            }
            return ahead.isPresent();
        }

        private Optional<byte[]> read() {
            return sql.query(
                            """
                            select content
                            from submission_chunk
                            where tenant_id = :tenant and file_id = :file and first_byte = :at
                            """)
                    .set("file", file)
                    .set("at", at)
                    .first(row -> row.bytes("content"));
        }

        @Override
        public InputStream nextElement() {
            if (!hasMoreElements()) {
                throw new NoSuchElementException();
            }
            byte[] next = ahead.orElseThrow();
            ahead = Optional.empty();
            at += next.length;
            return new ByteArrayInputStream(next);
        }
    }

    /**
     * Takes a file out of the draft; {@link #restore} brings it back within a day.
     *
     * @throws Problem as {@link #ofDraft}
     */
    public void remove(Activity activity, PersonId person, UUID id) {
        transactions.run(
                () -> {
                    find(submissions.draft(activity, person).id(), id);
                    mark(id, Optional.of(clock.instant()));
                });
    }

    /**
     * Brings a file back that was taken out of the draft.
     *
     * @throws Problem TOO_MANY_FILES, and as {@link #ofDraft}
     */
    public void restore(Activity activity, PersonId person, UUID id) {
        transactions.run(
                () -> {
                    Submission draft = submissions.draft(activity, person);
                    int most = Assignment.of(activity).files();
                    if (submissions.files(draft.id()).size() >= most) {
                        throw new Problem(AssignmentProblem.TOO_MANY_FILES, most);
                    }
                    sql.query(
                                    """
                                    select id
                                    from submission_file
                                    where tenant_id = :tenant and id = :id and submission_id = :submission
                                    """)
                            .set("id", id)
                            .set("submission", draft.id().value())
                            .first(row -> row.uuid("id"))
                            .orElseThrow(() -> new Problem(AssignmentProblem.NO_SUCH_SUBMISSION));
                    mark(id, Optional.empty());
                });
    }

    private void mark(UUID id, Optional<Instant> removed) {
        sql.update(
                        """
                        update submission_file set removed_at = cast(:removed as timestamptz)
                        where tenant_id = :tenant and id = :id
                        """)
                .set("removed", removed.orElse(null))
                .set("id", id)
                .run();
    }

    /**
     * A file as it is handed out.
     *
     * @throws Problem UPLOAD_UNFINISHED
     */
    public static ServedFile served(File file) {
        Stored stored =
                file.stored().orElseThrow(() -> new Problem(AssignmentProblem.UPLOAD_UNFINISHED));
        return new ServedFile(
                file.name(),
                stored.type(),
                stored.hash(),
                file.size(),
                file.at(),
                ServedFile.Audience.ONE_PERSON);
    }

    /** Opens a part of a whole file; the caller closes the stream. */
    public InputStream open(File file, long offset, long length) throws IOException {
        return store.open(
                school.id(),
                file.stored().orElseThrow().hash(),
                HEAD + offset,
                Math.min(length, file.size() - offset));
    }

    /**
     * Removes what nobody needs: files whose submission is gone, that were taken out, or that never
     * arrived completely. First the bytes: after a crash in between the row still leads here.
     *
     * @param before those that are older
     */
    public void removeLoose(Instant before) {
        List<File> loose = transactions.call(() -> loose(before));
        for (File file : loose) {
            // Let go of first, so that nobody brings it back or finishes it meanwhile.
            if (!transactions.call(() -> isLetGo(file.id(), before))) {
                continue;
            }
            file.stored().ifPresent(this::delete);
            transactions.run(
                    () ->
                            sql.update(
                                            """
                                            delete from submission_file
                                            where tenant_id = :tenant and id = :id
                                            """)
                                    .set("id", file.id())
                                    .run());
        }
    }

    private boolean isLetGo(UUID id, Instant before) {
        return sql.update(
                                """
                                update submission_file set submission_id = null
                                where tenant_id = :tenant and id = :id
                                  and (submission_id is null
                                    or removed_at < :before
                                    or sha256 is null and created_at < :before)
                                """)
                        .set("id", id)
                        .set("before", before)
                        .run()
                == 1;
    }

    private List<File> loose(Instant before) {
        return sql.query(
                        """
                        select id, name, size_bytes, received, media_type, sha256, created_at
                        from submission_file
                        where tenant_id = :tenant
                          and (submission_id is null
                            or removed_at < :before
                            or sha256 is null and created_at < :before)
                        order by created_at, id
                        limit 500
                        """)
                .set("before", before)
                .list(SubmissionFiles::file);
    }

    private void delete(Stored stored) {
        try {
            store.delete(school.id(), stored.hash());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
