package io.weapp.passport.audit;

/** An event that could not be recorded; fired for those who count. */
public record AuditFailure(AuditType type) {}
