package io.weapp.passport.consent;

import java.time.Instant;

/**
 * An agreement as its user sees it.
 *
 * @param document what was agreed to, for example {@code privacy}
 */
public record ConsentView(String document, String version, Instant acceptedAt) {}
