package io.lyceum.shared.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Tells this node's dispatcher that something was committed; other nodes find it by polling. */
@ApplicationScoped
class OutboxWakeUp {

    private final Semaphore calls = new Semaphore(0);

    void afterCommit() {
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
                                calls.release();
                            }
                        }
                    });
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    void wake() {
        calls.release();
    }

    void await(long millis) throws InterruptedException {
        if (calls.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            calls.drainPermits();
        }
    }
}
