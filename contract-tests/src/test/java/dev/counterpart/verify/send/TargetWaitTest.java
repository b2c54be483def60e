package dev.counterpart.verify.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TargetWaitTest {

    @Test
    void a_provider_that_starts_later_is_waited_for() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var started = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    } catch (java.io.IOException taken) {
                        throw new java.io.UncheckedIOException(taken);
                    }
                },
                CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
        var target =
                Target.of("http://127.0.0.1:" + port, Duration.ofSeconds(1)).orElseThrow();

        assertThat(target.isUpWithin(Duration.ofSeconds(30))).isTrue();
        started.get().close();
        assertThat(target.isUpWithin(Duration.ZERO)).isFalse();
    }
}
