package io.lyceum.shared.outbox;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Something that happened: a record in the past tense, written as JSON. */
public interface Event {

    /** The stable name and version under which an event is stored and told to others. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Type {
        String name();

        int version() default 1;

        /** Whether plugins and others outside may be told of it: it holds ids and no names. */
        boolean open() default false;
    }
}
