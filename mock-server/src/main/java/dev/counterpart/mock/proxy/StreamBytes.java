package dev.counterpart.mock.proxy;

/** Receives the bytes of a stream that is being forwarded. */
interface StreamBytes {

    /** The next bytes, which are not kept in this array. */
    void add(byte[] bytes, int count);

    /** The stream has ended; nothing follows. */
    void end();

    /** The stream was closed, at its end or before. */
    void close();
}
