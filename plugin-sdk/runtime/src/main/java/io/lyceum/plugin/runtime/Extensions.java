package io.lyceum.plugin.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.PluginFailure;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.TreeMap;

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
            throw new CallFailed(className + " cannot be made: " + e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new CallFailed(className + " cannot be made: " + e);
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
        Object response;
        try {
            response = within(() -> found.method().invoke(extension.object(), context, message));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof PluginFailure failure) {
                throw failure;
            }
            throw new CallFailed(describe(e.getCause()));
        } catch (ReflectiveOperationException e) {
            throw new CallFailed(describe(e));
        }
        if (response == null) {
            throw new CallFailed("it answered null");
        }
        try {
            JsonNode tree = Codec.tree(response);
            Codec.read(tree, found.response());
            return tree;
        } catch (Codec.BadMessage e) {
            throw new CallFailed("its answer " + e.getMessage());
        }
    }

    private static String describe(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String at = trace.length == 0 ? "" : " at " + trace[0];
        String text = failure + at;
        return text.length() > 1000 ? text.substring(0, 1000) : text;
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
