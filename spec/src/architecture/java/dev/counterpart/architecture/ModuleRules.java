package dev.counterpart.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a package may know. Each module runs these rules on its own classes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ModuleRules {

    private static final String PRODUCT = "dev.counterpart.";

    /** A larger package has more than one subject. */
    private static final int LARGEST_PACKAGE = 25;

    /**
     * Every package, in the order of the flow, and the packages that it may know: "earlier" for those above it except in modules that
     * {@link #STRANGERS} keeps apart.
     */
    private static final Map<String, List<String>> STAGES = table("""
            spec.http                 | -
            spec.secret               | spec.http
            spec.tls                  | -
            spec.document             | -
            spec.rule                 | spec.document
            spec                      | spec.http, spec.document, spec.rule
            spec.tree                 | spec, spec.document, spec.rule
            spec.swagger              | spec, spec.http, spec.document, spec.rule, spec.tree
            spec.postman              | spec, spec.http, spec.document, spec.rule, spec.tree
            spec.overlay              | spec.document, spec.rule, spec.tree, spec.format
            spec.read                 | spec, spec.http, spec.document, spec.rule, spec.tree, spec.reference, spec.swagger, spec.postman, spec.overlay
            spec.route                | spec, spec.http, spec.document, spec.rule, spec.format
            spec.format               | spec, spec.document, spec.rule
            spec.reference            | spec, spec.document, spec.rule, spec.format
            spec.schema               | spec, spec.document, spec.rule, spec.format, spec.reference
            spec.decode               | spec, spec.http, spec.document, spec.rule, spec.format, spec.tree
            spec.validate             | spec, spec.http, spec.document, spec.rule, spec.schema, spec.decode, spec.format, spec.reference, spec.route
            spec.match                | spec, spec.document, spec.rule, spec.format
            spec.workflow             | spec, spec.http, spec.document, spec.rule, spec.tree, spec.read, spec.format, spec.overlay, spec.schema, spec.secret
            spec.write                | spec, spec.http, spec.document, spec.rule, spec.decode
            spec.cli                  | spec.read, spec.rule
            fixtures.generate.sample  | earlier
            fixtures.generate.taste   | earlier
            fixtures.generate         | earlier
            fixtures.template         | earlier
            fixtures.folder           | earlier
            fixtures                  | earlier
            fixtures.example          | earlier
            mock.settings             | earlier
            mock.access               | earlier
            mock.dialect              | earlier
            mock.dialect.prism        | earlier
            mock.request              | earlier
            mock.store                | earlier
            mock.database             | earlier
            mock.state                | earlier
            mock.control              | earlier
            mock.source               | earlier
            mock.stored               | earlier
            mock.engine               | earlier
            mock.live                 | earlier
            mock.journal              | earlier
            mock.proxy                | earlier
            mock.record               | earlier
            mock.exchange             | earlier
            mock.coverage             | earlier
            mock.callback             | earlier
            mock.server               | earlier
            mock.admin                | earlier
            mock.room                 | earlier
            mock                      | earlier
            mock.junit                | earlier
            mock.cli.files            | earlier
            mock.cli                  | earlier
            verify.data               | earlier
            verify.request            | earlier
            verify.variation          | earlier
            verify.cases              | earlier
            verify.source             | earlier
            verify.plan               | earlier
            verify.send               | earlier
            verify.check              | earlier
            verify.report             | earlier
            verify.format             | earlier
            verify.pass               | earlier
            verify.workflow           | earlier
            verify                    | earlier
            verify.prove              | earlier
            verify.strength           | earlier
            verify.lint               | earlier
            verify.junit              | earlier
            verify.spring             | earlier
            verify.cli                | earlier
            cli.mcp                   | earlier
            cli                       | earlier
            maven                     | earlier
            """);

    /** Modules that do not know each other although one stands above the other: the first provider of the gate is a mock like any other. */
    private static final Map<String, String> STRANGERS = Map.of("verify", "mock", "mock", "verify");

    /** A library, and the packages and classes that may know it. */
    private static final Map<String, List<String>> LIBRARIES = table("""
            picocli..                       | spec.cli.*, mock.cli.*, mock.cli.files.*, verify.cli.*, cli.*, cli.mcp.*, maven.*
            com.networknt..                 | spec.schema.*, spec.reference.MetaSchemas, spec.format.InternationalLabel
            org.yaml..                      | spec.tree.YamlTree
            com.jayway..                    | spec.overlay.*
            org.brotli..                    | spec.http.ContentCoding
            io.swagger..                    | spec.read.OpenApiModel
            com.fasterxml..                 | spec.read.OpenApiModel
            com.github.curiousoddman..      | fixtures.generate.sample.Patterns
            com.github.jknack..             | fixtures.template.Expression, verify.format.*
            io.javalin..                    | mock.server.*
            org.eclipse.jetty..             | mock.server.*, mock.proxy.*
            jakarta.servlet..               | mock.server.*
            com.nimbusds..                  | mock.access.Jwt
            io.restassured..                | verify.send.*, verify.junit.*
            com.github.tomakehurst..        | verify.prove.*
            jakarta.json..                  | mock.state.JsonPatch
            java.sql..                      | mock.database.*
            io.modelcontextprotocol..       | cli.mcp.*
            reactor..                       | cli.mcp.*, verify.spring.*
            org.junit..                     | mock.junit.*, verify.junit.*, verify.spring.SpringContract
            org.apache.maven..              | maven.*
            org.springframework..           | verify.spring.*
            """);

    /** Who may print. */
    private static final String[] PRINTERS = {
        PRODUCT + "spec.cli",
        PRODUCT + "mock.cli",
        PRODUCT + "mock.cli.files",
        PRODUCT + "verify.cli",
        PRODUCT + "verify.junit",
        PRODUCT + "cli",
        PRODUCT + "cli.mcp"
    };

    private final JavaClasses module;
    private final int least;

    /**
     * @param name of the module in package names
     * @param least number of classes; with fewer, the rules do not see the whole module
     */
    protected ModuleRules(String name, int least) {
        this.least = least;
        module = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(PRODUCT + name);
    }

    @Test
    void the_rules_see_the_whole_module() {
        assertThat(module.size()).isGreaterThan(least);
    }

    @Test
    void every_package_is_a_stage() {
        classes()
                .should()
                .resideInAnyPackage(
                        STAGES.keySet().stream().map(PRODUCT::concat).toArray(String[]::new))
                .check(module);
    }

    @Test
    void a_stage_knows_only_what_the_table_says() {
        var earlier = new ArrayList<String>();
        STAGES.forEach((stage, known) -> {
            var allowed = new ArrayList<String>();
            allowed.add(PRODUCT + stage);
            (known.equals(List.of("earlier")) ? earlier : known).forEach(name -> {
                if (!isStranger(stage, name)) {
                    allowed.add(PRODUCT + name);
                }
            });
            noClasses()
                    .that()
                    .resideInAPackage(PRODUCT + stage)
                    .should()
                    .dependOnClassesThat(DescribedPredicate.describe(
                            "are of this product but not of " + allowed,
                            (JavaClass type) -> type.getPackageName().startsWith(PRODUCT)
                                    && !allowed.contains(type.getPackageName())))
                    .allowEmptyShould(true)
                    .check(module);
            earlier.add(stage);
        });
    }

    @Test
    void packages_are_free_of_cycles() {
        SlicesRuleDefinition.slices()
                .matching(PRODUCT + "(**)")
                .should()
                .beFreeOfCycles()
                .check(module);
    }

    @Test
    void a_library_is_known_where_the_table_says() {
        LIBRARIES.forEach((library, owners) -> noClasses()
                .that(DescribedPredicate.describe(
                        "are none of " + owners, type -> owners.stream().noneMatch(owner -> owns(owner, type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(module));
    }

    @Test
    void only_command_lines_and_the_report_of_a_test_run_print() {
        noClasses()
                .that()
                .resideOutsideOfPackages(PRINTERS)
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .check(module);
    }

    @Test
    void every_package_is_null_marked() {
        var marked = module.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .toList();

        classes().should().resideInAnyPackage(marked.toArray(String[]::new)).check(module);
    }

    @Test
    void a_package_has_one_subject() {
        var files = module.stream()
                .filter(type -> !type.isNestedClass() && !type.getSimpleName().equals("package-info"))
                .filter(type -> !isGenerated(type))
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        Collectors.mapping(JavaClass::getName, Collectors.toCollection(TreeSet::new))));

        assertThat(files)
                .allSatisfy((name, inside) -> assertThat(inside).as(name).hasSizeLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    /** Whether it is a builder that is made from a record. */
    private boolean isGenerated(JavaClass type) {
        return module.contain(type.getName() + "$With");
    }

    private static boolean isStranger(String stage, String known) {
        String other = STRANGERS.get(first(stage));
        return other != null && other.equals(first(known));
    }

    private static String first(String stage) {
        return stage.split("\\.", -1)[0];
    }

    /** Whether {@code type}, or the class around it, is the owner: a class, or any class of a package that ends with {@code .*}. */
    private static boolean owns(String owner, JavaClass type) {
        String name = PRODUCT + owner;
        return name.endsWith(".*")
                ? type.getPackageName().equals(name.substring(0, name.length() - 2))
                : type.getName().equals(name) || type.getName().startsWith(name + "$");
    }

    /** The lines of {@code text}: a name, and after a bar its values; "-" for none. */
    private static Map<String, List<String>> table(String text) {
        var table = new LinkedHashMap<String, List<String>>();
        text.lines().forEach(line -> {
            var cells = line.split("\\|", -1);
            var values =
                    Arrays.stream(cells[1].split(",", -1)).map(String::strip).filter(value -> !value.equals("-"));
            table.put(cells[0].strip(), values.toList());
        });
        return table;
    }
}
