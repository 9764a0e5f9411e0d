package io.lyceum.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests of two rows run beside each other, those of one row one after the other. A class in neither
 * is {@link org.junit.jupiter.api.parallel.Isolated}: it looks at what all schools share, or takes
 * something away from all of them, and runs alone, after the rows.
 */
@interface Beside {

    /** Sells something, and orders from Stripe what it has to do wrong. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @ResourceLock("sales")
    @interface Sales {}

    /** Does something else in schools of its own. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @ResourceLock("schools")
    @interface Schools {}
}
