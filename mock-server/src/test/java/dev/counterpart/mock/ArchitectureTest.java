package dev.counterpart.mock;

import dev.counterpart.architecture.ModuleRules;

/** The rules of the architecture, for this module. */
class ArchitectureTest extends ModuleRules {

    ArchitectureTest() {
        super("mock", 100);
    }
}
