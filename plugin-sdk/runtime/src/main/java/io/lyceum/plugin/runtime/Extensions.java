package io.lyceum.plugin.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.PluginFailure;
import io.lyceum.plugin.QuotaExceeded;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of one loaded plugin, called by message. The plugin's class loader is the thread's
 * while it works.
 */
public final class Extensions {

    private final ClassLoader loader;
    private final Map<String, Extension> byName = new TreeMap<>();

    private record Extension(Kind kind, ExtensionPoint object) {}

    public Extensions(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Makes one of a plugin's extensions.
     *
     * @throws CallFailed if there is no such class, it is no extension of that kind, or its
     *     constructor fails
     */
    public void add(Kind kind, String id, String className) {
        Object object;
        try {
            object =
                    within(
                            () ->
                                    Class.forName(className, true, loader)
                                            .getConstructor()
                                            .newInstance());
        } catch (ClassNotFoundException e) {
            throw new CallFailed("there is no class " + className);
        } catch (NoSuchMethodException e) {
            throw new CallFailed(className + " has no public constructor without parameters");
        } catch (InvocationTargetException e) {
            throw new CallFailed(className + " cannot be made: " + describe(e.getCause()));
        } catch (ExceptionInInitializerError e) {
            throw new CallFailed(className + " cannot be made: " + describe(e.getException()));
        } catch (Throwable e) {
            // Whatever else a class does while it is made, the host goes on.
            throw new CallFailed(className + " cannot be made: " + describe(e));
        }
        if (!kind.type().isInstance(object)) {
            throw new CallFailed(className + " is no " + kind.type().getSimpleName());
        }
        byName.put(kind.word() + ":" + id, new Extension(kind, (ExtensionPoint) object));
    }

    /**
     * Calls an extension in this thread.
     *
     * @return the response as a tree, proven to have the operation's shape
     * @throws PluginFailure which the plugin let through
     * @throws CallFailed if the plugin fails, or answers no message
     */
    public JsonNode call(
            Kind kind, String id, String operation, JsonNode request, PluginContext context) {
        Extension extension = byName.get(kind.word() + ":" + id);
        Operation found = kind.operations().get(operation);
        if (extension == null || found == null) {
            throw new CallFailed("there is no " + kind.word() + " " + id + " with " + operation);
        }
        Object message = Codec.read(request, found.request());
        try {
            return answer(
                    found,
                    within(() -> found.method().invoke(extension.object(), context, message)));
        } catch (InvocationTargetException e) {
            throw failure(e.getCause());
        } catch (CallFailed e) {
            throw e;
        } catch (Throwable e) {
            // Reflection runs in the plugin's stack, and answers may be the plugin's own maps.
            throw failure(e);
        }
    }

    private static JsonNode answer(Operation operation, @Nullable Object response) {
        if (response == null) {
            throw new CallFailed("it answered null");
        }
        try {
            JsonNode tree = Codec.tree(response);
            Codec.read(tree, operation.response());
            return tree;
        } catch (Codec.BadMessage e) {
            throw new CallFailed("its answer " + e.getMessage());
        }
    }

    /** What the caller gets to know; nothing of it is an object that the plugin has touched. */
    private static RuntimeException failure(Throwable thrown) {
        if (thrown instanceof CapabilityDenied) {
            return new CapabilityDenied(String.valueOf(thrown.getMessage()));
        }
        if (thrown instanceof QuotaExceeded) {
            return new QuotaExceeded(String.valueOf(thrown.getMessage()));
        }
        if (thrown instanceof HttpFailed) {
            return new HttpFailed(String.valueOf(thrown.getMessage()));
        }
        return new CallFailed(describe(thrown));
    }

    /**
     * Words for what a plugin threw. Its class may be the plugin's own, so that asking it for its
     * message runs code of the plugin.
     */
    private static String describe(Throwable thrown) {
        String name = thrown.getClass().getName();
        if (thrown instanceof VirtualMachineError || thrown instanceof ThreadDeath) {
            return name;
        }
        try {
            String message = thrown.getMessage();
            StackTraceElement[] trace = thrown.getStackTrace();
            return Codec.cut(
                    name
                            + (message == null ? "" : ": " + message)
                            + (trace.length == 0 ? "" : " at " + trace[0]),
                    1000);
        } catch (Throwable e) {
            return name;
        }
    }

    private <T> T within(Work<T> work) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private interface Work<T> {
        T run() throws ReflectiveOperationException;
    }
}
