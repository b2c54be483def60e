package dev.counterpart.verify.format;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.URLTemplateLoader;
import dev.counterpart.verify.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** One page that needs no network: overview, documented statuses, each violation with its exchange, all cases. */
public final class HtmlFormat implements ReportFormat {

    private static final String PAGE = "report";

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
        var context = Context.newBuilder(HtmlPage.of(report))
                .resolver(MapValueResolver.INSTANCE)
                .build();
        try {
            return page().apply(context);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The template, which escapes every value. */
    private static Template page() throws IOException {
        return new Handlebars(new BesideThisClass())
                .with(value -> JUnitXmlFormat.attribute(value.toString()).replace("&#10;", "\n"))
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
