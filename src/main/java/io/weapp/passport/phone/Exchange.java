package io.weapp.passport.phone;

/**
 * A code that is about to be exchanged.
 *
 * @param mark tells this code of this identity from any other
 * @param runner tells this request from its repetitions
 * @param first false if WeChat may have been asked about this code before
 */
public record Exchange(String identityId, String mark, String runner, boolean first) {}
