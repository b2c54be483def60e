package dev.counterpart.verify;

import dev.counterpart.architecture.ModuleRules;

/** The rules of the architecture, for this module. */
class ArchitectureTest extends ModuleRules {

    ArchitectureTest() {
        super("verify", 100);
    }
}
