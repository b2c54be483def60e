package dev.counterpart.spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What a package of this module may know. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.counterpart.spec");

    @Test
    void the_rules_see_the_whole_module() {
        assertThat(CLASSES.size()).isGreaterThan(150);
    }

    @Test
    void a_package_is_a_stage_and_knows_earlier_stages_only() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("http")
                .definedBy("dev.counterpart.spec.http")
                .layer("secret")
                .definedBy("dev.counterpart.spec.secret")
                .layer("contract")
                .definedBy("dev.counterpart.spec")
                .layer("tree")
                .definedBy("dev.counterpart.spec.tree")
                .layer("swagger")
                .definedBy("dev.counterpart.spec.swagger")
                .layer("postman")
                .definedBy("dev.counterpart.spec.postman")
                .layer("read")
                .definedBy("dev.counterpart.spec.read")
                .layer("route")
                .definedBy("dev.counterpart.spec.route")
                .layer("format")
                .definedBy("dev.counterpart.spec.format")
                .layer("reference")
                .definedBy("dev.counterpart.spec.reference")
                .layer("schema")
                .definedBy("dev.counterpart.spec.schema")
                .layer("decode")
                .definedBy("dev.counterpart.spec.decode")
                .layer("validate")
                .definedBy("dev.counterpart.spec.validate")
                .layer("match")
                .definedBy("dev.counterpart.spec.match")
                .whereLayer("match")
                .mayOnlyAccessLayers("contract", "format")
                .layer("write")
                .definedBy("dev.counterpart.spec.write")
                .whereLayer("write")
                .mayOnlyAccessLayers("http", "contract")
                .whereLayer("http")
                .mayNotAccessAnyLayer()
                .whereLayer("secret")
                .mayOnlyAccessLayers("http")
                .whereLayer("contract")
                .mayOnlyAccessLayers("http")
                .whereLayer("tree")
                .mayOnlyAccessLayers("contract")
                .whereLayer("swagger")
                .mayOnlyAccessLayers("tree", "contract", "http")
                .whereLayer("postman")
                .mayOnlyAccessLayers("tree", "contract", "http")
                .whereLayer("read")
                .mayOnlyAccessLayers("http", "contract", "tree", "swagger", "postman")
                .whereLayer("route")
                .mayOnlyAccessLayers("http", "contract")
                .whereLayer("format")
                .mayOnlyAccessLayers("contract")
                .whereLayer("reference")
                .mayOnlyAccessLayers("contract")
                .whereLayer("schema")
                .mayOnlyAccessLayers("contract", "format", "reference")
                .whereLayer("decode")
                .mayOnlyAccessLayers("http", "contract", "format")
                .whereLayer("validate")
                .mayOnlyAccessLayers("http", "contract", "schema", "decode")
                .check(CLASSES);
    }

    @Test
    void no_server_fixture_or_test_library_is_known() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.counterpart.fixtures..",
                        "dev.counterpart.mock..",
                        "dev.counterpart.verify..",
                        "io.javalin..",
                        "io.restassured..",
                        "picocli..",
                        "com.github.tomakehurst.wiremock..",
                        "org.junit..")
                .check(CLASSES);
    }

    @Test
    void networknt_validates_in_schema_only_and_snakeyaml_stays_in_one_class() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.counterpart.spec.schema")
                .and(areNot("dev.counterpart.spec.reference.MetaSchemas"))
                .and(areNot("dev.counterpart.spec.format.InternationalLabel"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.networknt..")
                .check(CLASSES);
        noClasses()
                .that(areNot("dev.counterpart.spec.read.OpenApiModel"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.swagger..", "com.fasterxml..")
                .check(CLASSES);
        noClasses()
                .that(areNot("dev.counterpart.spec.tree.YamlTree"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.yaml..")
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

    @Test
    void nothing_is_printed() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    /** Neither that class nor one inside it. */
    private static DescribedPredicate<JavaClass> areNot(String name) {
        return DescribedPredicate.describe(
                "are not " + name,
                type -> !type.getName().equals(name) && !type.getName().startsWith(name + "$"));
    }
}
