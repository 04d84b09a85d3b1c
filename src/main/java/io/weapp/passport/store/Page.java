package io.weapp.passport.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list as a client sees it.
 *
 * @param next the {@code cursor} of the following part; absent in the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {}
