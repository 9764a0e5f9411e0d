package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long one call of an extension point's method may take, capabilities included. The calling
 * thread is interrupted then, and the host goes on without an answer.
 */
@Stable
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Deadline {

    /** The time in milliseconds. */
    int millis();
}
