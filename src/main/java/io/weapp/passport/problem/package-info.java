/**
 * Errors as clients see them: problem details (RFC 9457) with a stable code and an action.
 *
 * <ul>
 *   <li>R1.1 - Every error answer under {@code /api}, {@code /oauth} and {@code /.well-known} is {@code
 *       application/problem+json}, also those that the server itself raises.
 *   <li>R1.2 - A problem never carries a secret, a class name or a stack trace.
 *   <li>R1.3 - A problem always names the request id, which is also in the header {@code X-Request-Id} and in the log.
 *   <li>R1.4 - A request that fails because the database does not answer is a 503 with {@code Retry-After}: the same request may
 *       succeed soon.
 * </ul>
 */
@NullMarked
package io.weapp.passport.problem;

import org.jspecify.annotations.NullMarked;
