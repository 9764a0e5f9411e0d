package io.lyceum.shared.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Tells this node in which lanes something was committed; other nodes find it by polling. */
@ApplicationScoped
class OutboxWakeUp {

    private final Semaphore calls = new Semaphore(0);
    private final Set<String> lanes = ConcurrentHashMap.newKeySet();

    void afterCommit(String lane) {
        try {
            TransactionSynchronizationRegistry registry =
                    InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
            registry.registerInterposedSynchronization(
                    new Synchronization() {
                        @Override
                        public void beforeCompletion() {}

                        @Override
                        public void afterCompletion(int status) {
                            if (status == Status.STATUS_COMMITTED) {
                                wake(lane);
                            }
                        }
                    });
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    void wake(String lane) {
        if (lanes.add(lane)) {
            calls.release();
        }
    }

    /** Waits for a call; answers which lanes were called since, none after so long. */
    Set<String> await(long millis) throws InterruptedException {
        if (calls.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            calls.drainPermits();
        }
        Set<String> called = new HashSet<>();
        lanes.removeIf(called::add);
        return called;
    }
}
