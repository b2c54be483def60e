package dev.counterpart.embed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A relocated type has another name in the jar than in its own library, so users could not name it: no entry point's signature holds one. */
class PublicSignaturesTest {

    private static final JavaClasses ENTRY_POINTS = new ClassFileImporter()
            .importPackagesOf(
                    dev.counterpart.mock.MockServer.class,
                    dev.counterpart.mock.junit.CounterpartMock.class,
                    dev.counterpart.verify.junit.ContractTests.class,
                    dev.counterpart.verify.spring.SpringContract.class)
            .that(DescribedPredicate.describe(
                    "are entry points",
                    type -> List.of(
                                            "dev.counterpart.mock",
                                            "dev.counterpart.mock.junit",
                                            "dev.counterpart.verify.junit",
                                            "dev.counterpart.verify.spring")
                                    .contains(type.getPackageName())
                            && type.getModifiers().contains(JavaModifier.PUBLIC)));

    /** What users have themselves. */
    private static final List<String> OUTSIDE =
            List.of("java.", "javax.net.", "org.junit.", "io.restassured.", "org.springframework.");

    @Test
    void entry_points_hold_types_of_users_and_of_the_product_only() {
        assertThat(ENTRY_POINTS).hasSizeGreaterThan(8);
        members()
                .that(DescribedPredicate.describe(
                        "users can call or override",
                        (JavaMember member) -> member.getModifiers().contains(JavaModifier.PUBLIC)
                                || member.getModifiers().contains(JavaModifier.PROTECTED)))
                .should(holdNoTypeOfALibrary())
                .check(ENTRY_POINTS);
    }

    private static ArchCondition<JavaMember> holdNoTypeOfALibrary() {
        return new ArchCondition<>("hold no type of a relocated library") {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                types(member)
                        .filter(type -> !isOutside(type))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                member, member.getFullName() + " holds " + type.getName())));
            }
        };
    }

    private static boolean isOutside(JavaClass type) {
        return type.isPrimitive()
                || type.getName().startsWith("dev.counterpart.")
                || OUTSIDE.stream().anyMatch(type.getName()::startsWith);
    }

    private static Stream<JavaClass> types(JavaMember member) {
        var written = member instanceof JavaCodeUnit method
                ? Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                : Stream.of(((JavaField) member).getType());
        return written.flatMap(type -> type.getAllInvolvedRawTypes().stream()).map(JavaClass::getBaseComponentType);
    }
}
