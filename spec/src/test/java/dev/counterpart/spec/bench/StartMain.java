package dev.counterpart.spec.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** A process that reads the document that it is given, if any, and prints the CPU time that it has taken, in milliseconds. */
final class StartMain {

    private StartMain() {}

    public static void main(String[] arguments) {
        for (String document : arguments) {
            LargeDocument.contract(Path.of(document));
        }
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.println(system.getProcessCpuTime() / 1_000_000);
    }
}
