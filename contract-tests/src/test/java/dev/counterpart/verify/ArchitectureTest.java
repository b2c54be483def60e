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
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What a package of this module may know. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.counterpart.verify");

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
        noClasses()
                .that()
                .resideInAPackage("dev.counterpart.verify.plan")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.counterpart.verify.send", "dev.counterpart.verify.check", "dev.counterpart.verify.report")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.counterpart.verify.check")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.counterpart.verify.report", "io.restassured..")
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
