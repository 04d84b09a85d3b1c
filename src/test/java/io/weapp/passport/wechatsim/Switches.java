package io.weapp.passport.wechatsim;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How every {@link Switch} stands now. */
final class Switches {
    private final Map<Switch, String> positions = new EnumMap<>(Switch.class);

    void set(Switch which, String value) {
        if (!value.matches(which.allowed())) {
            throw new IllegalArgumentException(which.externalName() + " takes " + which.allowed() + ", not " + value);
        }
        positions.put(which, value);
    }

    String position(Switch which) {
        return positions.getOrDefault(which, which.initial());
    }

    boolean isOn(Switch which) {
        return position(which).equals("on");
    }

    Duration seconds(Switch which) {
        return Duration.ofSeconds(Long.parseLong(position(which)));
    }

    Errcode errcode(Switch which) {
        return Errcode.of(Integer.parseInt(position(which)));
    }
}
