package dev.counterpart.mock.server;

import dev.counterpart.spec.http.PercentEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Connections that also accept request targets which Jetty refuses or changes: a percent sign that begins no triplet is a percent sign, and
 * a byte that is not UTF-8 stays that byte. Both are then percent-encoded, as a client should have sent them (RFC 3986 §2.1).
 */
final class TargetConnections extends HttpConnectionFactory {

    TargetConnections(HttpConfiguration http) {
        super(http);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        var connection = new TargetConnection(getHttpConfiguration(), connector, endPoint);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    private static final class TargetConnection extends HttpConnection {

        /** What Jetty's decoder writes for bytes that are not UTF-8. */
        private static final char REPLACEMENT = '\uFFFD';

        // Both are assigned by the constructor of the superclass.
        @SuppressWarnings("NullAway.Init")
        private HttpConnection.RequestHandler handler;

        @SuppressWarnings("NullAway.Init")
        private LineParser parser;

        TargetConnection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
            super(http, connector, endPoint);
        }

        @Override
        protected HttpConnection.RequestHandler newRequestHandler() {
            handler = new HttpConnection.RequestHandler() {
                @Override
                public void startRequest(String method, String target, HttpVersion version) {
                    String sent = target.indexOf(REPLACEMENT) < 0 ? target : parser.target();
                    super.startRequest(method, PercentEncoding.completed(sent), version);
                }
            };
            return handler;
        }

        @Override
        protected HttpParser newHttpParser(HttpCompliance compliance) {
            var http = getHttpConfiguration();
            parser = new LineParser(handler, http.getRequestHeaderSize(), compliance);
            parser.setHeaderCacheSize(http.getHeaderCacheSize());
            parser.setHeaderCacheCaseSensitive(http.isHeaderCacheCaseSensitive());
            return parser;
        }
    }

    /** A parser that remembers the bytes of the request line. */
    private static final class LineParser extends HttpParser {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final int longest;
        private boolean hasEnded;

        LineParser(HttpParser.RequestHandler handler, int longest, HttpCompliance compliance) {
            super(handler, longest, compliance);
            this.longest = longest;
        }

        @Override
        public boolean parseNext(ByteBuffer buffer) {
            if (isState(State.START)) {
                line.reset();
                hasEnded = false;
            }
            for (int i = buffer.position(); i < buffer.limit() && !hasEnded; i++) {
                byte next = buffer.get(i);
                boolean isBreak = next == '\r' || next == '\n';
                if (!isBreak) {
                    line.write(next);
                }
                hasEnded = line.size() > longest || (isBreak && line.size() > 0);
            }
            return super.parseNext(buffer);
        }

        /** The target of the request line, with each byte outside of ASCII percent-encoded. */
        String target() {
            var words = line.toString(StandardCharsets.ISO_8859_1).strip().split(" +", 3);
            var target = new StringBuilder();
            for (char octet : (words.length < 2 ? "" : words[1]).toCharArray()) {
                target.append(octet < 128 ? String.valueOf(octet) : String.format("%%%02X", (int) octet));
            }
            return target.toString();
        }
    }
}
