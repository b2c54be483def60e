package dev.counterpart.verify.send;

/**
 * The ways to one target.
 *
 * @param ordinary carries requests as clients do
 * @param raw shows the bytes of the answer
 */
public record Transports(Transport ordinary, Transport raw) implements AutoCloseable {

    public static Transports to(Target target) {
        return new Transports(new RestAssuredTransport(target), new RawTransport(target));
    }

    /** These ways, with no more than so many requests a second on both together. */
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
