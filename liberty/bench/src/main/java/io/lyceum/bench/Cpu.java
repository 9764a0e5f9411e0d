package io.lyceum.bench;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time that processes have taken so far, with all that they started. */
record Cpu(Duration server, Duration database, Duration driver) {

    static Cpu now(Target target) {
        return new Cpu(
                ofTree(target.serverPid()),
                ofTree(target.databasePid()),
                of(ProcessHandle.current()));
    }

    private static Duration ofTree(long pid) {
        return ProcessHandle.of(pid)
                .map(
                        root ->
                                Stream.concat(Stream.of(root), root.descendants())
                                        .map(Cpu::of)
                                        .reduce(Duration.ZERO, Duration::plus))
                .orElse(Duration.ZERO);
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Cpu since(Cpu before) {
        return new Cpu(
                server.minus(before.server),
                database.minus(before.database),
                driver.minus(before.driver));
    }

    Cpu plus(Cpu other) {
        return new Cpu(
                server.plus(other.server),
                database.plus(other.database),
                driver.plus(other.driver));
    }

    static final Cpu NONE = new Cpu(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
