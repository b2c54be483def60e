package dev.counterpart.verify.junit;

import dev.counterpart.spec.http.Pair;
import io.restassured.specification.FilterableRequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The body of a request of REST Assured, as far as it is known before it is sent. */
final class SentBody {

    private SentBody() {}

    /** The bytes; empty if they are not known: files, streams and multipart. */
    static Optional<byte[]> of(FilterableRequestSpecification sent) {
        Object body = sent.getBody();
        if (body instanceof byte[] bytes) {
            return Optional.of(bytes.clone());
        }
        if (body instanceof String text) {
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
        boolean isUnknown = body != null || !sent.getMultiPartParams().isEmpty();
        return isUnknown ? Optional.empty() : Optional.of(form(sent).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty without form parameters. */
    private static String form(FilterableRequestSpecification sent) {
        var pairs = new ArrayList<String>();
        for (Map.Entry<String, ?> parameter : sent.getFormParams().entrySet()) {
            for (Object value : values(parameter.getValue())) {
                pairs.add(Pair.encoded(parameter.getKey(), String.valueOf(value)));
            }
        }
        return String.join("&", pairs);
    }

    private static Collection<?> values(Object value) {
        return value instanceof Collection<?> several ? several : List.of(value);
    }
}
