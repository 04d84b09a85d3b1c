/**
 * Users and what WeChat calls them: identities and the ring of session keys.
 *
 * <ul>
 *   <li>R4.1 - A user has an opaque id of our own; an openid is never shown to a client.
 *   <li>R4.2 - One (appId, openId) belongs to one identity, however many first logins arrive at once.
 *   <li>R4.3 - The session-key ring keeps the newest key and its predecessor, ordered by the time their exchange with
 *       WeChat started, so that a slow answer cannot put an old key over a new one.
 *   <li>R4.4 - WeChat's placeholder for people who show no profile never overwrites what is known.
 * </ul>
 */
@NullMarked
package io.weapp.passport.user;

import org.jspecify.annotations.NullMarked;
