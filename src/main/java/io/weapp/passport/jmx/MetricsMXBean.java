package io.weapp.passport.jmx;

import java.util.Map;

/** {@code io.weapp.passport:type=Metrics}: the numbers of {@code /api/v1/metrics}. */
public interface MetricsMXBean {

    /** Each by the name and labels that Prometheus reads. */
    Map<String, Double> getValues();
}
