package dev.counterpart.mock.engine;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * What follows the bytes of a message that are held in memory.
 *
 * @param bytes as they come; whoever takes them closes it
 * @param length of the whole body with the bytes held, if it was announced
 */
public record Rest(InputStream bytes, OptionalLong length) {}
