package dev.counterpart.mock.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.browser.Browsers;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.PlainClient;
import dev.counterpart.mock.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The control room in Chromium, beside a real mock. */
@Order(1)
class PageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static ChromeDriver browser;

    @TempDir
    private Path folder;

    private Room room;

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

    @BeforeEach
    void start() throws IOException {
        room = new Room(folder);
    }

    @AfterEach
    void stop() {
        browser.get("about:blank");
        browser.manage().logs().get(LogType.BROWSER);
        room.close();
    }

    @Test
    void a_chosen_status_is_the_next_answer_only() throws IOException {
        open("#/operation/%20getPet");
        click(() -> label("Next answer"));
        click(() -> status("404"));
        eventually(() -> text("#overrides").contains("for the next answer"));
        assertThat(List.of(room.send("GET /pets/1"), room.send("GET /pets/1")))
                .containsExactly("404", "200 {\"name\":\"Tom\"}");
        eventually(() -> "false".equals(status("404").getAttribute("aria-pressed")));
    }

    @Test
    void a_chosen_example_answers_until_it_is_changed() throws IOException {
        open("#/operation/%20getPet");
        click(() -> button("example dog"));
        eventually(() -> "true".equals(button("example dog").getAttribute("aria-pressed")));
        assertThat(List.of(room.send("GET /pets/1"), room.send("GET /pets/2"))).containsOnly("200 {\"name\":\"Rex\"}");
        click(() -> status("404"));
        eventually(() -> "false".equals(button("example dog").getAttribute("aria-pressed")));
        assertThat(room.send("GET /pets/1")).isEqualTo("404");
        click(() -> status("404"));
        eventually(() -> "false".equals(status("404").getAttribute("aria-pressed")));
        assertThat(room.send("GET /pets/1")).isEqualTo("200 {\"name\":\"Tom\"}");
    }

    @Test
    void sessions_do_not_disturb_each_other() throws IOException {
        open("#/operation/%20getPet");
        click(() -> label("This session only"));
        var name = browser.findElement(By.cssSelector("[aria-label=Session]"));
        name.clear();
        name.sendKeys("left");
        click(() -> status("404"));
        eventually(() -> text("#overrides").contains("in session left"));
        assertThat(List.of(
                        room.send("GET /pets/1\nX-Counterpart-Session: left"),
                        room.send("GET /pets/1\nX-Counterpart-Session: right"),
                        room.send("GET /pets/1")))
                .containsExactly("404", "200 {\"name\":\"Tom\"}", "200 {\"name\":\"Tom\"}");
    }

    @Test
    void a_call_appears_with_the_reasons_for_its_answer() throws IOException {
        open("");
        eventually(() -> text("#traffic").contains("No request yet"));
        room.send("GET /pets/x");
        eventually(() -> rows().size() == 1);
        assertThat(steady(() -> rows().get(0).getText())).contains("GET", "/pets/x", "422", "⚠");
        click(() -> rows().get(0));
        eventually(() -> text("#middle").contains("Why this answer"));
        assertThat(text("#middle"))
                .contains("request path /petId", "string \"x\"", "pets.yaml:", "request.path.schema.type");
    }

    /** New rows would replace the pressed one, and the click would be lost. */
    @Test
    void a_row_stays_while_it_is_pressed() throws IOException {
        open("");
        room.send("GET /pets/1");
        eventually(() -> rows().size() == 1);
        new Actions(browser).clickAndHold(rows().get(0)).perform();
        for (int i = 0; i < 100; i++) {
            room.send("GET /pets/2");
        }
        assertThat(rows()).hasSize(1);
        new Actions(browser).release().perform();
        eventually(() -> text("#middle").contains("Why this answer"));
        assertThat(text("#middle h1")).contains("/pets/1");
        eventually(() -> text("#traffic-count").equals("101"));
    }

    @Test
    void the_reference_sends_requests_to_this_mock() throws IOException {
        browser.get(room.page() + "reference/");
        eventually(() -> text("#reference").contains("/pets/{petId}"));
        click(() -> browser.findElement(By.cssSelector("#reference .opblock-get .opblock-summary-control")));
        eventually(() -> !browser.findElements(By.cssSelector("#reference input[placeholder=petId]"))
                .isEmpty());
        browser.findElement(By.cssSelector("#reference input[placeholder=petId]"))
                .sendKeys("9");
        click(() -> browser.findElement(By.cssSelector("#reference .execute")));
        eventually(() -> !browser.findElements(By.cssSelector("#reference .live-responses-table"))
                .isEmpty());
        assertThat(text("#reference .live-responses-table")).contains("200", "Tom");
        assertThat(text("#reference .request-url")).endsWith("/pets/9");
        assertThat(browser.executeScript("return window.hacked ?? null")).isNull();
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    @Test
    void an_answer_is_saved_as_a_fixture_and_served() throws IOException {
        open("");
        room.send("GET /pets/7\nPrefer: example=dog");
        eventually(() -> rows().size() == 1);
        click(() -> rows().get(0));
        eventually(() -> has("Save as fixture"));
        click(() -> button("Save as fixture"));
        eventually(() -> text("#fixture-result").equals("Valid."));
        click(() -> browser.findElement(By.id("fixture-save")));
        eventually(() -> text("#notices").contains("Saved getPet/200-request-1.yaml"));
        assertThat(List.of(room.send("GET /pets/7"), room.send("GET /pets/8")))
                .containsExactly("200 {\"name\":\"Rex\"}", "200 {\"name\":\"Tom\"}");
    }

    @Test
    void an_invalid_edit_is_explained_and_not_saved() throws IOException {
        open("#/fixtures/%20getPet%2F404-sold.yaml");
        eventually(() -> text("#fixture-result").equals("Valid."));
        var text = editor();
        text.sendKeys(Keys.chord(Keys.CONTROL, "a"), "when: {path: {petIt: 5}}\nresponse: {}");
        eventually(() -> !browser.findElement(By.id("fixture-save")).isEnabled());
        assertThat(text("#fixture-result")).contains("petIt", "to fix");
        eventually(() -> marked(".cm-lint-marker-error") == 1);
        assertThat(List.of(
                        style(".cm-lint-marker-error", "background-color"),
                        style(".cm-lintRange-error", "text-decoration-line")))
                .containsExactly("rgba(171, 28, 41, 1)", "underline");
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .extracting(String::valueOf)
                .noneMatch(message -> message.contains("image"));
        text.sendKeys(Keys.chord(Keys.CONTROL, "a"), "when: {path: {petId: 5}}\nresponse: {}");
        eventually(() -> browser.findElement(By.id("fixture-save")).isEnabled());
        assertThat(marked(".cm-lint-marker-error")).isZero();
        click(() -> browser.findElement(By.id("fixture-save")));
        eventually(() -> text("#notices").contains("Saved"));
        assertThat(List.of(room.send("GET /pets/5"), room.send("GET /pets/6")))
                .containsExactly("404", "200 {\"name\":\"Tom\"}");
    }

    @Test
    void a_fixture_is_compared_with_the_examples_of_the_document() {
        open("#/fixtures");
        new Select(browser.findElement(By.cssSelector("#middle [aria-label=Operation]")))
                .selectByVisibleText("GET /pets/{petId}");
        click(() -> button("Create"));
        eventually(() -> text("#fixture-diff").contains("No difference."));
        editor().sendKeys(Keys.chord(Keys.CONTROL, "a"), "response: {body: {name: Rex, parent: {name: Tom}}}");
        eventually(() -> text("#fixture-diff").contains("Only in the document: 1 line. Only in the fixture: 4 lines."));
        assertThat(text("#fixture-diff .removed")).isEqualTo("−   \"name\": \"Tom\"");
        new Select(browser.findElement(By.cssSelector("#fixture-diff select"))).selectByVisibleText("example dog");
        eventually(() -> text("#fixture-diff").contains("Only in the document"));
    }

    @Test
    void a_scenario_is_played_to_its_end_with_the_space_bar() throws IOException {
        open("?presenter=sale");
        eventually(() -> text("#presenter .step").equals("Press space to begin"));
        for (var step : List.of("For sale", "Sold", "Back again", "Back again")) {
            new Actions(browser).sendKeys(Keys.SPACE).perform();
            eventually(() -> text("#presenter .step").equals(step));
        }
        assertThat(text("#presenter .next")).isEqualTo("The end");
        assertThat(room.send("GET /pets/1")).isEqualTo("200 {\"name\":\"Tom\"}");
        new Actions(browser).sendKeys(Keys.ARROW_LEFT).perform();
        eventually(() -> text("#presenter .step").equals("Sold"));
        assertThat(room.send("GET /pets/1")).isEqualTo("404");
        new Actions(browser).sendKeys("r").perform();
        eventually(() -> text("#presenter .step").equals("For sale"));
    }

    @Test
    void a_scenario_that_is_under_way_is_shown() throws IOException {
        room.send("POST /__counterpart/scenarios/strike/start");
        open("");
        eventually(() -> text("#scenarios [aria-current=step]").contains("Closed"));
        room.send("POST /__counterpart/scenarios/sale/start");
        eventually(() -> text("#scenarios").contains("Also under way: A pet is sold"));
    }

    @Test
    void the_page_goes_on_when_the_mock_was_started_again() throws IOException {
        open("");
        room.send("GET /pets/1");
        eventually(() -> rows().size() == 1);
        room.stop();
        eventually(() -> text("#connection").equals("Connection lost, trying again"));
        room.startAgain();
        eventually(() -> text("#connection").equals("Live"));
        eventually(() -> rows().isEmpty());
        room.send("GET /pets/2");
        eventually(() -> rows().size() == 1 && rows().get(0).getText().contains("/pets/2"));
    }

    /** Answers with the journal reach the page later than events that happened after them. */
    private static final String SLOW_JOURNAL = """
            const send = window.fetch;
            window.reading = 0;
            window.read = 0;
            window.fetch = async (url, options) => {
              const answer = await send(url, options);
              if (String(url).includes('journal')) {
                window.reading++;
                await new Promise(resolve => setTimeout(resolve, 1500));
                setTimeout(() => { window.reading--; window.read++; });
              }
              return answer;
            };
            """;

    @Test
    void an_exchange_stays_that_ends_while_the_journal_is_read() throws IOException {
        open("");
        room.send("GET /pets/1");
        eventually(() -> rows().size() == 1);
        browser.executeScript(SLOW_JOURNAL);
        room.stop();
        room.startAgain();
        eventually(() -> Objects.equals(browser.executeScript("return window.reading > 0"), true));
        room.send("GET /pets/2");
        eventually(() -> Objects.equals(browser.executeScript("return window.read > 0 && window.reading === 0"), true));
        eventually(() -> rows().size() == 1 && rows().get(0).getText().contains("/pets/2"));
    }

    @Test
    void values_are_shown_as_text() throws IOException {
        open("");
        room.send("GET /pets/<img/src=x/onerror=window.hacked=1>?<script>window.hacked=1</script>");
        room.send("POST /pets\nContent-Type: application/json\nX-Evil: " + Room.MARKUP + "\nX-Counterpart-Session: "
                + Room.MARKUP + "\n\n{\"name\": \"" + Room.MARKUP + "\", \"" + Room.MARKUP + "\": 1}");
        room.send("GET /pets/9");
        eventually(() -> rows().size() == 3);
        for (int i = 0; i < 3; i++) {
            int row = i;
            click(() -> rows().get(row));
            eventually(() -> text("#middle").contains("Why this answer"));
            assertUntouched();
        }
        for (var view : List.of(
                "#/operation/%20getPet",
                "#/operation/%20createPet",
                "#/fixtures",
                "#/coverage",
                "#/" + Room.MARKUP,
                "#/operation/" + Room.MARKUP)) {
            open(view);
            assertUntouched();
        }
        assertThat(text("#documents")).isEqualTo("Pets " + Room.MARKUP);
        open("?presenter=sale");
        eventually(() -> text("#presenter .story").equals("A pet is sold " + Room.MARKUP));
        assertUntouched();
    }

    /** With a header that proxies add, the mock takes the page for one on another machine. */
    @Test
    void a_page_on_another_machine_asks_for_the_admin_token() throws IOException {
        try (var guarded = new Room(Files.createDirectory(folder.resolve("guarded")), Optional.of("correct-token"))) {
            from("203.0.113.7");
            browser.get(guarded.page());
            eventually(() -> text("dialog").contains("This page is on another machine than the mock."));
            browser.findElement(By.id("token")).sendKeys("wrong-token", Keys.ENTER);
            eventually(() -> text("dialog").contains("This is not the admin token of the mock."));
            browser.findElement(By.id("token")).sendKeys("correct-token", Keys.ENTER);
            eventually(() -> text("#operations").contains("/pets"));
            eventually(() -> text("#connection").equals("Live"));
            assertThat(browser.findElements(By.tagName("dialog"))).isEmpty();
        } finally {
            from("");
            browser.executeScript("sessionStorage.clear()");
        }
    }

    private static void from(String client) {
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand(
                "Network.setExtraHTTPHeaders",
                Map.of("headers", client.isEmpty() ? Map.of() : Map.of("X-Forwarded-For", client)));
    }

    @Test
    void a_request_is_sent_again_and_copied() throws IOException {
        open("");
        room.send("GET /pets/1?a=%22b%22");
        eventually(() -> rows().size() == 1);
        click(() -> rows().get(0));
        eventually(() -> has("Replay"));
        click(() -> button("Replay"));
        eventually(() -> text("#notices").contains("Replayed: the mock answered 200."));
        eventually(() -> rows().size() == 2);
        assertThat(steady(() -> rows().get(0).getText())).contains("/pets/1?a=%22b%22");

        click(() -> button("Copy as curl"));
        eventually(() -> text("#notices").contains("curl copied"));
        assertThat(pasted()).startsWith("curl ").contains(room.page().replace("/__counterpart/", "/pets/1?a=%22b%22"));
        click(() -> button("Copy as fetch"));
        eventually(() -> text("#notices").contains("fetch copied"));
        assertThat(pasted()).startsWith("await fetch(").contains("/pets/1?a=%22b%22");
    }

    private static String pasted() {
        var search = browser.findElement(By.cssSelector("[aria-label='Search the traffic']"));
        search.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.chord(Keys.CONTROL, "v"));
        return Objects.requireNonNull(search.getAttribute("value"));
    }

    @ParameterizedTest(name = "{0} \"{1}\" → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # filter            | choice             | targets, newest first
            Status              | 4XX                | /pets/x /nowhere /pets/1
            Which requests      | with violations    | /pets/x
            Which requests      | of this operation  | /pets/x /pets/9 /pets/1
            Session             | left               | /pets/9
            Search the traffic  | NOWHERE            | /nowhere
            Search the traffic  | getPet 404         | /pets/1
            Search the traffic  | nothing like this  | -
            """)
    void filters_leave_the_rows_that_match(String filter, String choice, String targets) throws IOException {
        open("#/operation/%20getPet");
        room.send("GET /pets/1\nPrefer: code=404");
        room.send("GET /pets/9\nX-Counterpart-Session: left");
        room.send("GET /nowhere");
        room.send("GET /pets/x");
        eventually(() -> rows().size() == 4);
        var field = browser.findElement(By.cssSelector("#traffic [aria-label='" + filter + "']"));
        if (field.getTagName().equals("select")) {
            new Select(field).selectByVisibleText(choice);
        } else {
            field.sendKeys(choice);
        }
        var expected = targets.equals("-") ? List.of() : List.of(targets.split(" "));
        eventually(() -> rows().stream()
                .map(row -> row.findElement(By.cssSelector(".target")).getText())
                .toList()
                .equals(expected));
        assertThat(text("#traffic-count")).isEqualTo(expected.size() + " of 4");
    }

    @Test
    void the_presenter_fills_the_screen_until_it_is_closed() {
        open("");
        click(() -> browser.findElement(By.xpath("//section[@id='scenarios']//button[text()='Present']")));
        eventually(() -> text("#presenter .step").equals("Press space to begin"));
        eventually(() -> Boolean.TRUE.equals(browser.executeScript("return document.fullscreenElement !== null")));
        click(() -> browser.findElement(By.xpath("//section[@id='presenter']//button[text()='Close']")));
        eventually(() -> Boolean.TRUE.equals(browser.executeScript("return document.fullscreenElement === null")));
        assertThat(browser.findElements(By.id("presenter"))).isEmpty();
    }

    private static void assertUntouched() {
        assertThat(
                        browser.executeScript(
                                "return window.hacked ?? document.querySelector('img[src=x], script:not([src]):not([type=importmap])')"))
                .isNull();
    }

    @Test
    void items_are_edited_deleted_seeded_and_reset() throws IOException {
        try (var mock = MockServer.builder()
                .document("src/test/resources/contracts/stateful.yaml")
                .stateful()
                .start()) {
            open(mock, "#/state");
            eventually(() -> text("#middle").contains("kept in memory"));
            assertThat(text("#middle")).contains("/pets", "not used yet");
            click(() -> browser.findElement(By.linkText("/pets\nnot used yet")));
            eventually(() -> has("Seed"));
            click(() -> button("Seed"));
            eventually(() -> text("#items-count").equals("3"));
            assertThat(text(".items")).contains("1 Tom cat", "2 Rex dog");

            click(() -> browser.findElement(By.cssSelector("[aria-label='Edit 2']")));
            eventually(() -> !browser.findElements(By.id("item-text")).isEmpty());
            var editor = inEditor("item-text", ".cm-content").get(0);
            eventually(() -> Boolean.TRUE.equals(browser.executeScript(
                    "return document.getElementById('item-text').shadowRoot.activeElement === arguments[0]", editor)));
            editor.sendKeys(Keys.chord(Keys.CONTROL, "a"), "{\"id\": 2,");
            eventually(() -> !browser.findElement(By.id("item-save")).isEnabled());
            assertThat(text("dialog .problem")).startsWith("This is not JSON: ");
            editor.sendKeys(Keys.chord(Keys.CONTROL, "a"), "{\"id\": 2, \"name\": \"" + Room.MARKUP + "\"}");
            click(() -> browser.findElement(By.id("item-save")));
            eventually(() -> text(".items").contains(Room.MARKUP.substring(0, 32)));
            assertUntouched();
            assertThat(Browsers.barriers(browser, "light")).isEmpty();
            assertThat(Browsers.barriers(browser, "dark")).isEmpty();
            assertThat(item(mock, 2)).isEqualTo("{\"id\":2,\"name\":\"" + Room.MARKUP + "\"}");

            click(() -> browser.findElement(By.cssSelector("[aria-label='Delete 1']")));
            eventually(() -> text("#items-count").equals("2"));
            assertThat(item(mock, 1)).isEqualTo("{\"gone\":true}");

            click(() -> button("Reset"));
            click(() -> browser.findElement(By.cssSelector("dialog button[value=yes]")));
            eventually(() -> text("#middle").contains("No items."));
            assertThat(item(mock, 1)).isEqualTo("{\"id\":1,\"name\":\"Tom\",\"kind\":\"cat\"}");
        }
    }

    /** A request of an app changes the table while it is open. */
    @Test
    void a_created_item_appears_in_the_table() throws IOException {
        try (var mock = MockServer.builder()
                .document("src/test/resources/contracts/stateful.yaml")
                .stateful()
                .start()) {
            item(mock, 1);
            open(mock, "#/state/0%20%2Fpets");
            eventually(() -> text("#items-count").equals("3"));
            PlainClient.send(
                    mock.url(),
                    Requests.of("POST /pets HTTP/1.1\nContent-Type: application/json\n\n{\"name\": \"Kim\"}"));
            eventually(() -> text(".items").contains("4 Kim"));
        }
    }

    @Test
    void a_mock_without_state_says_how_to_start_it_with_state() {
        open("#/state");
        eventually(() -> text("#middle").contains("This mock keeps no items."));
        assertThat(text("#middle")).contains("counterpart mock DOCUMENT --stateful");
    }

    private static String item(MockServer mock, int id) throws IOException {
        return PlainClient.send(mock.url(), Requests.of("GET /pets/" + id + " HTTP/1.1"))
                .text();
    }

    @Test
    void keys_reach_the_operations() {
        open("");
        new Actions(browser).sendKeys("/").perform();
        new Actions(browser).sendKeys("create", Keys.ARROW_DOWN, Keys.ENTER).perform();
        eventually(() -> text("#middle h1").equals("/pets"));
    }

    @Test
    void ten_thousand_rows_are_thirty_elements() {
        open("");
        var took = (Map<?, ?>) Objects.requireNonNull(browser.executeAsyncScript("""
                const done = arguments[0];
                import('/__counterpart/room/traffic.js').then(async traffic => {
                  const begin = performance.now();
                  for (let i = 1; i <= 12000; i++) {
                    traffic.add({id: i, time: new Date().toISOString(), durationMillis: 1, method: 'GET', path: '/pets/' + i, query: '', status: 200, violations: 0});
                    if (i % 200 === 0) {
                      await new Promise(requestAnimationFrame);
                    }
                  }
                  await new Promise(requestAnimationFrame);
                  await new Promise(requestAnimationFrame);
                  const rows = document.getElementById('rows');
                  rows.scrollTop = 200000;
                  await new Promise(requestAnimationFrame);
                  await new Promise(requestAnimationFrame);
                  done({count: document.getElementById('traffic-count').textContent, elements: rows.querySelectorAll('.exchange').length});
                }, problem => done({problem: String(problem)}));
                """));
        assertThat(took.get("count")).isEqualTo("10000");
        assertThat((Long) took.get("elements")).isBetween(10L, 60L);
    }

    @Test
    void nothing_serious_is_found_by_axe_in_either_theme() throws IOException {
        open("#/operation/%20getPet");
        room.send("GET /pets/x");
        room.send("GET /pets/9");
        eventually(() -> rows().size() == 2);
        click(() -> status("404"));
        eventually(() -> text("#overrides").contains("status 404"));
        for (var view : List.of(
                "#/operation/%20getPet",
                "#/exchange/1",
                "#/fixtures",
                "#/fixtures/%20getPet%2F404-sold.yaml",
                "#/coverage",
                "#/state",
                "?presenter=sale")) {
            open(view);
            assertThat(barriers(view)).isEmpty();
        }
    }

    /** The reference is Swagger UI, whose faults our styles and attributes correct. */
    @Test
    void nothing_serious_is_found_by_axe_in_the_reference() {
        var found = new ArrayList<String>();
        try (var mock = MockServer.builder()
                .document("src/test/resources/contracts/shown.yaml")
                .start()) {
            browser.get(mock.controlRoom().orElseThrow() + "reference/");
            eventually(() -> text("#reference").contains("/pets/{petId}"));
            for (var operation : List.of("listPets", "addPet", "getPet")) {
                click(() -> browser.findElement(
                        By.cssSelector("#reference [id$='-" + operation + "'] .opblock-summary-control")));
            }
            eventually(() -> text("#reference").contains("Reads it"));
            found.addAll(barriers("the operations"));
            clickInTheMiddle("#reference [id$='-addPet'] .model-example .tablinks[data-name=model]");
            eventually(() -> text("#reference [id$='-addPet']").contains("Additional properties"));
            found.addAll(barriers("a schema"));
            clickInTheMiddle("#reference .btn.authorize");
            eventually(() -> text("#reference .dialog-ux").contains("Available authorizations"));
            found.addAll(barriers("the credentials"));
        }
        assertThat(found).isEmpty();
    }

    /** What axe finds in a view, in both themes. */
    private static List<String> barriers(String view) {
        return Stream.of("light", "dark")
                .flatMap(theme ->
                        Browsers.barriers(browser, theme).stream().map(each -> view + ", " + theme + ": " + each))
                .toList();
    }

    /** Opens a view in a new document; nothing may be reported in the console. */
    private void open(String view) {
        openPage(room.page() + view);
    }

    private static void open(MockServer mock, String view) {
        openPage(mock.controlRoom().orElseThrow() + view);
    }

    private static void openPage(String url) {
        browser.get("about:blank");
        browser.get(url);
        eventually(() -> "true".equals(browser.executeScript("return document.documentElement.dataset.ready")));
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private static void eventually(Supplier<Boolean> condition) {
        new WebDriverWait(browser, PATIENCE, Duration.ofMillis(50))
                .withMessage(() -> browser.getCurrentUrl() + " showed:\n" + text("body") + "\nconsole: "
                        + browser.manage().logs().get(LogType.BROWSER).getAll())
                .ignoring(StaleElementReferenceException.class)
                .ignoring(org.openqa.selenium.NoSuchElementException.class)
                .until(driver -> condition.get());
    }

    /** Clicks an element that the page may replace at any moment. */
    private static void click(Supplier<WebElement> element) {
        eventually(() -> {
            element.get().click();
            return true;
        });
    }

    /** Clicks an element that may be behind the bar at the top. */
    private static void clickInTheMiddle(String selector) {
        click(() -> {
            var element = browser.findElement(By.cssSelector(selector));
            browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
            return element;
        });
    }

    private static String text(String selector) {
        return steady(() -> browser.findElement(By.cssSelector(selector)).getText());
    }

    /** What an element says, also if the page replaces it at this moment. */
    private static String steady(Supplier<String> reading) {
        return new WebDriverWait(browser, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .until(driver -> reading.get());
    }

    private static int marked(String selector) {
        return inEditor(selector).size();
    }

    private static String style(String selector, String property) {
        return inEditor(selector).get(0).getCssValue(property);
    }

    private static List<WebElement> inEditor(String selector) {
        return inEditor("fixture-text", selector);
    }

    private static List<WebElement> inEditor(String id, String selector) {
        return browser.findElement(By.id(id)).getShadowRoot().findElements(By.cssSelector(selector));
    }

    /** The editable text of a fixture. */
    private static WebElement editor() {
        return inEditor(".cm-content").get(0);
    }

    private static WebElement status(String text) {
        return browser.findElement(By.xpath("//div[@class='statuses']//button[span[text()='" + text + "']]"));
    }

    private static WebElement button(String text) {
        return browser.findElement(By.xpath("//section[@id='middle']//button[text()='" + text + "']"));
    }

    private static boolean has(String text) {
        return button(text).isDisplayed();
    }

    private static WebElement label(String text) {
        return browser.findElement(By.xpath("//label[contains(., '" + text + "')]"));
    }

    private static List<WebElement> rows() {
        return browser.findElements(By.cssSelector("#rows .exchange"));
    }
}
