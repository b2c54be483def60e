package dev.counterpart.spec.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that does nothing, or reads a document ({@code read FILE}), or only parses one of JSON ({@code parse FILE}), and prints
 * the CPU time that it has taken, in milliseconds.
 */
final class StartMain {

    private StartMain() {}

    public static void main(String[] arguments) throws Exception {
        var result = arguments.length == 0 ? "" : done(arguments[0], Path.of(arguments[1]));
        if (result.toString().isBlank() && arguments.length > 0) {
            throw new IllegalStateException("nothing was read");
        }
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.println(system.getProcessCpuTime() / 1_000_000);
    }

    private static Object done(String work, Path file) throws Exception {
        return work.equals("parse")
                ? JsonMapper.shared().readTree(Files.readAllBytes(file)).getNodeType()
                : LargeDocument.contract(file).title();
    }
}
