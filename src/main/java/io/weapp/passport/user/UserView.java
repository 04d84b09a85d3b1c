package io.weapp.passport.user;

import java.time.Instant;
import java.util.List;

/** A user as other backends see one: everything but secrets. */
public record UserView(String id, boolean disabled, Instant createdAt, List<IdentityView> identities) {}
