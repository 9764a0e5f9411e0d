package io.lyceum.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The school on whose behalf the running thread works. A request gets it from its host; background
 * work enters only through {@link #run}. Threads of a pool never inherit it.
 */
@ApplicationScoped
public class CurrentSchool {

    private static final ThreadLocal<SchoolId> BOUND = new ThreadLocal<>();

    /** One for the whole server; looking it up by name is a tenth of a small request. */
    private static volatile TransactionSynchronizationRegistry registry;

    /** The current school's id, or nothing outside a school. */
    public static Optional<SchoolId> bound() {
        return Optional.ofNullable(BOUND.get());
    }

    /**
     * Answers the current school's id.
     *
     * @throws IllegalStateException outside a school: a bug
     */
    public SchoolId id() {
        return bound().orElseThrow(
                        () -> new IllegalStateException("no school is bound to this thread"));
    }

    /**
     * Does something on behalf of a school and returns to what was bound before.
     *
     * @throws IllegalStateException inside an open transaction of another school: the first
     *     statement of a transaction fixes its school
     */
    public <T> T call(SchoolId school, Callable<T> action) {
        SchoolId before = BOUND.get();
        if (!school.equals(before) && inTransaction()) {
            throw new IllegalStateException("a transaction cannot change its school");
        }
        BOUND.set(school);
        try {
            return action.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (before == null) {
                BOUND.remove();
            } else {
                BOUND.set(before);
            }
        }
    }

    /** Does something on behalf of a school; see {@link #call}. */
    public void run(SchoolId school, Runnable action) {
        call(
                school,
                () -> {
                    action.run();
                    return true;
                });
    }

    private static boolean inTransaction() {
        try {
            if (registry == null) {
                registry = InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
            }
            return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (NamingException outsideTheContainer) {
            return false;
        }
    }
}
