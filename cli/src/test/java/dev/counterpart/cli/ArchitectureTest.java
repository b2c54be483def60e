package dev.counterpart.cli;

import dev.counterpart.architecture.ModuleRules;

/** The rules of the architecture, for this module. */
class ArchitectureTest extends ModuleRules {

    ArchitectureTest() {
        super("cli", 3);
    }
}
