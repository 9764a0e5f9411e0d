package io.lyceum.tenancy.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A name server on a loopback port that knows TXT records alone (RFC 1035). What it does not know
 * does not exist.
 */
final class SmallNameServer implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private final Map<String, String> texts;

    /**
     * Starts to answer.
     *
     * @param texts from a name without the last dot to its text
     */
    SmallNameServer(Map<String, String> texts) throws IOException {
        this.texts = texts;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "small-name-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** As {@code lyceum.domain-check.dns-server} names it. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket asked = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(asked);
                byte[] answer = answer(buffer, asked.getLength());
                socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private byte[] answer(byte[] asked, int length) {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (asked[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(asked, at + 1, asked[at], StandardCharsets.US_ASCII));
            at += asked[at] + 1;
        }
        int questionEnd = at + 5;
        String text = texts.get(name.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(asked, 0, 2);
        out.write(0x84);
        out.write(text == null ? NO_SUCH_NAME : 0);
        out.writeBytes(new byte[] {0, 1, 0, (byte) (text == null ? 0 : 1), 0, 0, 0, 0});
        out.write(asked, HEADER, questionEnd - HEADER);
        if (text != null) {
            byte[] value = text.getBytes(StandardCharsets.US_ASCII);
            out.writeBytes(new byte[] {(byte) 0xc0, HEADER, 0, 16, 0, 1, 0, 0, 0, 60});
            out.write(0);
            out.write(value.length + 1);
            out.write(value.length);
            out.writeBytes(value);
        }
        return out.toByteArray();
    }
}
