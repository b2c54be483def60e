package dev.counterpart.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The extension uses only what JUnit Jupiter has had since 5.10. JUnit says for each type and method since when it has its present status,
 * which is not before it existed.
 */
class JUnitVersionTest {

    private static final Set<JavaClass> CLASSES = Set.copyOf(new ClassFileImporter()
            .importPackages(CounterpartMock.class.getPackageName()).stream()
                    .filter(each -> !each.getName().contains("Test"))
                    .toList());

    @Test
    void no_type_or_method_is_newer_than_5_10() {
        assertThat(newer(types())).isEmpty();
        assertThat(newer(methods())).isEmpty();
    }

    /** So that the test above is about something. */
    @Test
    void what_is_used_is_found() throws NoSuchMethodException {
        assertThat(types()).contains(BeforeAllCallback.class, ExtensionContext.class);
        assertThat(methods().map(Object::toString)).anyMatch(text -> text.contains("ExtensionContext"));
        assertThat(newer(Stream.of(ClassTemplate.class)))
                .containsExactly("6.0 interface org.junit.jupiter.api.ClassTemplate");
        assertThat(newer(Stream.of(ExtensionContext.Store.class.getMethod(
                        "computeIfAbsent", Object.class, java.util.function.Function.class))))
                .hasSize(1);
    }

    private static Stream<AnnotatedElement> types() {
        return CLASSES.stream()
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass())
                .filter(JUnitVersionTest::isOfJUnit)
                .distinct()
                .<AnnotatedElement>map(JavaClass::reflect);
    }

    private static Stream<AnnotatedElement> methods() {
        return CLASSES.stream()
                .flatMap(each -> each.getMethodCallsFromSelf().stream())
                .map(JavaMethodCall::getTarget)
                .filter(target -> isOfJUnit(target.getOwner()))
                .<AnnotatedElement>flatMap(target -> Arrays.stream(
                                target.getOwner().reflect().getMethods())
                        .filter(method -> method.getName().equals(target.getName())
                                && Arrays.stream(method.getParameterTypes())
                                        .map(Class::getName)
                                        .toList()
                                        .equals(target.getRawParameterTypes().stream()
                                                .map(JavaClass::getName)
                                                .toList())));
    }

    private static boolean isOfJUnit(JavaClass each) {
        return each.getPackageName().startsWith("org.junit.");
    }

    /** What came after 5.10, with its version. */
    private static Set<String> newer(Stream<? extends AnnotatedElement> used) {
        var newer = new TreeSet<String>();
        used.forEach(each -> Optional.ofNullable(each.getAnnotation(API.class))
                .map(API::since)
                .filter(JUnitVersionTest::isNewer)
                .ifPresent(since -> newer.add(since + " " + each)));
        return newer;
    }

    private static boolean isNewer(String since) {
        var parts = since.split("\\.");
        int major = Integer.parseInt(parts[0]);
        return parts[0].equals("1")
                ? Integer.parseInt(parts[1]) > 10
                : major > 5 || (major == 5 && Integer.parseInt(parts[1]) > 10);
    }
}
