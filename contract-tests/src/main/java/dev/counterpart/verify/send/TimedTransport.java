package dev.counterpart.verify.send;

import java.time.Duration;

/** A transport whose requests can have a shorter timeout than the target's. */
public interface TimedTransport extends Transport {

    /** The same with a timeout of up to that time; closed with this one. */
    TimedTransport within(Duration limit);
}
