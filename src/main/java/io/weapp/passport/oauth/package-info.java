/**
 * OAuth for other backends: tokens for services, and answers about the tokens of users.
 *
 * <ul>
 *   <li>R22.1 - A registered client gets an access token by {@code client_credentials} (RFC 6749, section 4.4), with HTTP Basic
 *       or with its secret in the form, never with both.
 *   <li>R22.2 - Every error has the form of RFC 6749, section 5.2, and no answer may be cached.
 *   <li>R22.3 - Any client may introspect (RFC 7662) the tokens of users, for that is how it learns that a session has ended;
 *       of the tokens of services only its own. What is not good or not for it to know is {@code {"active":false}} and nothing
 *       else.
 *   <li>R22.4 - A client revokes (RFC 7009) its own access tokens; the token of anybody else stays as it is, and the answer does
 *       not tell.
 *   <li>R22.5 - All endpoints are found through {@code /.well-known/oauth-authorization-server} (RFC 8414).
 *   <li>R22.6 - A bearer token on these endpoints is ignored, whatever it holds.
 * </ul>
 */
@NullMarked
package io.weapp.passport.oauth;

import org.jspecify.annotations.NullMarked;
