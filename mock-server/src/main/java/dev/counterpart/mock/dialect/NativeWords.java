package dev.counterpart.mock.dialect;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.route.Route;

/** Counterpart's own sentences. */
final class NativeWords implements Words {

    @Override
    public String noPath(Route.Nowhere nowhere) {
        return "The contract has no path that matches " + nowhere.path()
                + nowhere.nearest().map(path -> "; the nearest is " + path).orElse("") + ".";
    }

    @Override
    public String unauthorised(Operation operation) {
        return "The request has no acceptable credentials. " + operation
                + " declares no 401, so this problem document answers.";
    }

    @Override
    public String invalid(Operation operation) {
        return "The request violates the contract. " + operation
                + " declares neither 400 nor 422, so this problem document is sent.";
    }

    @Override
    public String noResponse(Operation operation) {
        return operation + " declares no response, so there is nothing to answer. Add one to the document.";
    }

    @Override
    public String notForwarded() {
        return "The request violates the contract and was not forwarded, because --errors is set.";
    }

    @Override
    public String bodyOfGet() {
        return "The proxy forwards a GET or HEAD request with a body only if the document declares this body (RFC 9110 §9.3.1).";
    }

    @Override
    public String invalidAnswer() {
        return "The answer violates the contract and was replaced, because --errors is set.";
    }

    @Override
    public boolean areExplicit() {
        return true;
    }
}
