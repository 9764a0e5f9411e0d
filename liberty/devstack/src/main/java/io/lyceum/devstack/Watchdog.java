package io.lyceum.devstack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A shell that reads from us and does nothing, until we are gone: then it ends the children that it
 * was told of. So a launcher killed with -9 leaves no server behind.
 */
final class Watchdog implements AutoCloseable {

    private static final String SCRIPT =
            """
            trap '' INT HUP TERM
            list=
            while read -r verb pid gentle hard; do
              case $verb in
                add) list="$list $pid:$gentle:$hard" ;;
                remove)
                  kept=
                  for item in $list; do
                    case $item in "$pid":*) ;; *) kept="$kept $item" ;; esac
                  done
                  list=$kept ;;
                done) exit 0 ;;
              esac
            done
            for item in $list; do
              rest=${item#*:}
              kill -"${rest%:*}" "${item%%:*}" 2>/dev/null
            done
            seconds=0
            while [ $seconds -lt 15 ]; do
              alive=
              for item in $list; do kill -0 "${item%%:*}" 2>/dev/null && alive=1; done
              [ -z "$alive" ] && exit 0
              sleep 1
              seconds=$((seconds + 1))
            done
            for item in $list; do kill -"${item##*:}" "${item%%:*}" 2>/dev/null; done
            """;

    private final OutputStream toShell;

    private Watchdog(OutputStream toShell) {
        this.toShell = toShell;
    }

    static Watchdog start() {
        try {
            Process shell =
                    new ProcessBuilder("sh", "-c", SCRIPT)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new Watchdog(shell.getOutputStream());
        } catch (IOException e) {
            throw new Failure("The shell 'sh' does not start: " + e.getMessage(), e);
        }
    }

    /** Watches a process; it gets the first signal, and the second if it is still there later. */
    void add(long pid, String gentle, String hard) {
        say("add " + pid + " " + gentle + " " + hard);
    }

    void remove(long pid) {
        say("remove " + pid);
    }

    void done() {
        say("done");
    }

    /** Does what our end would do: the shell ends what it was told of. */
    @Override
    public synchronized void close() {
        try {
            toShell.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private synchronized void say(String line) {
        try {
            toShell.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            toShell.flush();
        } catch (IOException e) {
            // The shell was killed: children are then found by their recorded ids at the next
            // start.
        }
    }
}
