package dev.counterpart.mock.room;

import dev.counterpart.browser.Browsers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Measures the control room in Chromium for docs/measurements.md; prints, and asserts no time:
 * {@code mvn -pl mock-server -am test -Dtest=PageMeasureTest -Dpage.measure=true}.
 */
@EnabledIfSystemProperty(named = "page.measure", matches = "true")
class PageMeasureTest {

    private static final int LOADS = 9;
    private static final int REQUESTS_PER_SECOND = 1_000;
    private static final int MOST_UNDER_WAY = 1_000;
    private static final int SECONDS = Integer.getInteger("page.seconds", 60);

    /** Begins to collect what the browser reports about layout and long tasks. */
    private static final String OBSERVE = """
            window.shifts = 0;
            window.tasks = [];
            new PerformanceObserver(list => list.getEntries().forEach(each => { window.shifts += each.hadRecentInput ? 0 : each.value; }))
              .observe({type: 'layout-shift', buffered: true});
            new PerformanceObserver(list => list.getEntries().forEach(each => window.tasks.push(Math.round(each.duration))))
              .observe({type: 'longtask', buffered: true});
            """;

    @TempDir
    private Path folder;

    @Test
    void the_page_is_measured() throws Exception {
        var browser = Browsers.start();
        try (var room = new Room(folder)) {
            firstPaint(browser, room);
            underLoad(browser, room);
        } finally {
            browser.quit();
        }
    }

    private static void firstPaint(ChromeDriver browser, Room room) {
        var paints = new ArrayList<Double>();
        for (int i = 0; i < LOADS; i++) {
            browser.get("about:blank");
            browser.get(room.page());
            paints.add(number(browser, "return performance.getEntriesByName('first-contentful-paint')[0].startTime"));
        }
        System.out.printf(
                "first paint: first load %.0f ms, then median %.0f ms, longest %.0f ms%n",
                paints.get(0), median(paints.subList(1, LOADS)), Collections.max(paints.subList(1, LOADS)));
    }

    private static void underLoad(ChromeDriver browser, Room room) throws IOException, InterruptedException {
        browser.executeScript(OBSERVE);
        double heap = heap(browser);
        long memory = memory();
        long late = load(URI.create(room.page()).resolve("/pets/1"));
        Thread.sleep(1_000);
        var tasks = Objects.requireNonNull(
                browser.executeScript(
                        "return {count: tasks.length, longest: Math.max(0, ...tasks), over200: tasks.filter(each => each > 200).length}"));
        System.out.printf(
                "%d requests/s for %d s (%d sent late): tasks over 50 ms %s; layout shift %.4f; heap of the page %.1f MB before, %.1f MB after; heap of the mock %d MB before, %d MB after%n",
                REQUESTS_PER_SECOND,
                SECONDS,
                late,
                tasks,
                number(browser, "return shifts"),
                heap,
                heap(browser),
                memory,
                memory());
    }

    private static long load(URI target) throws InterruptedException {
        var client = HttpClient.newHttpClient();
        var request =
                HttpRequest.newBuilder(target).timeout(Duration.ofSeconds(20)).build();
        var underWay = new Semaphore(MOST_UNDER_WAY);
        long begin = System.nanoTime();
        long late = 0;
        for (int i = 0; i < REQUESTS_PER_SECOND * SECONDS; i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / REQUESTS_PER_SECOND;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            } else if (wait < -TimeUnit.MILLISECONDS.toNanos(100)) {
                late++;
            }
            underWay.acquire();
            var unused = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failed) -> underWay.release());
        }
        underWay.acquire(MOST_UNDER_WAY);
        return late;
    }

    private static double heap(ChromeDriver browser) {
        browser.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        return number(browser, "return performance.memory.usedJSHeapSize") / 1e6;
    }

    private static long memory() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000;
    }

    private static double number(ChromeDriver browser, String script) {
        return ((Number) Objects.requireNonNull(browser.executeScript(script))).doubleValue();
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
