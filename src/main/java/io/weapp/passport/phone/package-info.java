/**
 * Verified phone numbers, and what it costs to get them.
 *
 * <ul>
 *   <li>R40.1 - A phone number is stored sealed and found by a message authentication code; only its owner, the owner's
 *       export and a service with the scope {@code phone:read} see it whole.
 *   <li>R40.2 - A user exchanges only so many codes a day (passport.quota.phone), on all nodes together. An exchange is
 *       counted before WeChat is asked, and taken back when WeChat has certainly not made it.
 *   <li>R40.3 - While a number is stored, WeChat is asked only by who wants it renewed.
 *   <li>R40.4 - The same code gets the same answer as long as what it brought is stored; two requests with it at once
 *       make one exchange, on any node.
 *   <li>R40.5 - The same encrypted data gets the same answer as long as what it brought is stored, and is worth nothing
 *       after that.
 *   <li>R40.6 - A number that is removed is gone from everything that shows or finds it.
 * </ul>
 */
@NullMarked
package io.weapp.passport.phone;

import org.jspecify.annotations.NullMarked;
