package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.GateData;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers that read integers in one of the ways that OpenAPI leaves open, and providers that read too much. */
class NumberProviderTest {

    private static final Contract CONTRACT = LocalProvider.contract("numbers.yaml");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # integers of the provider, as a pattern | any range | violated rules
            [0-9]+                                   | no        |
            [1-9][0-9]*                              | no        |
            [+]?[0-9]+                               | no        |
            [+]?[0-9]+([.]0*)?                       | no        |
            [+]?[0-9]+(e3)?                          | no        |
            \\s*[0-9]+\\s*                            | no        |
            [0-9]+[a-z]*                             | no        | refusal.path.accepted, refusal.query.accepted
            -?[0-9]+                                 | yes       | refusal.path.accepted, refusal.query.accepted
            [0-9]+([.][0-9]*)?                       | no        | refusal.path.accepted, refusal.query.accepted
            """)
    void a_provider_reads_integers(String pattern, String anyRange, String rules) {
        try (var provider = new LocalProvider(request ->
                answer(request, text -> text.matches(pattern) && (anyRange.equals("yes") || isInRange(text))))) {
            assertThat(provider.brokenRules(CONTRACT, GateData.none(), Severity.ERROR))
                    .containsExactlyInAnyOrderElementsOf(rules == null ? List.of() : List.of(rules.split(", ")));
        }
    }

    private static Response answer(Request request, Predicate<String> isRead) {
        if (!request.path().matches("/things/[^/]+")) {
            return status(404);
        }
        if (!List.of("GET", "HEAD").contains(request.method())) {
            return status(405).withHeaders(Headers.of("Allow", "GET"));
        }
        String id = PercentEncoding.decoded(request.path().substring("/things/".length()));
        var limits = Pairs.ofQuery(request.query()).decodedValues("limit");
        return isRead.test(id) && limits.stream().allMatch(isRead) ? status(200) : status(400);
    }

    private static boolean isInRange(String text) {
        var number = new BigDecimal(text.replaceAll("[a-df-z]+.*|e$", ""));
        return number.compareTo(BigDecimal.ONE) >= 0 && number.compareTo(BigDecimal.valueOf(1_000_000)) <= 0;
    }

    private static Response status(int status) {
        return new Response(status, Headers.none(), new byte[0]);
    }
}
