package dev.counterpart.mock.request;

import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Request;
import java.util.Optional;

/** The session of a client: overrides and scenarios can be set for one session only. */
public final class Session {

    /** The header with the session; a cookie of that name is used if the header is absent. */
    public static final String NAME = "X-Counterpart-Session";

    /** A longer name is ignored; in characters. */
    public static final int LONGEST = 200;

    private Session() {}

    /** The session of a request, if it names one. */
    public static Optional<String> of(Request request) {
        var header = request.headers().first(NAME);
        var session = header.isPresent() || !request.headers().has("Cookie")
                ? header
                : Pairs.ofCookies(request.headers()).decodedValues(NAME).stream()
                        .findFirst();
        return session.map(String::strip).filter(name -> !name.isEmpty() && name.length() <= LONGEST);
    }
}
