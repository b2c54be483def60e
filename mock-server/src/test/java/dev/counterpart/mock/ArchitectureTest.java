package dev.counterpart.mock;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a package of this module may know. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.counterpart.mock");

    @Test
    void the_rules_see_the_whole_module() {
        assertThat(CLASSES.size()).isGreaterThan(30);
    }

    /** The settings stand beside the server that users start, and the engine reads them. */
    @Test
    void packages_are_free_of_cycles_but_for_the_settings() {
        SlicesRuleDefinition.slices()
                .matching("dev.counterpart.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(alwaysTrue(), belongToAnyOf(MockOptions.class, Setting.class))
                .check(CLASSES);
    }

    @Test
    void the_engine_needs_no_port_and_no_command_line() {
        noClasses()
                .that()
                .resideInAPackage("dev.counterpart.mock.engine")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.counterpart.mock", "dev.counterpart.mock.cli", "java.net.http")
                                .and(not(belongToAnyOf(MockOptions.class, Setting.class))))
                .check(CLASSES);
    }

    @Test
    void the_gate_and_test_libraries_are_not_known() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.counterpart.verify..", "io.restassured..", "com.networknt..", "org.yaml..")
                .check(CLASSES);
    }

    @ParameterizedTest(name = "{0} is known to {1} only")
    @CsvSource(textBlock = """
            io.javalin..,           dev.counterpart.mock.JavalinAdapter
            org.eclipse.jetty..,    dev.counterpart.mock.JavalinAdapter
            jakarta.servlet..,      dev.counterpart.mock.JavalinAdapter
            com.nimbusds..,         dev.counterpart.mock.engine.Jwt
            com.github.jknack..,    dev.counterpart.mock.engine.Template
            """)
    void a_library_is_known_to_one_class(String library, String owner) {
        noClasses()
                .that()
                .haveNameNotMatching("\\Q" + owner + "\\E(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void the_command_line_stays_in_its_package() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.counterpart.mock.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.counterpart.mock.cli")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        var marked = CLASSES.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .toList();

        classes().should().resideInAnyPackage(marked.toArray(String[]::new)).check(CLASSES);
    }
}
