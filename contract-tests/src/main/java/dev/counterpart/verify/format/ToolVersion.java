package dev.counterpart.verify.format;

/** The version of Counterpart, and its page, which reports state. */
final class ToolVersion {

    /** As in pom.xml, without -SNAPSHOT; a test compares them. */
    static final String TEXT = "0.1.0";

    /** Where the tool is described. */
    static final String HOMEPAGE = "https://counterpart.dev/";

    private ToolVersion() {}
}
