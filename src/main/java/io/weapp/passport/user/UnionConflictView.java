package io.weapp.passport.user;

import java.time.Instant;
import java.util.List;

/**
 * Two users of whom WeChat says that they are one person, as an operator sees them.
 *
 * @param openPlatform the label of the Open Platform account whose unionId they share
 */
public record UnionConflictView(String id, String openPlatform, Instant createdAt, List<UserRecordView> users) {}
