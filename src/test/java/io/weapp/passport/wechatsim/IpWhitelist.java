package io.weapp.passport.wechatsim;

import java.util.Arrays;
import java.util.List;

/** The addresses an app's secret may be used from: {@code 1.2.3.4}, {@code 10.0.0.0/8} or {@code 172.0.0.*}. */
record IpWhitelist(List<String> entries) {

    /** An empty whitelist is one that is switched off. */
    boolean admits(String ip) {
        return entries.isEmpty() || entries.stream().anyMatch(entry -> matches(entry, ip));
    }

    private static boolean matches(String entry, String ip) {
        if (entry.endsWith("*")) {
            return ip.startsWith(entry.substring(0, entry.length() - 1));
        }
        int slash = entry.indexOf('/');
        if (slash < 0 || ip.contains(":")) {
            return entry.equals(ip);
        }
        int foreignBits = 32 - Integer.parseInt(entry.substring(slash + 1));
        return number(entry.substring(0, slash)) >> foreignBits == number(ip) >> foreignBits;
    }

    private static long number(String ip) {
        return Arrays.stream(ip.split("\\.", 4)).mapToLong(Long::parseLong).reduce(0, (sum, part) -> sum * 256 + part);
    }
}
