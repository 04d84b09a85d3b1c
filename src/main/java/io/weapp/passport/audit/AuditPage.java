package io.weapp.passport.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the audit log, newest first.
 *
 * @param next the {@code cursor} of the next page, absent on the last one
 */
public record AuditPage(List<AuditEventView> items, @Nullable String next) {}
