package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(textBlock = """
            localhost,             true
            LOCALHOST,             true
            127.0.0.1,             true
            127.8.9.10,            true
            [::1],                 true
            10.0.0.1,              false
            0.0.0.0,               false
            [2001:db8::1],         false
            999.1.1.1,             false
            localhost.example.com, false
            127.0.0.1.example.com, false
            """)
    void a_host_is_this_machine(String host, boolean isLoopback) {
        assertThat(Loopback.isHost(host)).isEqualTo(isLoopback);
    }
}
