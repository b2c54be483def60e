package dev.counterpart.mock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a package of this module may know. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.counterpart.mock");

    /** The packages, each of which knows only those before it. */
    private static final List<String> STAGES = Stream.of(
                    ".settings",
                    ".access",
                    ".dialect",
                    ".dialect.prism",
                    ".source",
                    ".engine",
                    ".live",
                    ".proxy",
                    ".coverage",
                    ".callback",
                    ".server",
                    ".admin",
                    "",
                    ".cli")
            .map(stage -> "dev.counterpart.mock" + stage)
            .toList();

    @Test
    void the_rules_see_the_whole_module() {
        assertThat(CLASSES.size()).isGreaterThan(30);
    }

    @Test
    void a_stage_knows_earlier_stages_only() {
        for (int i = 0; i < STAGES.size(); i++) {
            noClasses()
                    .that()
                    .resideInAPackage(STAGES.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(STAGES.subList(i + 1, STAGES.size()).toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void every_package_is_a_stage() {
        classes().should().resideInAnyPackage(STAGES.toArray(String[]::new)).check(CLASSES);
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
            io.javalin..,           dev.counterpart.mock.server.JavalinAdapter
            org.eclipse.jetty..,    dev.counterpart.mock.server.JavalinAdapter
            jakarta.servlet..,      dev.counterpart.mock.server.JavalinAdapter
            com.nimbusds..,         dev.counterpart.mock.access.Jwt
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
