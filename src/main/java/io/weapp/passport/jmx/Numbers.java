package io.weapp.passport.jmx;

import io.weapp.passport.metrics.Counters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Tells what Prometheus would read. */
@ApplicationScoped
public class Numbers implements MetricsMXBean {

    @Inject
    Counters counters;

    @Override
    public Map<String, Double> getValues() {
        return counters.values();
    }
}
