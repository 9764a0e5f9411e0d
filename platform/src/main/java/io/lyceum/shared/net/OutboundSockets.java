package io.lyceum.shared.net;

import io.lyceum.shared.net.PublicAddresses.PrivateAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import javax.net.SocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Connections to servers that people of a school named, in protocols other than HTTP: to the public
 * internet only. The address is judged at the moment of the connection and is the one that is
 * connected to, so that a name cannot lead elsewhere meanwhile. Names of the installation's own
 * network are a setting, as for {@link OutboundHttp}.
 */
@ApplicationScoped
public class OutboundSockets {

    private final Map<String, String> own;

    protected OutboundSockets() {
        this(Map.of());
    }

    @Inject
    OutboundSockets(@ConfigProperty(name = "lyceum.outbound.hosts") Optional<String> ownHosts) {
        this(OutboundHttp.pairs(ownHosts.orElse("")));
    }

    /** For tests. */
    public OutboundSockets(Map<String, String> own) {
        this.own = Map.copyOf(own);
    }

    /** Tells whether a name is one of the installation's own network. */
    public boolean isOwn(String host) {
        return own.containsKey(host);
    }

    /**
     * Makes sockets that refuse other addresses.
     *
     * @return a factory whose connections fail with {@link PrivateAddress} or {@link
     *     UnknownHostException}
     */
    public SocketFactory factory() {
        return new Factory(own);
    }

    private static final class Factory extends SocketFactory {

        private final Map<String, String> own;

        private Factory(Map<String, String> own) {
            this.own = own;
        }

        @Override
        public Socket createSocket() {
            return new CarefulSocket(own);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            Socket socket = createSocket();
            socket.connect(InetSocketAddress.createUnresolved(host, port));
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(host.getHostAddress(), port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort)
                throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
                throws IOException {
            return createSocket(host, port);
        }
    }

    private static final class CarefulSocket extends Socket {

        private final Map<String, String> own;

        private CarefulSocket(Map<String, String> own) {
            this.own = own;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            InetSocketAddress wanted = (InetSocketAddress) endpoint;
            super.connect(
                    new InetSocketAddress(address(wanted.getHostString()), wanted.getPort()),
                    timeout);
        }

        private InetAddress address(String host) throws UnknownHostException {
            return own.containsKey(host)
                    ? InetAddress.getByName(own.get(host))
                    : PublicAddresses.require(host, InetAddress.getAllByName(host))[0];
        }
    }
}
