package dev.counterpart.verify.send;

import static io.restassured.config.DecoderConfig.decoderConfig;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static io.restassured.config.RedirectConfig.redirectConfig;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Fault;
import dev.counterpart.verify.send.Observation.Unanswered;
import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends requests with REST Assured, over an HTTP client that adds and changes nothing: what is on the wire is the case's
 * request, and what comes back is not decoded, followed or retried.
 */
public final class RestAssuredTransport implements Transport {

    private final Target target;
    private final RestAssuredConfig config;

    public RestAssuredTransport(Target target) {
        this.target = target;
        this.config = RestAssuredConfig.config()
                .httpClient(httpClientConfig().httpClientFactory(() -> ExactClient.with(target.timeout())))
                .redirect(redirectConfig().followRedirects(false))
                .decoderConfig(decoderConfig().noContentDecoders())
                .encoderConfig(encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
    }

    @Override
    public Observation send(Request request) {
        long start = System.nanoTime();
        try {
            ExactClient.next(request, target.basePath() + request.target());
            var specification = RestAssured.given().config(config).urlEncodingEnabled(false);
            if (request.hasBody()) {
                specification.body(request.body());
            }
            var response = specification.request(
                    request.method(), target.url().getScheme() + "://" + target.authority() + "/");
            return answered(response, start);
        } catch (Exception failed) {
            return unanswered(failed, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            ExactClient.done();
        }
    }

    private static Observation answered(Response response, long start) {
        var body = response.asByteArray();
        var took = Duration.ofNanos(System.nanoTime() - start);
        var headers = Headers.none();
        for (Header header : response.headers()) {
            headers = headers.and(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        if (response.statusCode() < 100) {
            return new Unanswered(Observation.Reason.NOT_HTTP, "the status is " + response.statusCode(), took);
        }
        var decoded = ContentCoding.decoded(headers, body == null ? new byte[0] : body);
        List<Fault> faults = new ArrayList<>();
        decoded.fault().ifPresent(message -> faults.add(new Fault(Fault.Kind.CONTENT_CODING, message)));
        return new Answered(
                new dev.counterpart.spec.http.Response(response.statusCode(), headers, decoded.body()), faults, took);
    }

    private static Unanswered unanswered(Exception failed, Duration took) {
        return Failures.unanswered(failed, took);
    }
}
