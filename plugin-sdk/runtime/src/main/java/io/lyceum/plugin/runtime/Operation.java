package io.lyceum.plugin.runtime;

import io.lyceum.plugin.Deadline;
import io.lyceum.plugin.PluginContext;
import java.lang.reflect.Method;
import java.time.Duration;

/** One method of an extension point: {@code (PluginContext, request) → response}. */
public record Operation(Method method, Class<?> request, Class<?> response, Duration deadline) {

    static Operation of(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        Deadline deadline = method.getAnnotation(Deadline.class);
        if (parameters.length != 2
                || parameters[0] != PluginContext.class
                || !parameters[1].isRecord()
                || !method.getReturnType().isRecord()
                || deadline == null) {
            throw new IllegalStateException(method + " is not shaped as a message with a deadline");
        }
        return new Operation(
                method,
                parameters[1],
                method.getReturnType(),
                Duration.ofMillis(deadline.millis()));
    }

    /** The method's name. */
    public String name() {
        return method.getName();
    }
}
