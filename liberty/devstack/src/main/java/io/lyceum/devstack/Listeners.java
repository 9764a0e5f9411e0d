package io.lyceum.devstack;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which ports are taken, and by whom as far as the system tells. */
final class Listeners {

    private Listeners() {}

    /** Refuses to go on while a port of the stack is taken. */
    static void requireFree(Map<Port, Integer> ports) {
        for (Port port : Port.values()) {
            int number = ports.get(port);
            if (isTaken(number)) {
                throw new Failure(taken(port, number, holder(number)));
            }
        }
    }

    static String taken(Port port, int number, Optional<String> holder) {
        return "Port "
                + number
                + " ("
                + port.purpose
                + ") is taken"
                + holder.map(who -> " by " + who).orElse("")
                + ". Stop that program, or choose another port: "
                + port.variable
                + "="
                + (number + 10 <= 65535 ? number + 10 : number - 10)
                + " ./lyceum up";
    }

    static boolean isTaken(int port) {
        return !canBind(InetAddress.getLoopbackAddress(), port) || !canBind(null, port);
    }

    private static boolean canBind(
            @org.jspecify.annotations.Nullable InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Without it a port that was closed a moment ago would count as taken.
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(address, port), 1);
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Names the process that listens, where /proc tells it to us. */
    static Optional<String> holder(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                sockets.addAll(inodes(Files.readAllLines(Path.of(table)), port));
            } catch (IOException e) {
                // Not Linux: the message does without the name.
            }
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> opens(process.pid(), sockets))
                .findFirst()
                .map(Listeners::describe);
    }

    /** Reads the inodes of the sockets that listen on a port from the kernel's table. */
    static Set<String> inodes(List<String> lines, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> found = new HashSet<>();
        for (String line : lines) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals("0A")) {
                found.add("socket:[" + columns[9] + "]");
            }
        }
        return found;
    }

    private static boolean opens(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> open =
                Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : open) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException
                | java.io.UncheckedIOException
                | java.nio.file.DirectoryIteratorException e) {
            // Another user's process, or one that has just ended.
        }
        return false;
    }

    private static String describe(ProcessHandle process) {
        String command =
                process.info()
                        .command()
                        .map(c -> Path.of(c).getFileName().toString())
                        .orElse("a program");
        return command + " (process " + process.pid() + ")";
    }
}
