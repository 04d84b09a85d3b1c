/**
 * Rate limits.
 *
 * <ul>
 *   <li>R19.1 - A client address may log in, refresh and try operator passwords only so often; who asks too often is
 *       answered 429 with {@code Retry-After}, before the body is read and before WeChat is asked.
 *   <li>R19.2 - A limit is {@code N/duration}: N at once, refilled evenly over the duration; {@code off} lifts it. A change
 *       takes effect with the next request; a malformed one is refused at the start and ignored later.
 *   <li>R19.3 - However many addresses a hostile client has, the memory for counting them is bounded.
 *   <li>R19.4 - Every node counts for itself: with two nodes a client may ask up to twice as often.
 * </ul>
 */
@NullMarked
package io.weapp.passport.limit;

import org.jspecify.annotations.NullMarked;
