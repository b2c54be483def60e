package dev.counterpart.mock.dialect.prism;

import dev.counterpart.mock.dialect.Words;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.route.Route;

/** Prism's sentences, verbatim. */
final class PrismWords implements Words {

    private static final String GENERATED = ", so Prism is generating this error for you.";

    @Override
    public String noPath(Route.Nowhere nowhere) {
        return "The route " + nowhere.path() + " hasn't been found in the specification file";
    }

    @Override
    public String unauthorised(Operation operation) {
        return "Your request does not fullfil the security requirements and no HTTP unauthorized response was found in the"
                + " spec" + GENERATED;
    }

    @Override
    public String invalid(Operation operation) {
        return notForwarded();
    }

    @Override
    public String noResponse(Operation operation) {
        return "";
    }

    @Override
    public String notForwarded() {
        return "Your request is not valid and no HTTP validation response was found in the spec" + GENERATED;
    }

    @Override
    public String bodyOfGet() {
        return "The Prism proxy does not support sending a GET/HEAD request with a message body to an upstream server."
                + " See: https://github.com/stoplightio/prism/issues/2259";
    }

    @Override
    public String invalidAnswer() {
        return "Your request/response is not valid and the --errors flag is set" + GENERATED;
    }

    @Override
    public boolean areExplicit() {
        return false;
    }
}
