package io.weapp.passport.wechatsim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that wait for their call; the oldest that fits comes first. */
final class Faults {
    private final List<Waiting> waiting = new ArrayList<>();

    /** No API means all of them, no app means every app, no times means until reset. */
    void add(Fault fault, @Nullable String api, @Nullable String appId, @Nullable Integer times) {
        waiting.add(new Waiting(fault, api, appId, times));
    }

    void clear() {
        waiting.clear();
    }

    <T extends Fault> Optional<T> next(Class<T> kind, String api, String appId) {
        for (int i = 0; i < waiting.size(); i++) {
            Waiting one = waiting.get(i);
            if (kind.isInstance(one.fault) && one.fits(api, appId)) {
                useOnce(i);
                return Optional.of(kind.cast(one.fault));
            }
        }
        return Optional.empty();
    }

    private void useOnce(int index) {
        Waiting one = waiting.get(index);
        if (one.times == null) {
            return;
        }
        if (one.times <= 1) {
            waiting.remove(index);
        } else {
            waiting.set(index, new Waiting(one.fault, one.api, one.appId, one.times - 1));
        }
    }

    private record Waiting(
            Fault fault,
            @Nullable String api,
            @Nullable String appId,
            @Nullable Integer times) {
        boolean fits(String calledApi, String callingApp) {
            return (api == null || api.equals(calledApi)) && (appId == null || appId.equals(callingApp));
        }
    }
}
