package dev.counterpart.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Starts Chromium. Without one, tests are skipped, except with {@code -Dchromium.required=true}. */
public final class Browsers {

    /** It warns that it has no classes for the DevTools of the newest Chromium, which the tests do not use. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final boolean REQUIRED = Boolean.getBoolean("chromium.required");

    private static final String AXE = axe();

    private Browsers() {}

    public static ChromeDriver start() {
        SELENIUM.setLevel(Level.SEVERE);
        var browser = program("chromium", "chromium-browser", "google-chrome");
        var driver = program("chromedriver");
        if (browser.isEmpty() || driver.isEmpty()) {
            String missing = "the page is not tested, because the commands chromium and chromedriver were not found";
            if (REQUIRED) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
        }
        var options = new ChromeOptions();
        options.setBinary(browser.get());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-GB");
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get())
                .withSilent(true)
                .build();
        var started = new ChromeDriver(service, options);
        started.manage().window().setSize(new Dimension(1280, 900));
        return started;
    }

    /** What axe-core finds serious or critical on the page that is shown, in one theme of our pages: {@code light} or {@code dark}. */
    public static List<String> barriers(ChromeDriver browser, String theme) {
        browser.executeScript(AXE);
        var found = browser.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                document.documentElement.dataset.theme = arguments[0];
                requestAnimationFrame(() => requestAnimationFrame(() =>
                  axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations
                    .filter(each => ['serious', 'critical'].includes(each.impact))
                    .flatMap(each => each.nodes.map(node => each.id + ': ' + node.html + ' ' + node.failureSummary))))));
                """, theme);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (var stream = Browsers.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(stream, "axe-core").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    private static Optional<File> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }
}
