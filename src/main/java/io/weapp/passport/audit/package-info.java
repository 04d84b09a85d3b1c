/**
 * Who did what, when: kept for those who must answer for it.
 *
 * <ul>
 *   <li>R10.1 - Logins, refusals, ended sessions and every act of an operator are recorded.
 *   <li>R10.2 - A record never holds a secret or personal data: ids, reasons and numbers only.
 * </ul>
 */
@NullMarked
package io.weapp.passport.audit;

import org.jspecify.annotations.NullMarked;
