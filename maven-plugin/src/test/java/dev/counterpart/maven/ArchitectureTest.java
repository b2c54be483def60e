package dev.counterpart.maven;

import dev.counterpart.architecture.ModuleRules;

/** The rules of the architecture, for this module. */
class ArchitectureTest extends ModuleRules {

    ArchitectureTest() {
        super("maven", 6);
    }
}
