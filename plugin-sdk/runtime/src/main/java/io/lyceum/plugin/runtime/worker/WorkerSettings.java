package io.lyceum.plugin.runtime.worker;

import java.nio.file.Path;
import java.util.List;

/**
 * How worker processes are started.
 *
 * @param java the program
 * @param classPath jars of the runtime, nothing else of the host
 * @param scratch a folder that only the host may enter
 * @param memoryMb heap of a process
 */
public record WorkerSettings(Path java, List<Path> classPath, Path scratch, int memoryMb) {

    public WorkerSettings {
        classPath = List.copyOf(classPath);
    }

    /** The same with another heap. */
    public WorkerSettings withMemory(int megabytes) {
        return new WorkerSettings(java, classPath, scratch, megabytes);
    }
}
