package dev.counterpart.spec.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Whether a host is this machine. */
public final class Loopback {

    /** An address, which needs no look-up. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

    private Loopback() {}

    /** Whether it is {@code localhost} or a loopback address. Other names are never looked up. */
    public static boolean isHost(String host) {
        return host.equalsIgnoreCase("localhost") || isAddress(host);
    }

    private static boolean isAddress(String host) {
        try {
            return ADDRESS.matcher(host).matches()
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
