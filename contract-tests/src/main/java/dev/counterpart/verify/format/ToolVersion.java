package dev.counterpart.verify.format;

/** The version of Counterpart, which reports state. */
final class ToolVersion {

    /** As in pom.xml, without -SNAPSHOT; a test compares them. */
    static final String TEXT = "0.1.0";

    private ToolVersion() {}
}
