package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.template.Values;
import dev.counterpart.mock.request.RequestFacts;
import dev.counterpart.spec.decode.Pairs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Collectors;

/** The values of a request that the expressions of a fixture can use. */
final class TemplateValues {

    private TemplateValues() {}

    static Values of(RequestFacts facts) {
        var request = facts.request();
        var query = Pairs.ofQuery(request.query());
        return new Values(
                facts.route().pathValues(),
                query.names().stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> query.decodedValues(name).get(0))),
                request.headers(),
                facts.body(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                UUID.nameUUIDFromBytes(request.target().getBytes(StandardCharsets.UTF_8))
                        .toString());
    }
}
