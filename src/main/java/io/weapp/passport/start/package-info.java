/**
 * What happens before the first request.
 *
 * <ul>
 *   <li>R9.1 - Migrations run before anything reads the database.
 *   <li>R9.2 - The start is refused, with a sentence that says why, if the master key is missing or is not the one that
 *       sealed the stored data.
 *   <li>R9.3 - The start is refused, with a sentence that says why, if a rate limit or the trusted proxies are malformed.
 * </ul>
 */
@NullMarked
package io.weapp.passport.start;

import org.jspecify.annotations.NullMarked;
