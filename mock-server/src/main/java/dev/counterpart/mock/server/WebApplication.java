package dev.counterpart.mock.server;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What Javalin serves beside the mock.
 *
 * @param covers whether a path, percent-encoded, is its own
 * @param answer may wait
 */
public record WebApplication(Predicate<String> covers, Function<Request, Response> answer) {}
