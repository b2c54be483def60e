package dev.counterpart.mock.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a mock for a test class, on a free port. Tests get it as a parameter: {@link dev.counterpart.mock.MockServer} for all requests, or
 * {@link dev.counterpart.mock.MockSession} for those of the test's own session, so that tests can run at the same time.
 *
 * <pre>{@code
 * @CounterpartMock(document = "openapi.yaml", fixtures = "fixtures")
 * class CheckoutTest {
 *     @Test
 *     void a_pet_that_is_sold(MockServer mock) {
 *         mock.on("getPet").status(404);
 *         …
 *         mock.verify("getPet").times(1);
 *     }
 * }
 * }</pre>
 *
 * <p>What a test has set is removed after it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(CounterpartMockExtension.class)
public @interface CounterpartMock {

    /** The document: a path, an http(s) URL, or {@code classpath:NAME}. */
    String document();

    /** OpenAPI Overlays that are applied to the document, in this order: paths, or {@code classpath:NAME}. */
    String[] overlays() default {};

    /** The folder of fixtures; empty for none. */
    String fixtures() default "";

    /** How credentials are checked: {@code presence}, {@code jwt} or {@code off}. */
    String auth() default "presence";

    /** The port; 0 for any free one. */
    int port() default 0;
}
