/**
 * What people may demand of those who hold their data (PIPL, articles 45 and 47): a copy, and that it is erased.
 *
 * <ul>
 *   <li>R41.1 - The export is everything that is held about a user inside an app; secrets that WeChat shares with us, and
 *       hashes, are named but not shown.
 *   <li>R41.2 - Erasure deletes all of it in one transaction and ends every session at once. What remains is a receipt in the
 *       audit log: ids that lead to nobody.
 *   <li>R41.3 - Users reach the data of the app they are logged in to; an operator reaches all apps of a user.
 *   <li>R41.4 - A login that arrives while its user is erased creates a new user.
 * </ul>
 */
@NullMarked
package io.weapp.passport.rights;

import org.jspecify.annotations.NullMarked;
