package dev.counterpart.mock.live;

/** Learns of every exchange, in the order in which they ended, on a thread of its own. */
@FunctionalInterface
public interface ExchangeListener {

    /** An exchange has ended. The listener may take its time, but while it falls behind, exchanges are dropped and counted. */
    void ended(Exchange exchange);
}
