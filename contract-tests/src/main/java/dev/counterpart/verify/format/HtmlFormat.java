package dev.counterpart.verify.format;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.URLTemplateLoader;
import dev.counterpart.spec.Sha256;
import dev.counterpart.spec.write.XmlText;
import dev.counterpart.verify.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page that needs no network: overview, documented statuses, each violation with its exchange, all cases. Its policy allows no other
 * style and script than those of the page, which it names by their hashes (CSP 3 §2.3.1).
 */
public final class HtmlFormat implements ReportFormat {

    private static final String PAGE = "report";

    /** The colours and fonts of all pages of Counterpart, then those of this one. */
    private static final String STYLE = read("/dev/counterpart/spec/tokens.css") + read("report.css");

    private static final String SCRIPT = read("report.js");

    @Override
    public String name() {
        return "html";
    }

    @Override
    public String fileName() {
        return "report.html";
    }

    @Override
    public String text(Report report) {
        var content = HtmlPage.of(report);
        content.put("style", STYLE);
        content.put("styleHash", Sha256.source(STYLE));
        content.put("script", SCRIPT);
        content.put("scriptHash", Sha256.source(SCRIPT));
        var context =
                Context.newBuilder(content).resolver(MapValueResolver.INSTANCE).build();
        try {
            return page().apply(context);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(String resource) {
        try (var stream = HtmlFormat.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    /** The template, which escapes every value. */
    private static Template page() throws IOException {
        return new Handlebars(new BesideThisClass())
                .with(value -> XmlText.attribute(value.toString()).replace("&#10;", "\n"))
                .compile(PAGE);
    }

    /** Finds templates in the package of this class, also if another class loader loaded it than Handlebars. */
    private static final class BesideThisClass extends URLTemplateLoader {

        BesideThisClass() {
            setPrefix("");
            setSuffix(".html");
        }

        @Override
        protected @Nullable URL getResource(String location) {
            return HtmlFormat.class.getResource(location.substring(location.lastIndexOf('/') + 1));
        }
    }
}
