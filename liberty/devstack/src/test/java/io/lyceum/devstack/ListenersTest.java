package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListenersTest {

    @Test
    void aTakenPortIsNamedWithTheVariableThatChangesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<Port, Integer> ports = new EnumMap<>(Port.class);
            for (Port port : Port.values()) {
                ports.put(port, taken.getLocalPort());
            }

            Failure failure = assertThrows(Failure.class, () -> Listeners.requireFree(ports));

            assertTrue(
                    failure.getMessage()
                            .startsWith("Port " + taken.getLocalPort() + " (Lyceum) is taken"),
                    failure.getMessage());
            assertTrue(failure.getMessage().contains("LYCEUM_PORT="), failure.getMessage());
        }
    }

    @Test
    void theMessageDoesWithoutTheHolderWhereTheSystemDoesNotTell() {
        assertEquals(
                "Port 8081 (Keycloak) is taken. Stop that program, or choose another port:"
                        + " LYCEUM_KEYCLOAK_PORT=8091 ./lyceum up",
                Listeners.taken(Port.KEYCLOAK, 8081, Optional.empty()));
    }

    @Test
    void onlyListeningSocketsOfThePortAreFoundInTheKernelsTable() {
        List<String> table =
                List.of(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                        "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1",
                        "   1: 0100007F:1F90 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000     0        0 222 1",
                        "   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1");

        assertEquals(Set.of("socket:[111]"), Listeners.inodes(table, 8080));
    }
}
