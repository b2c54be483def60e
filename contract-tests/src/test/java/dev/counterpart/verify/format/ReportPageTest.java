package dev.counterpart.verify.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.browser.Browsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The HTML report in Chromium, as a file. */
class ReportPageTest {

    private static final String LONG = "a-name-without-a-break-".repeat(20);

    private static ChromeDriver browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBrowser() {
        browser = Browsers.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void nothing_serious_is_found_by_axe_in_either_theme() throws IOException {
        open("plain");
        opened();
        assertThat(Browsers.barriers(browser, "light")).isEmpty();
        assertThat(Browsers.barriers(browser, "dark")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 400})
    void the_page_is_as_wide_as_the_window(int width) throws IOException {
        browser.manage().window().setSize(new Dimension(width, 900));
        open(LONG);
        opened();
        assertThat(browser.executeScript(
                        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
    }

    @Test
    void a_word_in_the_filter_leaves_the_cases_that_have_it() throws IOException {
        open("plain");
        browser.findElement(By.id("filter")).sendKeys("SKIPPED");
        assertThat(shown("#cases tbody tr"))
                .containsExactly("skipped plain plain 200", "skipped 404 cannot be provoked");
        browser.findElement(By.id("filter")).clear();
        browser.findElement(By.id("filter")).sendKeys("nowhere");
        assertThat(shown("#cases details")).isEmpty();
    }

    @Test
    void a_command_is_copied() throws IOException {
        open("plain");
        var button = browser.findElement(By.cssSelector("button.copy"));
        button.click();
        assertThat(button.getText()).isEqualTo("Copied");
        assertThat(browser.executeScript("return String(getSelection())")).isEqualTo("plain");
    }

    /** The policy of the page holds for what a provider could bring into it. */
    @Test
    void scripts_and_styles_of_others_have_no_effect() throws IOException {
        open("plain");
        browser.executeScript("""
                const script = document.createElement('script');
                script.textContent = 'window.hacked = 1';
                document.body.append(script);
                document.body.insertAdjacentHTML('beforeend', '<style>h1 { display: none }</style><img src=x onerror="window.hacked = 2">');
                """);
        assertThat(browser.executeScript("return window.hacked ?? null")).isNull();
        assertThat(browser.findElement(By.tagName("h1")).isDisplayed()).isTrue();
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isNotEmpty();
    }

    private void open(String text) throws IOException {
        var file = Files.writeString(folder.resolve("report.html"), new HtmlFormat().text(HtmlFormatTest.report(text)));
        browser.manage().logs().get(LogType.BROWSER);
        browser.get(file.toUri().toString());
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private static void opened() {
        browser.executeScript("document.querySelectorAll('details').forEach(each => { each.open = true; })");
    }

    private static List<String> shown(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }
}
