package dev.counterpart.mock.live;

/** Receives every exchange, in the order in which they ended, on a thread of its own. */
@FunctionalInterface
public interface ExchangeListener {

    /** An exchange has ended. The listener may be slow, but while it falls behind, exchanges are dropped and counted. */
    void ended(Exchange exchange);
}
