package dev.counterpart.verify.send;

/**
 * The transports to one target.
 *
 * @param ordinary sends requests as clients do
 * @param raw reads the bytes of the answer
 * @param kept sends requests over one connection, one after the other
 */
public record Transports(TimedTransport ordinary, Transport raw, Transport kept) implements AutoCloseable {

    /** Over plain sockets. */
    public static Transports to(Target target) {
        return new Transports(new PlainTransport(target), new RawTransport(target), new KeptTransport(target));
    }

    /** Over REST Assured, except for requests whose answers are read byte by byte. */
    public static Transports restAssured(Target target) {
        return new Transports(new RestAssuredTransport(target), new RawTransport(target), new KeptTransport(target));
    }

    /** Over REST Assured if the class path has it, which a user's project may not; otherwise over plain sockets. */
    public static Transports forTests(Target target) {
        return hasRestAssured() ? restAssured(target) : to(target);
    }

    private static boolean hasRestAssured() {
        try {
            Class.forName("io.restassured.RestAssured", false, Transports.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** These transports with a common rate limit. */
    public Transports paced(double rate) {
        var pace = new PacedTransport.Pace(rate);
        return new Transports(
                new PacedTransport.Timed(ordinary, pace),
                new PacedTransport(raw, pace),
                new PacedTransport(kept, pace));
    }

    @Override
    public void close() {
        ordinary.close();
        raw.close();
        kept.close();
    }
}
