package io.lyceum.plugin.runtime.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.runtime.Codec;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Messages over a socket: four bytes of length, then JSON. Many write, one reads. */
final class Wire implements AutoCloseable {

    private final SocketChannel channel;
    private final Object writing = new Object();

    Wire(SocketChannel channel) {
        this.channel = channel;
    }

    void write(JsonNode message) throws IOException {
        byte[] bytes = Codec.bytes(message);
        ByteBuffer frame = ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes);
        frame.flip();
        synchronized (writing) {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        }
    }

    /**
     * Reads the next message.
     *
     * @throws EOFException when the other side has gone
     * @throws IOException when it sends something that is no message
     */
    JsonNode read() throws IOException {
        int length = fill(ByteBuffer.allocate(4)).getInt();
        if (length < 0 || length > Codec.LARGEST + 65536) {
            throw new IOException("a message of " + length + " bytes");
        }
        try {
            return Codec.parse(fill(ByteBuffer.allocate(length)).array());
        } catch (Codec.BadMessage e) {
            throw new IOException(e);
        }
    }

    private ByteBuffer fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the other side has gone");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
