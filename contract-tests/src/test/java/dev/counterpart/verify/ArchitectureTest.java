package dev.counterpart.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What a package of this module may know. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.counterpart.verify");

    /** The packages, each of which knows only those before it. */
    private static final List<String> STAGES = Stream.of(
                    ".data",
                    ".request",
                    ".variation",
                    ".cases",
                    ".source",
                    ".plan",
                    ".send",
                    ".check",
                    ".report",
                    ".format",
                    ".pass",
                    "",
                    ".prove",
                    ".strength",
                    ".junit",
                    ".cli")
            .map(stage -> "dev.counterpart.verify" + stage)
            .toList();

    @Test
    void the_rules_see_the_whole_module() {
        assertThat(CLASSES.size()).isGreaterThan(60);
    }

    @Test
    void packages_are_free_of_cycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.counterpart.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void the_mock_is_the_first_provider_and_nothing_else() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.counterpart.mock..", "io.javalin..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.counterpart.verify.prove")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.tomakehurst..")
                .check(CLASSES);
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
    void requests_are_sent_in_one_stage() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.counterpart.verify.send", "dev.counterpart.verify.junit")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.restassured..")
                .check(CLASSES);
    }

    @Test
    void the_command_line_stays_in_its_package() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.counterpart.verify.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.counterpart.verify.cli", "dev.counterpart.verify.junit")
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
