package dev.counterpart.verify.send;

/**
 * The transports to one target.
 *
 * @param ordinary sends requests as clients do
 * @param raw reads the bytes of the answer
 */
public record Transports(Transport ordinary, Transport raw) implements AutoCloseable {

    /** Over plain sockets. */
    public static Transports to(Target target) {
        return new Transports(new PlainTransport(target), new RawTransport(target));
    }

    /** Over REST Assured, except for requests whose answers are read byte by byte. */
    public static Transports restAssured(Target target) {
        return new Transports(new RestAssuredTransport(target), new RawTransport(target));
    }

    /** These transports with a common rate limit. */
    public Transports paced(double rate) {
        var pace = new PacedTransport.Pace(rate);
        return new Transports(new PacedTransport(ordinary, pace), new PacedTransport(raw, pace));
    }

    @Override
    public void close() {
        ordinary.close();
        raw.close();
    }
}
