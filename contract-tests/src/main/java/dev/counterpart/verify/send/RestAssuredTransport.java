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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;

/**
 * Sends requests with REST Assured, over an HTTP client that neither adds nor changes anything: the bytes on the wire are the
 * case's request, and answers are not decoded, followed or retried.
 */
public final class RestAssuredTransport implements TimedTransport {

    private final Target target;
    private final RestAssuredConfig config;

    /** Aborts answers that take too long as a whole: the client's own timeout applies to a single read. */
    private final Deadlines deadlines;

    public RestAssuredTransport(Target target) {
        this(target, new Deadlines());
    }

    private RestAssuredTransport(Target target, Deadlines deadlines) {
        this.target = target;
        this.deadlines = deadlines;
        this.config = RestAssuredConfig.config()
                .httpClient(httpClientConfig().httpClientFactory(() -> client(target)))
                .redirect(redirectConfig().followRedirects(false))
                .decoderConfig(decoderConfig().noContentDecoders())
                .encoderConfig(encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
    }

    private static ExactClient client(Target target) {
        try {
            return ExactClient.to(target);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Observation send(Request request) {
        long start = System.nanoTime();
        var deadline = new ConcurrentLinkedQueue<Future<?>>();
        ExactClient.next(
                request,
                target.basePath() + request.target(),
                breakOff -> deadline.add(deadlines.after(target.timeout(), breakOff)));
        try {
            var specification = RestAssured.given().config(config).urlEncodingEnabled(false);
            if (request.hasBody()) {
                specification.body(request.body());
            }
            var response = specification.request(
                    request.method(), target.url().getScheme() + "://" + target.authority() + "/");
            return answered(response, start);
        } catch (Exception failed) {
            return unanswered(failed, ExactClient.sinceSent().orElseGet(() -> Deadlines.since(start)));
        } finally {
            deadline.forEach(each -> each.cancel(false));
            ExactClient.done();
        }
    }

    @Override
    public TimedTransport within(Duration limit) {
        return new RestAssuredTransport(target.within(limit), deadlines);
    }

    private static Observation answered(Response response, long start) {
        var body = response.asByteArray();
        var took = ExactClient.took().orElseGet(() -> Deadlines.since(start));
        var headers = Headers.none();
        for (Header header : response.headers()) {
            headers = headers.and(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        if (response.statusCode() < 100) {
            return new Unanswered(Observation.Reason.NOT_HTTP, "the status is " + response.statusCode(), took);
        }
        var decoded = PlainBody.of(headers, body == null ? new byte[0] : body);
        List<Fault> faults = new ArrayList<>();
        decoded.fault().ifPresent(faults::add);
        TransferCoding.unasked(headers)
                .ifPresent(message -> faults.add(new Fault(Fault.Kind.TRANSFER_CODING, message)));
        return new Answered(
                new dev.counterpart.spec.http.Response(response.statusCode(), headers, decoded.body()), faults, took);
    }

    private Unanswered unanswered(Exception failed, Duration took) {
        var unanswered = SendFailures.unanswered(failed, took, target);
        boolean cutOff = unanswered.reason() == Observation.Reason.NOTHING && ExactClient.isBegun();
        return cutOff ? new Unanswered(Observation.Reason.CUT_OFF, unanswered.message(), took) : unanswered;
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
